/** Sets of types as NSEC and NSEC3 write them (RFC 4034 §4.1.2). */
import { joined, left, Malformed, type Octets, take, uint8 } from "./octets.ts";

/** The types of the set, rising. @throws {Malformed} where windows do not rise or are no windows */
export function readTypes(from: Octets): readonly number[] {
  const types: number[] = [];
  let last = -1;
  while (left(from) > 0) {
    const window = uint8(from);
    const length = uint8(from);
    if (window <= last || length === 0 || length > 32) throw new Malformed("types", from.at);
    last = window;
    take(from, length).forEach((octet, index) => {
      for (let bit = 0; bit < 8; bit += 1)
        if ((octet & (0x80 >> bit)) !== 0) types.push(window * 256 + index * 8 + bit);
    });
  }
  return types;
}

/** The set in wire form. */
export function typesOctets(types: readonly number[]): Uint8Array {
  const windows = new Map<number, Uint8Array>();
  for (const type of types.toSorted((a, b) => a - b)) {
    const window = type >>> 8;
    const map = windows.get(window) ?? new Uint8Array(32);
    const index = (type & 0xff) >>> 3;
    map[index] = (map[index] ?? 0) | (0x80 >> (type & 7));
    windows.set(window, map);
  }
  return joined(
    [...windows].flatMap(([window, map]) => {
      const length = map.findLastIndex((octet) => octet !== 0) + 1;
      return [[window, length], map.slice(0, length)];
    }),
  );
}
