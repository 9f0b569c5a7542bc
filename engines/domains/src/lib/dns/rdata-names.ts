/**
 * Where names stand in the data of types that hold some: to take compression away, and to fold
 * their letters for signatures. Source: RFC 3597 §4, RFC 4034 §6.2, RFC 6840 §5.1.
 */
import { counted, joined, type Octets, rest, take, uint8 } from "./octets.ts";
import { nameOctets, readLabels } from "./wire-name.ts";

/** Octets, then strings, then names; the names fold for signatures but in NSEC. */
type Layout = readonly [octets: number, strings: number, names: number];

const rows: readonly (readonly [types: readonly number[], layout: Layout])[] = [
  [
    [2, 3, 4, 5, 7, 8, 9, 12, 30, 39, 47],
    [0, 0, 1],
  ],
  [
    [6, 14, 17],
    [0, 0, 2],
  ],
  [
    [15, 18, 21, 36],
    [2, 0, 1],
  ],
  [[26], [2, 0, 2]],
  [[33], [6, 0, 1]],
  [[35], [4, 3, 1]],
  [
    [24, 46],
    [18, 0, 1],
  ],
];

const layouts: ReadonlyMap<number, Layout> = new Map(
  rows.flatMap(([types, layout]) => types.map((type) => [type, layout] as const)),
);

const nsec = 47;

/** The data between the places without compression. @throws {Malformed} where it holds no names */
export function plainRdata(type: number, from: Octets): Uint8Array {
  const layout = layouts.get(type);
  if (layout === undefined) return rest(from);
  const [octets, strings, names] = layout;
  const parts: Uint8Array[] = [take(from, octets)];
  for (let string = 0; string < strings; string += 1) {
    const text = counted(from);
    parts.push(Uint8Array.of(text.length), text);
  }
  for (let name = 0; name < names; name += 1) parts.push(nameOctets(readLabels(from)));
  parts.push(rest(from));
  return joined(parts);
}

/**
 * Data without compression in the form that signatures are made over: letters of names folded.
 * Data that does not hold the names of its type stays as it is.
 */
export function canonicalRdata(type: number, rdata: Uint8Array): Uint8Array {
  const layout = type === nsec ? undefined : layouts.get(type);
  if (layout === undefined) return rdata;
  const [octets, strings, names] = layout;
  const folded = rdata.slice();
  const from: Octets = { bytes: folded, at: octets, end: folded.length };
  try {
    for (let string = 0; string < strings; string += 1) counted(from);
    for (let name = 0; name < names; name += 1)
      for (let length = uint8(from); length !== 0; length = uint8(from)) {
        for (let index = from.at; index < from.at + length; index += 1) {
          const octet = folded[index] ?? 0;
          if (octet >= 0x41 && octet <= 0x5a) folded[index] = octet + 0x20;
        }
        take(from, length);
      }
  } catch {
    return rdata;
  }
  return folded;
}
