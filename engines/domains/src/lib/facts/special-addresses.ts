/** Addresses that nobody on the internet can reach. Source: IANA special-purpose registries. */
import { addressOctets4, addressOctets6 } from "../dns/addresses.ts";

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

function isWithinSpan(octets: Uint8Array, first: Uint8Array, bits: number): boolean {
  return octets.every((octet, index) => {
    const left = Math.min(8, Math.max(0, bits - index * 8));
    return ((octet ^ (first[index] ?? 0)) & (0xff00 >> left) & 0xff) === 0;
  });
}

/** Whether an address, as records have it, is private, for examples, one machine or many. */
export function isSpecialAddress(address: string): boolean {
  const isSix = address.includes(":");
  const octetsOf = isSix ? addressOctets6 : addressOctets4;
  const octets = octetsOf(address);
  return (isSix ? six : four).some(([first, bits]) => isWithinSpan(octets, octetsOf(first), bits));
}
