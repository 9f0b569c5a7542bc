/** Addresses that nobody on the internet can reach. Source: IANA special-purpose registries. */
import { isInRange, parseIp } from "../mail/ip.ts";

type Span = readonly [first: string, bits: number];

const four: readonly Span[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

const six: readonly Span[] = [
  ["::", 127],
  ["::ffff:0:0", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001:db8::", 32],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
];

const spans = [...four, ...six].map(([first, bits]) => ({ first: parseIp(first), bits }));

/**
 * Whether an address is private, for examples, one machine or many. What is no address is special
 * too.
 */
export function isSpecialAddress(address: string): boolean {
  const octets = parseIp(address);
  if (octets === null) return true;
  return spans.some(({ first, bits }) => first !== null && isInRange(octets, first, bits));
}
