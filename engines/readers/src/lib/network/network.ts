/** Addresses and networks of IPv4 and IPv6 in one spelling each (RFC 4632 §3.1, RFC 5952). */

const octet = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
const ipv4Form = new RegExp(
  `^${octet}\\.${octet}\\.${octet}\\.${octet}(?:[/ ]\\s*([\\d.]{1,15}))?$`,
);
const ipv6Form = /^([0-9a-f:]{2,39})(?:\/(\d{1,3}))?$/i;

/** The length of a prefix given as number or mask; null where it is neither. */
function prefixIn(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) return Number(text) <= 32 ? Number(text) : null;
  const parts = text.split(".").map(Number);
  if (parts.length !== 4 || parts.some((part) => part > 255)) return null;
  const bits = parts.map((part) => part.toString(2).padStart(8, "0")).join("");
  return /^1*0*$/.test(bits) ? bits.replaceAll("0", "").length : null;
}

/** The address with all bits behind the prefix set to zero. */
function masked(octets: readonly number[], prefix: number): string {
  const kept = octets.map((one, index) => {
    const bits = prefix - index * 8;
    if (bits >= 8) return one;
    return bits <= 0 ? 0 : one & (0xff << (8 - bits)) & 0xff;
  });
  return kept.join(".");
}

/**
 * A network as `192.0.2.0/24`, also given with a mask or as a single address; one of IPv6 in lower
 * case as it was written. Null for anything else.
 */
export function networkIn(text: string): string | null {
  const trimmed = text.trim();
  const found = ipv4Form.exec(trimmed);
  if (found !== null) {
    const [, a, b, c, d, behind = "32"] = found;
    const prefix = prefixIn(behind);
    return prefix === null ? null : `${masked([a, b, c, d].map(Number), prefix)}/${prefix}`;
  }
  const [, address, length = "128"] = ipv6Form.exec(trimmed) ?? [];
  if (address === undefined || !address.includes(":") || Number(length) > 128) return null;
  return `${address.toLowerCase()}/${length}`;
}

/** Whether a network is one address alone. */
export function isSingle(network: string): boolean {
  return /(?:\.\d+\/32|:.*\/128)$/.test(network);
}
