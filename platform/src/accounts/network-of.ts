/** Whom an address stands for, where attempts are counted. */
import { isIPv6 } from "node:net";

/** The eight groups of an address of version 6, which must be one. */
function groupsOf(address: string): readonly string[] {
  const [head = "", tail] = address.toLowerCase().split("%", 1)[0]?.split("::") ?? [];
  const groups = (text: string | undefined): readonly string[] =>
    text === undefined || text === "" ? [] : text.split(":");
  const [before, after] = [groups(head), groups(tail)];
  if (tail === undefined) return before;
  const between = Array.from({ length: 8 - before.length - after.length }, () => "0");
  return [...before, ...between, ...after];
}

/**
 * An address of version 4 as it is; of version 6 its network of 64 bits: that is what a line or a
 * telephone is given (RFC 6177), and whoever has one has 2^64 addresses to ask from. One of version
 * 4 in the clothes of version 6 is taken out of them. What is no address stays as it is.
 */
export function networkOf(address: string): string {
  const [, mapped] = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address) ?? [];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address) || address.includes(".")) return address;
  const network = groupsOf(address).slice(0, 4);
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}
