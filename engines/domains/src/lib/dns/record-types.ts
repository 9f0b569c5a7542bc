/** Types of records by their names. Source: IANA, Domain Name System Parameters. */

/** Numbers of the types that are read here; others are kept as octets. */
export const recordTypes = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  DNAME: 39,
  OPT: 41,
  DS: 43,
  RRSIG: 46,
  NSEC: 47,
  DNSKEY: 48,
  NSEC3: 50,
  NSEC3PARAM: 51,
  TLSA: 52,
  CDS: 59,
  CDNSKEY: 60,
  CAA: 257,
} as const;

/** Name of a type that is read here. */
export type RecordTypeName = keyof typeof recordTypes;

/** The class of the internet. */
export const classIn = 1;

const names: ReadonlyMap<number, string> = new Map(
  Object.entries(recordTypes).map(([name, type]) => [type, name]),
);

/** `MX`, or `TYPE1234` where it is none of ours (RFC 3597 §5). */
export function recordTypeText(type: number): string {
  return names.get(type) ?? `TYPE${type}`;
}
