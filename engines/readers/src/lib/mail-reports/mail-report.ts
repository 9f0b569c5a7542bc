/** What receivers of mail report of a domain to whoever its records name. */
import type { Instant } from "@vallgrav/kernel";
import type { ReadersProblem } from "../reading.ts";

/** Mail of one sender, as one receiver saw it. */
export type MailFlow = {
  /** Address that delivered it. */
  readonly source: string;
  readonly messages: number;
  /** Whether DMARC held: SPF or DKIM did, for a name that fits the visible sender. */
  readonly isAligned: boolean;
  /** What the receiver did: `none`, `quarantine`, `reject`; other words as they are. */
  readonly disposition: string;
};

/** A key of DKIM that mail was signed with. */
export type SeenKey = {
  /** Name that signed. */
  readonly domain: string;
  readonly selector: string;
  /** Messages of which the signature held, and of which it did not. */
  readonly held: number;
  readonly failed: number;
};

/** Deliveries that could not be encrypted as asked for, of one kind. */
export type TlsFailure = {
  /** RFC 8460 §4.3: `starttls-not-supported`, `certificate-expired` …; others as they are. */
  readonly reason: string;
  /** The mail server; empty where it was not told. */
  readonly host: string;
  readonly sessions: number;
};

/** A report that was read. */
export type MailReport = {
  readonly kind: "dmarc" | "tls";
  /** Who reports. */
  readonly by: string;
  readonly id: string;
  /** Domain that it is about, in lower case. */
  readonly domain: string;
  /** What it covers; null where that cannot be read. */
  readonly from: Instant | null;
  readonly until: Instant | null;
  /** Of DMARC; empty otherwise. */
  readonly flows: readonly MailFlow[];
  readonly keys: readonly SeenKey[];
  /** Of TLS: sessions that went well, and those that did not. */
  readonly sessions: number;
  readonly failures: readonly TlsFailure[];
};

/** A report, or why it is none. */
export type MailReportReading =
  | { readonly ok: true; readonly report: MailReport }
  | { readonly ok: false; readonly problems: readonly ReadersProblem[] };

/** Ceilings of one report; what lies beyond is not read. */
export const mailReportLimits = {
  /** Largest report, unpacked. */
  bytes: 33_554_432,
  /** Rows of mail, keys, and kinds of failure. */
  rows: 100_000,
  keys: 1_000,
} as const;

const name =
  /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/** A name of DNS in lower case; empty for anything else. */
export function nameIn(text: string): string {
  const lower = text.trim().toLowerCase().replace(/\.$/, "");
  return lower.length <= 253 && name.test(lower) ? lower : "";
}

/** A count from 0 to a thousand million; 0 for anything else. */
export function countIn(text: string): number {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : 0;
}

/** A word of the standard; `?` for anything else. */
export function wordIn(text: string): string {
  const word = text.trim().toLowerCase();
  return /^[a-z][a-z0-9-]{0,40}$/.test(word) ? word : "?";
}
