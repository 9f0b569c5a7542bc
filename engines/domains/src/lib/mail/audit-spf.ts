/**
 * What a domain's SPF says as a whole, whoever sends: its last word, what it costs to ask, whom it
 * includes and what is wrong with it. Walks every include, as a receiver does in the worst case.
 */
import { labelsOf, look, lookTexts } from "./asking.ts";
import type { DnsLane } from "./asking.ts";
import { spfLimits } from "./check-host.ts";
import { isSpfText, parseSpf } from "./spf-record.ts";
import type { SpfDirective, SpfRecord, SpfVerdict } from "./spf-record.ts";

/** What is wrong with a policy; the first four make it void for every receiver. */
export type SpfFlaw =
  | "several-records"
  | "syntax"
  | "too-many-lookups"
  | "missing-include"
  | "too-many-voids"
  | "loop"
  | "ptr"
  | "wide-range"
  | "unanswered";

/** What is known of a domain's SPF. */
export type SpfAudit = {
  /** The record as it stands; null where there is none. */
  readonly text: string | null;
  /** The verdict of its `all`, through `redirect`; null where nothing says it. */
  readonly last: SpfVerdict | null;
  /** Terms that ask DNS, over all included records; ten are allowed. */
  readonly lookups: number;
  /** Names without records among them; two are allowed. */
  readonly voids: number;
  /** Domains included or redirected to, in the order met. */
  readonly includes: readonly string[];
  /** Each with the term, or the domain, it is about. */
  readonly flaws: readonly { readonly flaw: SpfFlaw; readonly about: string }[];
};

/** Most records that one policy is followed through, however it is tied together. */
const mostRecords = 40;

type Tally = {
  lookups: number;
  voids: number;
  readonly includes: string[];
  readonly flaws: { readonly flaw: SpfFlaw; readonly about: string }[];
};

const flawed = (tally: Tally, flaw: SpfFlaw, about: string): void => {
  if (!tally.flaws.some((one) => one.flaw === flaw && one.about === about))
    tally.flaws.push({ flaw, about });
};

/** Names made of macros depend on who sends: they cannot be asked for here. */
const isFixed = (domain: string): boolean => !domain.includes("%");

/** @yields the questions of `a`, `mx` and `exists` at fixed names */
function* countVoids(tally: Tally, directive: SpfDirective, at: string): DnsLane<void> {
  const name = directive.domain ?? at;
  if (!isFixed(name) || !["a", "mx", "exists"].includes(directive.mechanism)) return;
  const kind = directive.mechanism === "mx" ? "MX" : "A";
  const looked = yield* look(labelsOf(name), kind);
  if (looked.kind === "unknown") {
    flawed(tally, "unanswered", name);
    return;
  }
  if (looked.records.length > 0) return;
  if (directive.mechanism === "a") {
    const six = yield* look(labelsOf(name), "AAAA");
    if (six.kind === "unknown" || six.records.length > 0) return;
  }
  tally.voids += 1;
}

const isWide = ({ mechanism, bits4, bits6 }: SpfDirective): boolean =>
  (mechanism === "ip4" && bits4 <= 16) || (mechanism === "ip6" && bits6 <= 32);

/** A record found, or why there is none to follow. */
type Fetched = { readonly text: string; readonly record: SpfRecord } | "none" | "flawed";

/** @yields the question for a domain's record */
function* fetchRecord(tally: Tally, domain: string): DnsLane<Fetched> {
  const found = yield* lookTexts(labelsOf(domain), isSpfText);
  if (found === null) flawed(tally, "unanswered", domain);
  const [text, another] = found?.texts ?? [];
  if (text === undefined) return found === null ? "flawed" : "none";
  if (another !== undefined) {
    flawed(tally, "several-records", domain);
    return "flawed";
  }
  const record = parseSpf(text);
  if (!("fault" in record)) return { text, record };
  flawed(tally, "syntax", record.fault === "" ? domain : record.fault);
  return "flawed";
}

/** @yields what the record's own terms and those it includes ask */
function* walk(
  tally: Tally,
  at: string,
  record: SpfRecord,
  path: readonly string[],
): DnsLane<SpfVerdict | null> {
  let last: SpfVerdict | null = null;
  for (const directive of record.directives) {
    if (directive.mechanism === "all") last ??= directive.verdict;
    if (directive.mechanism === "ptr") flawed(tally, "ptr", directive.term);
    if (isWide(directive)) flawed(tally, "wide-range", directive.term);
    if (["all", "ip4", "ip6"].includes(directive.mechanism)) continue;
    tally.lookups += 1;
    if (directive.mechanism === "include") yield* follow(tally, directive.domain ?? at, path);
    else yield* countVoids(tally, directive, at);
  }
  if (last !== null || record.redirect === null) return last;
  tally.lookups += 1;
  return yield* follow(tally, record.redirect, path);
}

/** @yields the record of an included domain, and what it asks */
function* follow(tally: Tally, to: string, path: readonly string[]): DnsLane<SpfVerdict | null> {
  const domain = to.toLowerCase();
  tally.includes.push(domain);
  if (!isFixed(domain) || tally.includes.length > mostRecords) return null;
  if (path.includes(domain)) {
    flawed(tally, "loop", domain);
    return null;
  }
  const fetched = yield* fetchRecord(tally, domain);
  if (fetched === "none") flawed(tally, "missing-include", domain);
  if (typeof fetched === "string") return null;
  return yield* walk(tally, domain, fetched.record, [...path, domain]);
}

/**
 * What a domain's SPF says as a whole.
 * @yields questions of DNS, at most some forty records and their terms
 */
export function* auditSpf(domain: string): DnsLane<SpfAudit> {
  const tally: Tally = { lookups: 0, voids: 0, includes: [], flaws: [] };
  const fetched = yield* fetchRecord(tally, domain);
  const isRecord = typeof fetched !== "string";
  const last = isRecord ? yield* walk(tally, domain, fetched.record, [domain]) : null;
  if (tally.lookups > spfLimits.terms) flawed(tally, "too-many-lookups", domain);
  if (tally.voids > spfLimits.voids) flawed(tally, "too-many-voids", domain);
  return { text: isRecord ? fetched.text : null, last, ...tally };
}
