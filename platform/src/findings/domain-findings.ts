/**
 * What own domains failed, as findings: one for each domain and question, known again by its id,
 * gone when a later look sees it put right. Of it the attack graph knows whether mail that lies
 * about its sender is refused. What a look could not tell is neither failed nor put right.
 */
import type { EvidenceId, FindingSeverity, Instant, ObservationId } from "@vallgrav/kernel";
import type { DomainItem, DomainReport } from "../api/index.ts";
import { clearancesOf } from "../hygiene/clearance.ts";
import { wholeOf } from "../hygiene/check-record.ts";
import type { Store } from "../storage/index.ts";
import { senderChecks, touchedSender } from "@vallgrav/knowledge";
import { findingName, type Gathered, type GatheredReport } from "./gather.ts";

/** Looks at each domain that are gone through, the newest. */
const looksMost = 6;

/** A look at a domain, as far as findings ask. */
export type Look = Pick<DomainReport, "at" | "items">;

/** How grave what a profile demands, advises or only mentions is when it is missing [A]. */
const severities: Readonly<Record<DomainItem["weight"], FindingSeverity>> = {
  required: "high",
  recommended: "medium",
  optional: "low",
};

/** The id of an own domain as a thing: no source of the model lists it. */
export function domainAsset(domain: string): string {
  return `domain/outside:${domain}`;
}

type Seen = { readonly at: Instant; readonly item: DomainItem };

/** Since when it is put right: the first look after the last that failed which could tell. */
function goneSince(seen: readonly Seen[]): Instant | null {
  let since: Instant | null = null;
  for (const { at, item } of seen) {
    if (item.standing === "failed") return since;
    if (item.standing !== "unknown") since = at;
  }
  return null;
}

function reportOf(domain: string, { at, item }: Seen): GatheredReport {
  return {
    tool: "vallgrav",
    check: `domain:${item.check}`,
    title: item.asks,
    rated: item.weight,
    port: null,
    report: {
      // A look is kept by itself, and is no statement of a file.
      observation: "" as ObservationId,
      evidence: `domain-check:${domain}` as EvidenceId,
      source: "vallgrav",
      kind: "outside",
      standing: "observed",
      validFrom: at,
    },
  };
}

function findingOf(domain: string, isOwn: boolean, seen: readonly Seen[]): readonly Gathered[] {
  const failed = seen.filter(({ item }) => item.standing === "failed");
  const [newest] = failed;
  const first = failed.at(-1);
  if (newest === undefined || first === undefined) return [];
  const { item, at } = newest;
  const asset = { id: domainAsset(domain), kind: "domain", name: domain } as const;
  const weakness = `domain:${item.check}`;
  const about = (language: "en" | "sv"): string =>
    item.about.length === 0 ? "" : ` (${item.about.map((one) => one[language]).join(", ")})`;
  return [
    {
      name: findingName(asset.id, weakness),
      formerNames: [],
      asset,
      weakness,
      title: {
        sv: `Underkänt: ${item.asks.sv}${about("sv")}`,
        en: `Failed: ${item.asks.en}${about("en")}`,
      },
      means: null,
      severity: severities[item.weight],
      score: null,
      certainty: null,
      exploited: null,
      share: null,
      first: first.at,
      last: at,
      goneSince: goneSince(seen),
      unit: null,
      ownedBy: null,
      owners: [],
      systems: [],
      reports: failed.map((one) => reportOf(domain, one)),
      touches: senderChecks.includes(item.check) && isOwn ? touchedSender : [],
      fix: { text: item.fix, copy: item.copy },
    },
  ];
}

/**
 * What a domain failed in its looks, gone or not. Linear in their items.
 * @param isOwn named as own itself; names below an own one have its policy of mail
 * @param looks the newest first
 */
export function domainFindings(
  domain: string,
  isOwn: boolean,
  looks: readonly Look[],
): readonly Gathered[] {
  const byCheck = new Map<string, Seen[]>();
  for (const { at, items } of looks)
    for (const item of items) {
      const known = byCheck.get(item.check);
      if (known === undefined) byCheck.set(item.check, [{ at, item }]);
      else known.push({ at, item });
    }
  return [...byCheck.values()].flatMap((seen) => findingOf(domain, isOwn, seen));
}

/** Findings of own domains, and what names the looks they are of. */
export type DomainsKnown = { readonly key: string; readonly gathered: readonly Gathered[] };

/** Findings of all own domains, gathered anew for those that were looked at since. */
export function domainBook(
  store: Pick<Store, "domainChecks" | "settings">,
  now: () => Instant,
): () => Promise<DomainsKnown> {
  const known = new Map<string, { readonly key: string; readonly found: readonly Gathered[] }>();
  const clearances = clearancesOf({ settings: store.settings, now });
  const gather = async (domain: string, isOwn: boolean): Promise<readonly Gathered[]> => {
    const looks: Look[] = [];
    for (const one of await store.domainChecks.history(domain, looksMost)) {
      const report = await store.domainChecks.report(one.id);
      if (report !== null) looks.push(wholeOf(one, report));
    }
    return domainFindings(domain, isOwn, looks);
  };
  return async () => {
    const latest = await store.domainChecks.latest();
    const own = latest.length === 0 ? [] : (await clearances.list()).map(({ domain }) => domain);
    const exact = new Set<string>(own);
    const found: Gathered[] = [];
    const keys: string[] = [];
    for (const { id, domain } of latest) {
      if (!own.some((one) => domain === one || domain.endsWith(`.${one}`))) continue;
      const isOwn = exact.has(domain);
      const key = `${id} ${isOwn ? "own" : "below"}`;
      const before = known.get(domain);
      const fresh = before?.key === key ? before : { key, found: await gather(domain, isOwn) };
      known.set(domain, fresh);
      keys.push(key);
      found.push(...fresh.found);
    }
    return { key: keys.join("\n"), gathered: found };
  };
}
