/**
 * Asks DNS from inside pure code: a lane yields a question and is given the reply. Whoever walks it
 * asks a resolver; tests answer from a table.
 */
import type { DomainName } from "../domain-name.ts";
import { questionOf, rcodes } from "../dns/message.ts";
import type { Asking } from "../dnssec/verdict.ts";
import { dataOf } from "../dns/record.ts";
import type { DataOf, RecordData } from "../dns/record.ts";

/** Questions, each waiting for its reply, and what they showed in the end. */
export type DnsLane<T> = Asking<T>;

/** What a question came to. */
export type Looked<K extends RecordData["kind"]> =
  /** Records there are, or none: `exists` tells an empty name from one that is not there. */
  | { readonly kind: "found"; readonly records: readonly DataOf<K>[]; readonly exists: boolean }
  /** No answer, or one that says nothing of the name: it may be tried again. */
  | { readonly kind: "unknown" };

/** Most octets of a name as text, by which the wire's 255 are kept. */
export const longestNameText = 253;

/**
 * The labels of a name as text, such as macros make it; null where it can be the name of nothing:
 * an empty or overlong label, or more than 253 octets. One dot at the end is passed over.
 */
export function labelsOf(text: string): DomainName | null {
  const bare = text.endsWith(".") ? text.slice(0, -1) : text;
  const labels = bare.toLowerCase().split(".");
  const isName =
    bare.length <= longestNameText && labels.every((one) => one !== "" && one.length < 64);
  return isName ? labels : null;
}

/**
 * Asks for the records of one type. What can be the name of nothing is not there.
 * @yields the question, unless there is no name to ask for
 */
export function* look<K extends "A" | "AAAA" | "MX" | "PTR" | "TXT" | "TLSA" | "CAA">(
  name: DomainName | null,
  kind: K,
): DnsLane<Looked<K>> {
  if (name === null) return { kind: "found", records: [], exists: false };
  const reply = yield questionOf(name, kind);
  if (reply.kind === "silence") return { kind: "unknown" };
  const { rcode, answers, authority } = reply.message;
  if (rcode !== rcodes.noError && rcode !== rcodes.nxDomain) return { kind: "unknown" };
  const records = rcode === rcodes.noError ? dataOf<K>(answers, kind) : [];
  // An alias whose end nobody answers for, as those that lead round, says nothing of what is there.
  const isLost =
    rcode === rcodes.noError &&
    records.length === 0 &&
    dataOf(answers, "CNAME").length > 0 &&
    dataOf(authority, "SOA").length === 0;
  if (isLost) return { kind: "unknown" };
  return { kind: "found", records, exists: rcode === rcodes.noError };
}

/** The text of a TXT record: its strings joined without anything between (RFC 7208 §3.3). */
export function textOf(record: DataOf<"TXT">): string {
  let text = "";
  for (const string of record.strings)
    for (const octet of string) text += String.fromCharCode(octet);
  return text;
}

/**
 * The texts at a name that are ours; null where no answer came.
 * @yields the question
 */
export function* lookTexts(
  name: DomainName | null,
  isOurs: (text: string) => boolean,
): DnsLane<{ readonly texts: readonly string[]; readonly exists: boolean } | null> {
  const looked = yield* look(name, "TXT");
  if (looked.kind === "unknown") return null;
  return { texts: looked.records.map(textOf).filter(isOurs), exists: looked.exists };
}
