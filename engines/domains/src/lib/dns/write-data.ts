/** Data of records as octets: what {@link readData} reads. */
import { invariant } from "@vallgrav/kernel";
import { addressOctets4, addressOctets6 } from "./addresses.ts";
import { joined, octets16, octets32 } from "./octets.ts";
import type { DomainName } from "../domain-name.ts";
import type { DataOf, DelegationData, KeyData, RecordData } from "./record.ts";
import { typesOctets } from "./type-bitmap.ts";
import { nameOctets } from "./wire-name.ts";

function counted(octets: Uint8Array): Uint8Array {
  invariant(octets.length < 256, "a string is at most 255 octets");
  return joined([[octets.length], octets]);
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}

function signatureOctets(data: DataOf<"RRSIG">): Uint8Array {
  return joined([
    octets16(data.covered),
    [data.algorithm, data.labels],
    octets32(data.originalTtl),
    octets32(data.expiration),
    octets32(data.inception),
    octets16(data.keyTag),
    nameOctets(data.signer),
    data.signature,
  ]);
}

function hashedOctets(data: DataOf<"NSEC3" | "NSEC3PARAM">): Uint8Array {
  return joined([[data.hash, data.flags], octets16(data.iterations), counted(data.salt)]);
}

function authorityOctets(data: DataOf<"SOA">): Uint8Array {
  const { serial, refreshSeconds, retrySeconds, expireSeconds, minimumSeconds } = data;
  const numbers = [serial, refreshSeconds, retrySeconds, expireSeconds, minimumSeconds];
  return joined([nameOctets(data.primary), nameOctets(data.mailbox), ...numbers.map(octets32)]);
}

type Writers = { readonly [K in RecordData["kind"]]: (data: DataOf<K>) => Uint8Array };

const target = ({ target: name }: { readonly target: DomainName }): Uint8Array => nameOctets(name);

const nothing = (): Uint8Array => new Uint8Array();

const delegation = (data: DelegationData): Uint8Array =>
  joined([octets16(data.keyTag), [data.algorithm, data.digestType], data.digest]);

const key = (data: KeyData): Uint8Array =>
  joined([octets16(data.flags), [data.protocol, data.algorithm], data.key]);

const writers: Writers = {
  A: ({ address }) => addressOctets4(address),
  AAAA: ({ address }) => addressOctets6(address),
  NS: target,
  CNAME: target,
  DNAME: target,
  PTR: target,
  SOA: authorityOctets,
  MX: ({ preference, exchange }) => joined([octets16(preference), nameOctets(exchange)]),
  TXT: ({ strings }) => joined(strings.map(counted)),
  SRV: ({ priority, weight, port, target: name }) =>
    joined([...[priority, weight, port].map(octets16), nameOctets(name)]),
  CAA: ({ flags, tag, value }) => joined([[flags], counted(latin1(tag)), value]),
  TLSA: ({ usage, selector, matching, data }) => joined([[usage, selector, matching], data]),
  DS: delegation,
  CDS: delegation,
  DNSKEY: key,
  CDNSKEY: key,
  RRSIG: signatureOctets,
  NSEC: ({ next, types }) => joined([nameOctets(next), typesOctets(types)]),
  NSEC3: (data) => joined([hashedOctets(data), counted(data.next), typesOctets(data.types)]),
  NSEC3PARAM: hashedOctets,
  other: nothing,
  malformed: nothing,
};

/** The data in wire form without compression; empty for data that is not read here. */
export function dataOctets(data: RecordData): Uint8Array {
  return (writers[data.kind] as (data: RecordData) => Uint8Array)(data);
}
