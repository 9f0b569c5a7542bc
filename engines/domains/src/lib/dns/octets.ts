/** A place in octets that are read from left to right, and what it is to come to their end. */

/** Thrown inside this engine alone: what is read does not hold what it promises. */
export class Malformed extends Error {
  override readonly name: string = "Malformed";
  readonly octet: number;
  constructor(what: string, octet: number) {
    super(what);
    this.octet = octet;
  }
}

/** Octets between a place and an end; the place moves as they are read. */
export type Octets = { readonly bytes: Uint8Array; at: number; readonly end: number };

/** How many are left. */
export function left({ at, end }: Octets): number {
  return end - at;
}

/** The next `count` octets, as a copy. @throws {Malformed} where there are fewer */
export function take(from: Octets, count: number): Uint8Array {
  if (count > left(from)) throw new Malformed("cut", from.at);
  from.at += count;
  return from.bytes.slice(from.at - count, from.at);
}

/** All that is left. */
export function rest(from: Octets): Uint8Array {
  return take(from, left(from));
}

/** The next octet. @throws {Malformed} at the end */
export function uint8(from: Octets): number {
  const octet = from.at < from.end ? from.bytes[from.at] : undefined;
  if (octet === undefined) throw new Malformed("cut", from.at);
  from.at += 1;
  return octet;
}

/** The next two octets as a number. @throws {Malformed} at the end */
export function uint16(from: Octets): number {
  return uint8(from) * 0x100 + uint8(from);
}

/** The next four octets as a number. @throws {Malformed} at the end */
export function uint32(from: Octets): number {
  return uint16(from) * 0x1_0000 + uint16(from);
}

/** As many octets as the octet before them says. @throws {Malformed} where there are fewer */
export function counted(from: Octets): Uint8Array {
  return take(from, uint8(from));
}

/** A number as two octets, the high one first. */
export function octets16(value: number): readonly number[] {
  return [(value >>> 8) & 0xff, value & 0xff];
}

/** A number as four octets, the highest first. */
export function octets32(value: number): readonly number[] {
  return [...octets16(value >>> 16), ...octets16(value & 0xffff)];
}

/** Octets joined. */
export function joined(parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Order octet by octet, the shorter first where it begins the longer; negative: `a` first. */
export function compareOctets(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

const pairs = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, "0"));

/** The octets as two hexadecimal figures each, in lower case. */
export function hexOf(octets: Uint8Array): string {
  let text = "";
  for (const octet of octets) text += pairs[octet] ?? "";
  return text;
}
