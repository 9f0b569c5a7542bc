/** Names in wire form. */
import type { DomainName } from "../domain-name.ts";
import { Malformed, type Octets, uint8 } from "./octets.ts";

/** Longest name in wire form, its root label included (RFC 1035 §3.1). */
const longestName = 255;

/** As many pointers as a name can have labels: more are there to make work. */
const mostPointers = 127;

/** Folds the letters that DNS folds, A–Z alone, which `toLowerCase` does not stop at. */
export function foldLabel(label: string): string {
  return label.replace(/[A-Z]+/gu, (letters) => letters.toLowerCase());
}

/**
 * The labels of the name at the place, as they are spelled; pointers are followed. Each pointer
 * must lead further back than where the part it ends began, so there is no way round in a circle.
 * @throws {Malformed} where there is no name. Source: RFC 1035 §4.1.4.
 */
export function readLabels(from: Octets): string[] {
  const labels: string[] = [];
  let [here, length, pointers] = [from, 1, 0];
  let began = from.at;
  for (;;) {
    const at = here.at;
    const octet = uint8(here);
    if (octet === 0) return labels;
    if (octet >= 0xc0) {
      const target = (octet & 0x3f) * 0x100 + uint8(here);
      pointers += 1;
      if (target >= began || pointers > mostPointers) throw new Malformed("pointer", at);
      began = target;
      here = { bytes: from.bytes, at: target, end: from.bytes.length };
    } else {
      if (octet > 63) throw new Malformed("label", at);
      length += octet + 1;
      if (length > longestName) throw new Malformed("name", at);
      if (here.at + octet > here.end) throw new Malformed("cut", at);
      labels.push(String.fromCharCode(...here.bytes.subarray(here.at, here.at + octet)));
      here.at += octet;
    }
  }
}

/** The name at the place, folded. @throws {Malformed} where there is none */
export function readName(from: Octets): DomainName {
  return readLabels(from).map(foldLabel);
}

/** Labels in wire form, spelled as they are. They must be short enough, as read ones are. */
export function nameOctets(labels: readonly string[]): Uint8Array {
  const octets: number[] = [];
  for (const label of labels) {
    octets.push(label.length);
    for (let index = 0; index < label.length; index += 1) octets.push(label.charCodeAt(index));
  }
  octets.push(0);
  return Uint8Array.from(octets);
}
