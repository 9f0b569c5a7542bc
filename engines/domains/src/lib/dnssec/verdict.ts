/** What validation comes to, and why. */
import type { DnsQuestion, DnsReply } from "../dns/message.ts";
import type { DnsRecord, SignatureData } from "../dns/record.ts";
import type { DomainName } from "../domain-name.ts";

/** The four states of RFC 4033 §5. */
export type SecurityStatus = "secure" | "insecure" | "bogus" | "indeterminate";

/** Why data is proven to be unsigned, or signed in ways that cannot be checked. */
export const insecureReasons = [
  /** A delegation is proven to have no DS. */
  "unsigned-delegation",
  /** A span of names that opts out may hold an unsigned delegation (RFC 5155 §6). */
  "opt-out",
  /** No DS has an algorithm that is checked here. */
  "unsupported-algorithm",
  /** No DS has one either, and some are of algorithms that nobody should check any more. */
  "deprecated-algorithm",
  /** No DS has a digest that is checked here. */
  "unsupported-digest",
  /** Names are hashed more often than anybody should check (RFC 9276 §3.2). */
  "too-many-iterations",
] as const;

/** Why data that should be signed cannot be believed. */
export const bogusReasons = [
  "signatures-missing",
  "signer-wrong",
  "signature-algorithm",
  "expired",
  "not-yet-valid",
  "key-missing",
  "signature-wrong",
  /** The zone has DS and no DNSKEY. */
  "keys-missing",
  /** No key of the zone matches a DS. */
  "no-key-for-ds",
  /** The answer says that something is not there and does not prove it. */
  "denial-missing",
  /** Nothing proves that no nearer name than the wildcard is there. */
  "wildcard-unproven",
  /** The alias that follows a DNAME is not the one it makes. */
  "alias-wrong",
  /** More signatures or hashes than any honest zone needs. */
  "too-much-work",
] as const;

/** Why nothing can be said. */
export const indeterminateReasons = [
  /** No trust anchor lies above the name. */
  "no-anchor",
  /** No answer came that could be read. */
  "no-answer",
  /** The resolver says that it failed or will not answer. */
  "server-failure",
  /** The resolver leaves signatures out: not even those of the anchor's own keys are there. */
  "resolver-strips",
  /** Aliases lead round or on and on. */
  "alias-loop",
] as const;

/** Any reason. */
export type DnssecReason =
  | (typeof insecureReasons)[number]
  | (typeof bogusReasons)[number]
  | (typeof indeterminateReasons)[number];

/** What came of a question and how far it can be believed. */
export type Validated = {
  readonly status: SecurityStatus;
  /** Null where secure. */
  readonly reason: DnssecReason | null;
  /** The name or zone that the reason is about; null where secure. */
  readonly at: DomainName | null;
  /** `none`: nothing that could be read, or aliases without end. */
  readonly outcome: "answer" | "no-data" | "no-name" | "none";
  /** Records of the type asked for, at the end of all aliases. Bogus ones are among them. */
  readonly records: readonly DnsRecord[];
  /** Signatures over them, held or not. */
  readonly signatures: readonly SignatureData[];
  /** Names passed on the way, that which was asked for first; empty without aliases. */
  readonly aliases: readonly DomainName[];
  /** Whether the records grew from a wildcard. */
  readonly isWildcard: boolean;
};

/** Work that asks as it goes: gives a question, takes what came of it, ends in a value. */
export type Asking<T> = Generator<DnsQuestion, T, DnsReply>;

/** A failure on the way, with what it is about. */
export type Failing = {
  readonly kind: "insecure" | "bogus" | "indeterminate";
  readonly reason: DnssecReason;
  readonly at: DomainName;
};
