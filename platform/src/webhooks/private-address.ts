/** Addresses that are not out in the open: this machine, its networks, and those set aside. */
import { BlockList, isIP } from "node:net";

/** Networks set aside (IANA's special-purpose registries, RFC 6890), with their kind. */
const setAside: readonly (readonly [network: string, bits: number, kind: "ipv4" | "ipv6"])[] = [
  ["0.0.0.0", 8, "ipv4"],
  ["10.0.0.0", 8, "ipv4"],
  ["100.64.0.0", 10, "ipv4"],
  ["127.0.0.0", 8, "ipv4"],
  ["169.254.0.0", 16, "ipv4"],
  ["172.16.0.0", 12, "ipv4"],
  ["192.0.0.0", 24, "ipv4"],
  ["192.0.2.0", 24, "ipv4"],
  ["192.88.99.0", 24, "ipv4"],
  ["192.168.0.0", 16, "ipv4"],
  ["198.18.0.0", 15, "ipv4"],
  ["198.51.100.0", 24, "ipv4"],
  ["203.0.113.0", 24, "ipv4"],
  ["224.0.0.0", 3, "ipv4"],
  // Nobody, this machine, and version 4 as it was once written (RFC 4291 §2.5.5.1).
  ["::", 96, "ipv6"],
  // What holds an address of version 4 inside: translated, tunnelled. Reached by themselves alone.
  ["64:ff9b::", 96, "ipv6"],
  ["64:ff9b:1::", 48, "ipv6"],
  ["100::", 64, "ipv6"],
  ["2001::", 23, "ipv6"],
  ["2001:db8::", 32, "ipv6"],
  ["2002::", 16, "ipv6"],
  ["3fff::", 20, "ipv6"],
  ["5f00::", 16, "ipv6"],
  ["fc00::", 7, "ipv6"],
  ["fe80::", 10, "ipv6"],
  ["fec0::", 10, "ipv6"],
  ["ff00::", 8, "ipv6"],
];

const notOpen = new BlockList();
for (const [network, bits, kind] of setAside) notOpen.addSubnet(network, bits, kind);

/** Version 4 in the clothes of version 6: in one list with the others, all of it would fit. */
const mapped = new BlockList();
mapped.addSubnet("::ffff:0:0", 96, "ipv6");

/** Whether an address is not out in the open. What is no address is not either. */
export function isPrivateAddress(address: string): boolean {
  const kind = isIP(address);
  if (kind === 0 || address.includes("%")) return true;
  if (kind === 4) return notOpen.check(address, "ipv4");
  return mapped.check(address, "ipv6") || notOpen.check(address, "ipv6");
}
