/** DMARC: the record, the walk up the tree, and what they mean together (RFC 9989). */
import { isWithin } from "../domain-name.ts";
import type { DomainName } from "../domain-name.ts";
import { labelsOf, lookTexts } from "./asking.ts";
import type { DnsLane } from "./asking.ts";
import { parseTags, tagValue } from "./tag-list.ts";
import type { TagList } from "./tag-list.ts";

/** What is to be done with what fails. */
export type DmarcPolicy = "none" | "quarantine" | "reject";

/** What is wrong with a record; it is followed as far as it can be. */
export type DmarcFlaw =
  | "several-records"
  | "syntax"
  | "unknown-policy"
  | "unknown-tag"
  | "removed-tag"
  | "repeated-tag"
  | "report-address"
  | "report-not-allowed"
  | "no-report-address";

/** A record as it stands at one name. */
export type DmarcRecord = {
  readonly text: string;
  readonly policy: DmarcPolicy;
  /** For subdomains, and for names that do not exist; null: as `policy` says. */
  readonly subdomains: DmarcPolicy | null;
  readonly missing: DmarcPolicy | null;
  /** Only tried out: every policy counts as one step milder. */
  readonly isTesting: boolean;
  /** The name is a public suffix (`y`), an organisation (`n`), or does not say (`u`). */
  readonly suffix: "y" | "n" | "u";
  /** Hosts that reports are sent to. */
  readonly reportHosts: readonly string[];
  readonly isStrict: { readonly dkim: boolean; readonly spf: boolean };
  readonly flaws: readonly { readonly flaw: DmarcFlaw; readonly about: string }[];
};

/** What is known of a domain's DMARC. */
export type DmarcFacts = {
  /** The record that rules, and the name it stands at; null where there is none. */
  readonly record: DmarcRecord | null;
  readonly at: string | null;
  /** The organisation's domain as the walk finds it; null where no record stands on the way. */
  readonly organisation: string | null;
  /** What a receiver does with mail that pretends to be the domain, a subdomain, a made-up one. */
  readonly effective: {
    readonly domain: DmarcPolicy;
    readonly subdomains: DmarcPolicy;
    readonly missing: DmarcPolicy;
  };
  readonly flaws: DmarcRecord["flaws"];
  /** A question went unanswered, so that another record may rule. */
  readonly isIncomplete: boolean;
};

const policies: readonly DmarcPolicy[] = ["none", "quarantine", "reject"];
const known = new Set("v p sp np adkim aspf rua ruf fo psd t".split(" "));
const removed = new Set(["pct", "rf", "ri"]);

/** Whether a text at `_dmarc` is meant as DMARC. */
export function isDmarcText(text: string): boolean {
  return /^v\s*=\s*DMARC1\s*(?:;|$)/u.test(text);
}

type Flaws = { readonly flaw: DmarcFlaw; readonly about: string }[];

function policyIn(tags: TagList, tag: string, flaws: Flaws): DmarcPolicy | null {
  const value = tagValue(tags, tag);
  const policy = policies.find((one) => one === value?.toLowerCase()) ?? null;
  if (value !== null && policy === null) flaws.push({ flaw: "unknown-policy", about: value });
  return policy;
}

/** Hosts of `mailto:` addresses; what is none is a flaw. */
function hostsIn(tags: TagList, tag: string, flaws: Flaws): readonly string[] {
  const value = tagValue(tags, tag);
  if (value === null) return [];
  return value.split(",").flatMap((address) => {
    const host = /^\s*mailto:[^@\s]+@(?<host>[^@!\s]+)(?:![0-9]+[kmgt]?)?\s*$/iu.exec(address)
      ?.groups?.["host"];
    if (host === undefined) flaws.push({ flaw: "report-address", about: address.trim() });
    return host === undefined ? [] : [host.toLowerCase()];
  });
}

/** Reads a text that {@link isDmarcText} takes (§4.7). A missing policy is `none`. */
export function parseDmarc(text: string): DmarcRecord {
  const flaws: Flaws = [];
  const tags = parseTags(text) ?? [];
  if (tags.length === 0) flaws.push({ flaw: "syntax", about: text });
  for (const [at, [tag]] of tags.entries()) {
    if (tags.findIndex(([one]) => one === tag) < at)
      flaws.push({ flaw: "repeated-tag", about: tag });
    if (removed.has(tag)) flaws.push({ flaw: "removed-tag", about: tag });
    else if (!known.has(tag)) flaws.push({ flaw: "unknown-tag", about: tag });
  }
  const rua = hostsIn(tags, "rua", flaws);
  const ruf = hostsIn(tags, "ruf", flaws);
  if (rua.length === 0) flaws.push({ flaw: "no-report-address", about: "rua" });
  const suffix = tagValue(tags, "psd")?.toLowerCase();
  return {
    text,
    policy: policyIn(tags, "p", flaws) ?? "none",
    subdomains: policyIn(tags, "sp", flaws),
    missing: policyIn(tags, "np", flaws),
    isTesting: tagValue(tags, "t")?.toLowerCase() === "y",
    suffix: suffix === "y" || suffix === "n" ? suffix : "u",
    reportHosts: [...new Set([...rua, ...ruf])],
    isStrict: { dkim: tagValue(tags, "adkim") === "s", spf: tagValue(tags, "aspf") === "s" },
    flaws,
  };
}

