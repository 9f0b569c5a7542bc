/** What validation is given: anchors, time, cryptography, limits. */
import type { Budget } from "@vallgrav/kernel";
import type { DelegationData, KeyData } from "../dns/record.ts";
import type { DomainName } from "../domain-name.ts";

/** Digests of DS records and of hashed names. */
export type DigestName = "sha1" | "sha256" | "sha384";

/** Cryptography, which engines have none of. Neither function may throw. */
export type DnssecPort = {
  /** Whether the signature is the key's over the octets; false for what is no key or signature. */
  verify(given: {
    readonly algorithm: number;
    readonly key: Uint8Array;
    readonly signature: Uint8Array;
    readonly octets: Uint8Array;
  }): boolean;
  digest(name: DigestName, octets: Uint8Array): Uint8Array;
};

/** Digests of keys that are believed without a parent. */
export type TrustAnchor = { readonly zone: DomainName; readonly ds: readonly DelegationData[] };

/** How much one question may cost. */
export type DnssecLimits = {
  /** Signatures checked. An answer behind a chain of three needs about ten. */
  readonly signatures: number;
  /** Names hashed for NSEC3. */
  readonly hashes: number;
  /** Rounds of hashing beyond which a zone counts as insecure (RFC 9276 §3.2). */
  readonly iterations: number;
  /** Aliases followed. */
  readonly aliases: number;
};

/** Limits that hold off CVE-2023-50387 and CVE-2023-50868, and that no honest zone meets. */
export const dnssecLimits: DnssecLimits = {
  signatures: 128,
  hashes: 256,
  iterations: 150,
  aliases: 11,
};

/** What a session is opened with. */
export type DnssecSetting = {
  readonly anchors: readonly TrustAnchor[];
  /** Seconds since 1970. */
  readonly nowSeconds: number;
  readonly port: DnssecPort;
  readonly limits: DnssecLimits;
};

/** A key with the tag that signatures name it by. */
export type ZoneKey = KeyData & { readonly tag: number };

/** A zone whose keys are believed. */
export type SecureZone = {
  readonly kind: "secure";
  readonly zone: DomainName;
  readonly keys: readonly ZoneKey[];
};

/** One question's work within a session. */
export type Run = {
  readonly setting: DnssecSetting;
  readonly signatures: Budget;
  readonly hashes: Budget;
};

/** Algorithms whose signatures are checked (RFC 9904, what must or should be validated). */
export const checkedAlgorithms: ReadonlySet<number> = new Set([8, 10, 13, 14, 15, 16]);

/** Algorithms that nobody should check any more (RFC 8624, RFC 9905). */
export const deprecatedAlgorithms: ReadonlySet<number> = new Set([1, 3, 5, 6, 7, 12]);

/** Digests of DS that are checked, by number. */
export const checkedDigests: ReadonlyMap<number, DigestName> = new Map([
  [1, "sha1"],
  [2, "sha256"],
  [4, "sha384"],
]);
