/** Tables of address ranges, looked up by an address that lies in them. */
import { hexOf } from "../dns/octets.ts";
import { type IpAddress, parseIp } from "../mail/ip.ts";

/** A range of addresses: the first of them, and how many bits all share. */
export type Prefix = { readonly octets: IpAddress; readonly bits: number };

/** What a table holds of one range. */
export type PrefixRow = {
  readonly bits: number;
  /** The network: its number (ASN), or -1 where there is no single one. */
  readonly asn: number;
  /** The longest range within it that may be announced. */
  readonly maxBits: number;
};

/** Ranges with what is known of them. */
export type PrefixTable = {
  readonly size: number;
  add(prefix: Prefix, asn: number, maxBits: number): void;
  /** All that cover a range, the widest first. Cost: one look for each length the table has. */
  covering(prefix: Prefix): readonly PrefixRow[];
};

/** Largest number of a network: 32 bits (RFC 6793). */
const lastAsn = 0xffff_ffff;

/** `192.0.2.0/24`; null where it is none, or names an address within the range. */
export function parsePrefix(text: string): Prefix | null {
  const [, address = "", digits = ""] = /^([0-9A-Fa-f:.]{2,45})\/(\d{1,3})$/.exec(text) ?? [];
  const octets = parseIp(address);
  const bits = Number(digits);
  if (octets === null || bits > octets.length * 8) return null;
  const isFirst = masked(octets, bits).every((octet, at) => octet === octets[at]);
  return isFirst ? { octets, bits } : null;
}

/** `64500`, or `AS64500` as some write it; null where it is none. */
export function parseAsn(value: unknown): number | null {
  const text = typeof value === "string" ? value.replace(/^AS/i, "") : String(value);
  const asn = /^\d{1,10}$/.test(text) ? Number(text) : lastAsn + 1;
  return asn > lastAsn ? null : asn;
}

/** An address with all but its first bits zero. */
function masked(octets: IpAddress, bits: number): IpAddress {
  return octets.map((octet, at) => {
    const left = Math.min(8, Math.max(0, bits - at * 8));
    return octet & (0xff00 >> left) & 0xff;
  });
}

/**
 * Keys of an address's first bits, by how many: numbers for IPv4, of which there are most; texts
 * for IPv6.
 */
function keysOf(octets: IpAddress): (bits: number) => number | string {
  if (octets.length === 4) {
    const whole = octets.reduce((value, octet) => value * 256 + octet, 0);
    // A shift by all 32 bits would shift by none.
    return (bits) => (bits === 0 ? 0 : (whole & (-1 << (32 - bits))) >>> 0) * 64 + bits;
  }
  const figures = hexOf(octets);
  return (bits) => {
    const [full, rest] = [bits >> 2, bits & 3];
    const last = Number.parseInt(figures.charAt(full), 16) & (0xf0 >> rest) & 0xf;
    return `${figures.slice(0, full)}${rest === 0 ? "" : last.toString(16)}/${bits}`;
  };
}

/** An empty table. Takes about a hundred octets a range: a million are held with ease. */
export function prefixTable(): PrefixTable {
  // Rows of one range hang together: each says which came before it.
  const last = new Map<number | string, number>();
  const [asns, maxima, before]: [number[], number[], number[]] = [[], [], []];
  // Of the lengths there could be few are there, and no others are looked for.
  const lengths = { v4: new Set<number>(), v6: new Set<number>() };
  const lengthsOf = ({ length }: IpAddress): Set<number> => lengths[length === 4 ? "v4" : "v6"];
  return {
    get size() {
      return asns.length;
    },
    add({ octets, bits }, asn, maxBits) {
      const key = keysOf(octets)(bits);
      lengthsOf(octets).add(bits);
      before.push(last.get(key) ?? -1);
      last.set(key, asns.length);
      asns.push(asn);
      maxima.push(maxBits);
    },
    covering({ octets, bits: most }) {
      const rows: PrefixRow[] = [];
      const [keyOf, held] = [keysOf(octets), lengthsOf(octets)];
      for (let bits = 0; bits <= most; bits += 1) {
        if (!held.has(bits)) continue;
        let at = last.get(keyOf(bits)) ?? -1;
        for (; at >= 0; at = before[at] ?? -1)
          rows.push({ bits, asn: asns[at] ?? -1, maxBits: maxima[at] ?? bits });
      }
      return rows;
    },
  };
}