/** Names the walk asks, the domain itself first: at most eight (§4.10). */
export function treeOf(name: DomainName): readonly DomainName[] {
  const names = [name];
  let next = name.length > 8 ? name.slice(-7) : name.slice(1);
  for (; next.length > 0 && names.length < 8; next = next.slice(1)) names.push(next);
  return names;
}

type Found = { readonly name: DomainName; readonly record: DmarcRecord };

/** What the walk met, and whether it met silence. */
type Walked = {
  readonly found: readonly Found[];
  readonly flaws: Flaws;
  readonly isIncomplete: boolean;
};

/**
 * The records up the tree.
 * @yields one question for each name, until a record says where it ends
 */
function* walkTree(domain: DomainName): DnsLane<Walked> {
  const found: Found[] = [];
  const flaws: Flaws = [];
  let isIncomplete = false;
  for (const name of treeOf(domain)) {
    const looked = yield* lookTexts(labelsOf(["_dmarc", ...name].join(".")), isDmarcText);
    if (looked === null) isIncomplete = true;
    const [text, another] = looked?.texts ?? [];
    if (another !== undefined) flaws.push({ flaw: "several-records", about: name.join(".") });
    if (text === undefined || another !== undefined) continue;
    const record = parseDmarc(text);
    found.push({ name, record });
    if (record.suffix !== "u") break;
  }
  return { found, flaws, isIncomplete };
}

/** The organisation's domain among what the walk met (§4.10.2). */
function organisationOf(domain: DomainName, found: readonly Found[]): DomainName | null {
  const top = found.at(-1);
  if (top === undefined) return null;
  const isAbove = top.record.suffix === "y" && top.name.length < domain.length;
  return isAbove ? domain.slice(-top.name.length - 1) : top.name;
}

/** One step milder while it is only tried out (§4.7, `t`). */
function tried(policy: DmarcPolicy, isTesting: boolean): DmarcPolicy {
  if (!isTesting) return policy;
  return policy === "reject" ? "quarantine" : "none";
}

function effectOf(record: DmarcRecord | null, isInherited: boolean): DmarcFacts["effective"] {
  if (record === null) return { domain: "none", subdomains: "none", missing: "none" };
  const { policy, isTesting } = record;
  const subdomains = record.subdomains ?? policy;
  return {
    domain: tried(isInherited ? subdomains : policy, isTesting),
    subdomains: tried(subdomains, isTesting),
    missing: tried(record.missing ?? subdomains, isTesting),
  };
}

/**
 * Whether hosts of others agreed to take the reports (RFC 9990 §4).
 * @yields one question for each
 */
function* checkHosts(
  domain: DomainName,
  organisation: DomainName,
  record: DmarcRecord,
): DnsLane<Flaws> {
  const flaws: Flaws = [];
  const foreign = record.reportHosts.filter((host) => {
    const labels = labelsOf(host);
    return labels === null || !isWithin(labels, organisation);
  });
  for (const host of foreign.slice(0, 10)) {
    const name = labelsOf(`${domain.join(".")}._report._dmarc.${host}`);
    const looked = yield* lookTexts(name, (text) => /^v\s*=\s*DMARC1/u.test(text));
    if (looked !== null && looked.texts.length === 0)
      flaws.push({ flaw: "report-not-allowed", about: host });
  }
  return flaws;
}

/**
 * What rules mail that pretends to come from a domain: its own record, else the organisation's,
 * else
 * the public suffix's.
 * @yields at most eight questions up the tree, and one for each foreign host of reports
 */
export function* askDmarc(domain: DomainName): DnsLane<DmarcFacts> {
  const { found, flaws, isIncomplete } = yield* walkTree(domain);
  const organisation = organisationOf(domain, found);
  const own = found.find((one) => one.name.length === domain.length);
  const above = found.find((one) => one.name.length === organisation?.length) ?? found.at(-1);
  const ruling = own ?? above ?? null;
  const record = ruling?.record ?? null;
  const hosts =
    record === null || ruling === null
      ? []
      : yield* checkHosts(ruling.name, organisation ?? ruling.name, record);
  return {
    record,
    at: ruling?.name.join(".") ?? null,
    organisation: organisation?.join(".") ?? null,
    effective: effectOf(record, own === undefined),
    flaws: [...flaws, ...(record?.flaws ?? []), ...hosts],
    isIncomplete,
  };
}
