/** Questions and answers as data; {@link DnsReply} is what rooms above hand in. */
import type { DomainName } from "../domain-name.ts";
import type { DnsRecord } from "./record.ts";
import { classIn, recordTypes, type RecordTypeName } from "./record-types.ts";

/** What is asked. */
export type DnsQuestion = {
  readonly name: DomainName;
  readonly type: number;
  readonly class: number;
};

/** What RFC 6891 adds to a message. */
export type Edns = {
  /** Longest answer that the sender takes over UDP. */
  readonly sizeOctets: number;
  readonly version: number;
  /** Whether records of DNSSEC are wanted. */
  readonly isDnssecOk: boolean;
  readonly options: readonly { readonly code: number; readonly octets: Uint8Array }[];
};

/** A message, read. */
export type DnsMessage = {
  readonly id: number;
  readonly isResponse: boolean;
  readonly opcode: number;
  readonly isAuthoritative: boolean;
  readonly isTruncated: boolean;
  readonly isRecursionDesired: boolean;
  readonly isRecursionAvailable: boolean;
  readonly isAuthenticated: boolean;
  readonly isCheckingDisabled: boolean;
  /** With the upper bits that EDNS adds; see {@link rcodes}. */
  readonly rcode: number;
  readonly questions: readonly DnsQuestion[];
  readonly answers: readonly DnsRecord[];
  readonly authority: readonly DnsRecord[];
  /** Without the OPT record, which is `edns`. */
  readonly additional: readonly DnsRecord[];
  readonly edns: Edns | null;
};

/** What came of a question. */
export type DnsReply =
  | { readonly kind: "answer"; readonly message: DnsMessage }
  /**
   * No answer that could be read. `timeout`: none came; `unreachable`: the net says no;
   * `malformed`: what came could not be read; `limit`: more was asked than is allowed.
   */
  | { readonly kind: "silence"; readonly reason: SilenceReason };

/** Why there is no answer. */
export type SilenceReason = "timeout" | "unreachable" | "malformed" | "limit";

/** Response codes (RFC 1035 §4.1.1, RFC 6891 §9). */
export const rcodes = {
  noError: 0,
  formErr: 1,
  servFail: 2,
  nxDomain: 3,
  notImp: 4,
  refused: 5,
  badVers: 16,
} as const;

/** A question for records of the internet. */
export function questionOf(name: DomainName, type: RecordTypeName): DnsQuestion {
  return { name, type: recordTypes[type], class: classIn };
}

/** Extended DNS errors that an answer carries (RFC 8914), by their code. */
export function extendedErrors(message: DnsMessage): readonly number[] {
  const options = message.edns?.options ?? [];
  return options.flatMap(({ code, octets: [high, low] }) =>
    code === 15 && high !== undefined && low !== undefined ? [high * 0x100 + low] : [],
  );
}
