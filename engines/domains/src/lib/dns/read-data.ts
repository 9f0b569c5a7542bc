/** The data of records by their types, from octets without compression. */
import { addressText4, addressText6 } from "./addresses.ts";
import { counted, left, Malformed, rest, take, uint16, uint32, uint8 } from "./octets.ts";
import type { Octets } from "./octets.ts";
import type { DelegationData, KeyData, RecordData } from "./record.ts";
import { recordTypes, type RecordTypeName } from "./record-types.ts";
import { readTypes } from "./type-bitmap.ts";
import { foldLabel, readName } from "./wire-name.ts";

type Reader = (from: Octets) => RecordData;

function readTexts(from: Octets): readonly Uint8Array[] {
  const strings: Uint8Array[] = [counted(from)];
  while (left(from) > 0) strings.push(counted(from));
  return strings;
}

function readDelegation(from: Octets): DelegationData {
  const [keyTag, algorithm, digestType] = [uint16(from), uint8(from), uint8(from)];
  return { keyTag, algorithm, digestType, digest: rest(from) };
}

function readKey(from: Octets): KeyData {
  const [flags, protocol, algorithm] = [uint16(from), uint8(from), uint8(from)];
  return { flags, protocol, algorithm, key: rest(from) };
}

function readCaa(from: Octets): RecordData {
  const flags = uint8(from);
  const tag = foldLabel(String.fromCharCode(...counted(from)));
  if (!/^[a-z0-9]+$/u.test(tag)) throw new Malformed("tag", from.at);
  return { kind: "CAA", flags, tag, value: rest(from) };
}

const readers: Readonly<Record<Exclude<RecordTypeName, "OPT">, Reader>> = {
  A: (from) => ({ kind: "A", address: addressText4(take(from, 4)) }),
  AAAA: (from) => ({ kind: "AAAA", address: addressText6(take(from, 16)) }),
  NS: (from) => ({ kind: "NS", target: readName(from) }),
  CNAME: (from) => ({ kind: "CNAME", target: readName(from) }),
  DNAME: (from) => ({ kind: "DNAME", target: readName(from) }),
  PTR: (from) => ({ kind: "PTR", target: readName(from) }),
  SOA: (from) => ({
    kind: "SOA",
    primary: readName(from),
    mailbox: readName(from),
    serial: uint32(from),
    refreshSeconds: uint32(from),
    retrySeconds: uint32(from),
    expireSeconds: uint32(from),
    minimumSeconds: uint32(from),
  }),
  MX: (from) => ({ kind: "MX", preference: uint16(from), exchange: readName(from) }),
  TXT: (from) => ({ kind: "TXT", strings: readTexts(from) }),
  SRV: (from) => ({
    kind: "SRV",
    priority: uint16(from),
    weight: uint16(from),
    port: uint16(from),
    target: readName(from),
  }),
  CAA: readCaa,
  TLSA: (from) => ({
    kind: "TLSA",
    usage: uint8(from),
    selector: uint8(from),
    matching: uint8(from),
    data: rest(from),
  }),
  DS: (from) => ({ kind: "DS", ...readDelegation(from) }),
  CDS: (from) => ({ kind: "CDS", ...readDelegation(from) }),
  DNSKEY: (from) => ({ kind: "DNSKEY", ...readKey(from) }),
  CDNSKEY: (from) => ({ kind: "CDNSKEY", ...readKey(from) }),
  RRSIG: (from) => ({
    kind: "RRSIG",
    covered: uint16(from),
    algorithm: uint8(from),
    labels: uint8(from),
    originalTtl: uint32(from),
    expiration: uint32(from),
    inception: uint32(from),
    keyTag: uint16(from),
    signer: readName(from),
    signature: rest(from),
  }),
  NSEC: (from) => ({ kind: "NSEC", next: readName(from), types: readTypes(from) }),
  NSEC3: (from) => ({
    kind: "NSEC3",
    hash: uint8(from),
    flags: uint8(from),
    iterations: uint16(from),
    salt: counted(from),
    next: counted(from),
    types: readTypes(from),
  }),
  NSEC3PARAM: (from) => ({
    kind: "NSEC3PARAM",
    hash: uint8(from),
    flags: uint8(from),
    iterations: uint16(from),
    salt: counted(from),
  }),
};

const byType: ReadonlyMap<number, Reader> = new Map(
  Object.entries(readers).map(([name, reader]) => [recordTypes[name as RecordTypeName], reader]),
);

/** What the octets say as data of the type; `malformed` where they are none of it. Total. */
export function readData(type: number, rdata: Uint8Array): RecordData {
  const reader = byType.get(type);
  if (reader === undefined) return { kind: "other" };
  const from: Octets = { bytes: rdata, at: 0, end: rdata.length };
  try {
    const data = reader(from);
    return left(from) === 0 ? data : { kind: "malformed" };
  } catch (error) {
    if (error instanceof Malformed) return { kind: "malformed" };
    throw error;
  }
}
