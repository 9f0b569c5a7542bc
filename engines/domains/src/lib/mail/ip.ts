/** Addresses of IPv4 and IPv6 as octets, read strictly. */

import { hexOf } from "../dns/octets.ts";

/** Four octets or sixteen. */
export type IpAddress = Uint8Array;

function readV4(text: string): readonly number[] | null {
  if (!/^(?:(?:0|[1-9]\d{0,2})(?:\.|$)){4}$/u.test(text) || text.endsWith(".")) return null;
  const octets = text.split(".").map(Number);
  return octets.some((one) => one > 255) ? null : octets;
}

function readGroups(text: string): readonly number[] | null {
  if (text === "") return [];
  const octets: number[] = [];
  const groups = text.split(":");
  for (const [at, group] of groups.entries()) {
    const v4 = at === groups.length - 1 && group.includes(".") ? readV4(group) : null;
    if (v4 !== null) octets.push(...v4);
    else if (/^[0-9a-f]{1,4}$/iu.test(group)) {
      const value = Number.parseInt(group, 16);
      octets.push(value >> 8, value & 0xff);
    } else return null;
  }
  return octets;
}

/** The address in `text` (RFC 4291 §2.2), or null where it is none. */
export function parseIp(text: string): IpAddress | null {
  if (!text.includes(":")) {
    const octets = readV4(text);
    return octets === null ? null : Uint8Array.from(octets);
  }
  const halves = text.split("::");
  const [head, tail] = halves.map(readGroups);
  if (halves.length > 2 || head === undefined || head === null || tail === null) return null;
  if (tail === undefined) return head.length === 16 ? Uint8Array.from(head) : null;
  const zeros = 16 - head.length - tail.length;
  if (zeros < 2) return null;
  return Uint8Array.from([...head, ...Array.from({ length: zeros }, () => 0), ...tail]);
}

/** An IPv4 address dressed as IPv6 (`::ffff:192.0.2.1`) as what it is; others as they are. */
export function undress(address: IpAddress): IpAddress {
  const isMapped =
    address.length === 16 &&
    address.subarray(0, 12).every((one, at) => one === (at < 10 ? 0 : 255));
  return isMapped ? address.subarray(12) : address;
}

/** Whether both are of one family and their first `bits` bits agree. */
export function isInRange(address: IpAddress, range: IpAddress, bits: number): boolean {
  if (address.length !== range.length) return false;
  for (let at = 0; at * 8 < bits; at += 1) {
    const shared = Math.min(8, bits - at * 8);
    const mask = (0xff << (8 - shared)) & 0xff;
    if (((address[at] ?? 0) & mask) !== ((range[at] ?? 0) & mask)) return false;
  }
  return true;
}

/** Hexadecimal figures with dots between, as names under ip6.arpa are made of. */
export function nibbles(address: IpAddress): string {
  return Array.from(hexOf(address)).join(".");
}

/** The name under which the reverse of an address lies. */
export function reverseName(address: IpAddress): string {
  if (address.length === 4) return `${[...address].toReversed().join(".")}.in-addr.arpa`;
  return `${nibbles(address).split(".").toReversed().join(".")}.ip6.arpa`;
}
