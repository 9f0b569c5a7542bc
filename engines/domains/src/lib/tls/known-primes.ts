/**
 * The primes of RFC 7919, made by that standard's own formula rather than copied: 2^b − 2^(b−64) +
 * (⌊2^(b−130)·e⌋ + x)·2^64 − 1.
 */

import { hexOf } from "../dns/octets.ts";

/** Bits and x of each group (RFC 7919, appendix A). */
const groups: readonly (readonly [bits: number, x: number, group: number])[] = [
  [2048, 560_316, 0x0100],
  [3072, 2_625_351, 0x0101],
  [4096, 5_736_041, 0x0102],
  [6144, 15_705_020, 0x0103],
  [8192, 10_965_728, 0x0104],
];

/** ⌊2^bits · e⌋ by the series of 1/k!, with 64 spare bits for what each division loses. */
function eulerScaled(bits: number): bigint {
  let term = 1n << BigInt(bits + 64);
  let sum = 0n;
  for (let count = 1n; term > 0n; count += 1n) {
    sum += term;
    term /= count;
  }
  return sum >> 64n;
}

/** The prime as hexadecimal without leading zeros. */
function primeHex(bits: number, x: number): string {
  const b = BigInt(bits);
  const prime = (1n << b) - (1n << (b - 64n)) + ((eulerScaled(bits - 130) + BigInt(x)) << 64n) - 1n;
  return prime.toString(16);
}

let known: ReadonlyMap<string, number> | null = null;

/** The primes by their hexadecimal; made once, when the first prime is asked about. */
export function knownPrimes(): ReadonlyMap<string, number> {
  known ??= new Map(groups.map(([bits, x, group]) => [primeHex(bits, x), group]));
  return known;
}

/** Octets as hexadecimal without leading zeros, and the number's length in bits. */
export function primeOf(bytes: Uint8Array): { readonly hex: string; readonly bits: number } {
  const hex = hexOf(bytes).replace(/^0+/u, "");
  const first = Number.parseInt(hex.slice(0, 1) || "0", 16);
  return { hex, bits: hex === "" ? 0 : hex.length * 4 - (Math.clz32(first) - 28) };
}
