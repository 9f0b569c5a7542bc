/** Addresses between octets and text. */
import { invariant } from "@vallgrav/kernel";
import { parseIp } from "../mail/ip.ts";

/** Four octets as dotted decimal. */
export function addressText4(octets: Uint8Array): string {
  return [...octets].join(".");
}

/** Sixteen octets as RFC 5952 writes them. */
export function addressText6(octets: Uint8Array): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((octets[index * 2] ?? 0) << 8) | (octets[index * 2 + 1] ?? 0)).toString(16),
  );
  let [best, bestLength] = [-1, 1];
  for (let at = 0; at < 8; at += 1) {
    let length = 0;
    while (groups[at + length] === "0") length += 1;
    if (length > bestLength) [best, bestLength] = [at, length];
  }
  if (best < 0) return groups.join(":");
  return `${groups.slice(0, best).join(":")}::${groups.slice(best + bestLength).join(":")}`;
}

function octetsIn(text: string, length: number): Uint8Array {
  const octets = parseIp(text);
  invariant(octets !== null && octets.length === length, "an address");
  return octets;
}

/** The octets of what {@link addressText4} writes. */
export function addressOctets4(text: string): Uint8Array {
  return octetsIn(text, 4);
}

/** The octets of what {@link addressText6} writes. */
export function addressOctets6(text: string): Uint8Array {
  return octetsIn(text, 16);
}
