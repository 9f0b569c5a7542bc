/**
 * What is kept of a check, and how it is shown: verdicts are kept by their names, and have their
 * words when they are looked at.
 */
import {
  breaksOf,
  categoryScore,
  type CheckResult,
  type DnsCheck,
  domainNameText,
  hasCheck,
  judgeDomain,
  type Judged,
  type ProfileName,
  profileNames,
  type ServerCheck,
  type Standing,
  totalScore,
} from "@vallgrav/domains";
import type { Instant, Json, Text } from "@vallgrav/kernel";
import {
  aboutWords,
  checkRecord,
  checkWords,
  type CheckWords,
  dnsCheckWords,
  dnssecWords,
  serverCheckWords,
} from "@vallgrav/knowledge/words";
import type { DomainBreak, DomainCheck, DomainItem, DomainReport } from "../api/index.ts";
import type { DomainCheckSummary } from "../storage/index.ts";
import type { CheckedDomain } from "./check-domains.ts";

type KeptItem = Pick<Judged, "about" | "category" | "check" | "standing" | "weight">;

/** What is kept in whole, beside what is kept shortly. */
type Kept = Pick<DomainReport, "breaks" | "categories" | "notCleared" | "notOpen" | "resolver"> & {
  readonly dnssec: { readonly status: DomainReport["dnssec"]["status"]; readonly reason: string };
  readonly items: readonly KeptItem[];
};

type Summary = Pick<DomainCheck, "counts" | "scores"> & { readonly next: DomainBreak | null };

/** Checks of DNS that stand among the judged ones already. */
const judgedBeside: ReadonlySet<string> = new Set(["DNS-14", "DNS-14b", "SEC-01", "SEC-13"]);

const dnsStandings: Readonly<Record<CheckResult, Standing>> = {
  passed: "passed",
  warning: "notice",
  failed: "failed",
  unknown: "unknown",
  none: "not-applicable",
};

function dnsItem({ id, result, about }: DnsCheck | ServerCheck): KeptItem {
  const standing = dnsStandings[result];
  return { check: id, category: "dns", weight: "recommended", standing, about };
}

function byProfile<T>(make: (profile: ProfileName) => T): Readonly<Record<ProfileName, T>> {
  const made = profileNames.map((profile) => [profile, make(profile)]);
  return Object.fromEntries(made) as Record<ProfileName, T>;
}

function countsOf(items: readonly KeptItem[]): DomainCheck["counts"] {
  const count = (standing: Standing): number =>
    items.filter((one) => one.standing === standing).length;
  return {
    passed: count("passed"),
    info: count("info"),
    notice: count("notice"),
    failed: count("failed"),
    unknown: count("unknown"),
    "not-applicable": count("not-applicable"),
  };
}

/** A check as it is kept; null where servers were not seen. */
export function recordOf(
  { domain, facts, checks, servers, seen, notCleared, notOpen }: CheckedDomain,
  { id, at, resolver }: { readonly id: string; readonly at: Instant; readonly resolver: string },
): (DomainCheckSummary & { readonly report: Json }) | null {
  if (seen === null) return null;
  const judged = byProfile((profile) => judgeDomain(seen, profile));
  const items: KeptItem[] = [
    ...[...checks, ...servers].filter((one) => !judgedBeside.has(one.id)).map(dnsItem),
    ...judged.vallgrav.map(({ check, category, weight, standing, about }) => {
      return { check, category, weight, standing, about };
    }),
  ];
  const categories = byProfile((profile) =>
    [...new Set(judged[profile].map(({ category }) => category))].flatMap((category) => {
      const score = categoryScore(judged[profile], category);
      return score === null ? [] : [{ category, score }];
    }),
  );
  const breaks = breaksOf(seen, facts);
  const { status, reason } = facts.soa;
  const kept: Kept = {
    categories,
    items,
    breaks,
    notCleared,
    notOpen,
    resolver,
    dnssec: { status, reason: reason ?? "" },
  };
  const summary: Summary = {
    scores: byProfile((profile) => totalScore(judged[profile])),
    counts: countsOf(items),
    next: breaks[0] ?? null,
  };
  return {
    id,
    at,
    domain: domainNameText(domain),
    summary: summary as Json,
    report: kept as Json,
  };
}

/** A kept check, shortly. What is kept was written by {@link recordOf}. */
export function shortlyOf({ id, at, summary }: DomainCheckSummary): DomainCheck {
  const { scores, counts } = summary as Summary;
  return { id, at, scores, counts };
}

/** What breaks first of what a kept check saw. */
export function nextBreakOf({ summary }: DomainCheckSummary): DomainBreak | null {
  return (summary as Summary).next;
}

const zoneWords: ReadonlyMap<string, CheckWords> = new Map(
  Object.entries<CheckWords>({ ...dnsCheckWords, ...serverCheckWords }),
);

function textsOf(check: string, domain: string): Pick<DomainItem, "asks" | "fix"> {
  const ofDns = zoneWords.get(check);
  const plain: Text = { sv: check, en: check };
  const words = ofDns ?? checkWords(check, domain);
  return words === null ? { asks: plain, fix: plain } : { asks: words.asks, fix: words.fix };
}

function itemOf(kept: KeptItem, domain: string): DomainItem {
  const { check, category, weight, standing, about } = kept;
  return {
    check,
    category,
    weight,
    standing,
    about: about.map(aboutWords),
    profiles: profileNames.filter((profile) => hasCheck(profile, check)),
    ...textsOf(check, domain),
    copy: checkRecord(check, domain),
  };
}

/** A kept check in whole, with its words. */
export function wholeOf(summary: DomainCheckSummary, report: Json): DomainReport {
  const { items, dnssec, ...kept } = report as unknown as Kept;
  const reason = new Map<string, Text>(Object.entries(dnssecWords)).get(dnssec.reason);
  return {
    ...shortlyOf(summary),
    ...kept,
    dnssec: { status: dnssec.status, reason: reason ?? null },
    items: items.map((one) => itemOf(one, summary.domain)),
  };
}
