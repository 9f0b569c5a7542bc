/** Records as they are read: owner, type, and what the data says. */
import type { DomainName } from "../domain-name.ts";

/** A key of a zone (RFC 4034 §2); in CDNSKEY the same (RFC 7344). */
export type KeyData = {
  /** Bit 7 (value 256): key of a zone; bit 15 (1): entry point; bit 8 (128): revoked. */
  readonly flags: number;
  readonly protocol: number;
  readonly algorithm: number;
  readonly key: Uint8Array;
};

/** A digest of a key (RFC 4034 §5); in CDS the same. */
export type DelegationData = {
  readonly keyTag: number;
  readonly algorithm: number;
  readonly digestType: number;
  readonly digest: Uint8Array;
};

/** A signature (RFC 4034 §3). Times are seconds since 1970 modulo 2³². */
export type SignatureData = {
  readonly covered: number;
  readonly algorithm: number;
  readonly labels: number;
  readonly originalTtl: number;
  readonly expiration: number;
  readonly inception: number;
  readonly keyTag: number;
  readonly signer: DomainName;
  readonly signature: Uint8Array;
};

/** One member for each kind, so that each can be told from the others. */
type Each<K extends string, T> = K extends string ? { readonly kind: K } & T : never;

/** What the data of a record says, by its type. */
export type RecordData =
  /** Dotted decimal, or RFC 5952 in lower case. */
  | Each<"A" | "AAAA", { readonly address: string }>
  | Each<"NS" | "CNAME" | "DNAME" | "PTR", { readonly target: DomainName }>
  | {
      readonly kind: "SOA";
      readonly primary: DomainName;
      readonly mailbox: DomainName;
      readonly serial: number;
      readonly refreshSeconds: number;
      readonly retrySeconds: number;
      readonly expireSeconds: number;
      readonly minimumSeconds: number;
    }
  | { readonly kind: "MX"; readonly preference: number; readonly exchange: DomainName }
  /** Strings as octets: their encoding is nobody's promise. */
  | { readonly kind: "TXT"; readonly strings: readonly Uint8Array[] }
  | {
      readonly kind: "SRV";
      readonly priority: number;
      readonly weight: number;
      readonly port: number;
      readonly target: DomainName;
    }
  /** Tag in lower case (RFC 8659 §4.1). */
  | {
      readonly kind: "CAA";
      readonly flags: number;
      readonly tag: string;
      readonly value: Uint8Array;
    }
  | {
      readonly kind: "TLSA";
      readonly usage: number;
      readonly selector: number;
      readonly matching: number;
      readonly data: Uint8Array;
    }
  | Each<"DS" | "CDS", DelegationData>
  | Each<"DNSKEY" | "CDNSKEY", KeyData>
  | ({ readonly kind: "RRSIG" } & SignatureData)
  | { readonly kind: "NSEC"; readonly next: DomainName; readonly types: readonly number[] }
  | {
      readonly kind: "NSEC3";
      readonly hash: number;
      readonly flags: number;
      readonly iterations: number;
      readonly salt: Uint8Array;
      readonly next: Uint8Array;
      readonly types: readonly number[];
    }
  | {
      readonly kind: "NSEC3PARAM";
      readonly hash: number;
      readonly flags: number;
      readonly iterations: number;
      readonly salt: Uint8Array;
    }
  /** A type that is not read here: see the octets. */
  | { readonly kind: "other" }
  /** A type that is read here, with data that is none of it: see the octets. */
  | { readonly kind: "malformed" };

/** A resource record. */
export type DnsRecord = {
  readonly name: DomainName;
  readonly type: number;
  readonly class: number;
  readonly ttlSeconds: number;
  /** The data without compression, names spelled as they came. */
  readonly rdata: Uint8Array;
  readonly data: RecordData;
};

/** The data of one kind. */
export type DataOf<K extends RecordData["kind"]> = RecordData & { readonly kind: K };

/** The data of those records that are of a kind, in their order. */
export function dataOf<K extends RecordData["kind"]>(
  records: readonly DnsRecord[],
  kind: K,
): readonly DataOf<K>[] {
  return records.map(({ data }) => data).filter((data): data is DataOf<K> => data.kind === kind);
}
