/** Octets that follow their own length, as TLS frames everything. */
import { take, uint16, uint8 } from "../dns/octets.ts";
import type { Octets } from "../dns/octets.ts";

/** Octets to read from the first to the last. */
export function octetsOf(bytes: Uint8Array): Octets {
  return { bytes, at: 0, end: bytes.length };
}

/** The next three octets as a number. @throws {Malformed} at the end */
export function uint24(from: Octets): number {
  return uint8(from) * 0x1_0000 + uint16(from);
}

/** What follows its length in so many octets, to be read on its own. @throws {Malformed} if cut */
export function framed(from: Octets, octets: 1 | 2 | 3): Octets {
  const size = octets === 1 ? uint8(from) : octets === 2 ? uint16(from) : uint24(from);
  return octetsOf(take(from, size));
}
