/** Whether own domains ask others to refuse mail that lies about its sender, as last seen. */
import { type SenderLook, senderChecks } from "@vallgrav/knowledge";
import type { Instant } from "@vallgrav/kernel";
import type { DomainItem } from "../api/index.ts";
import type { DomainCheckSummary, Store } from "../storage/index.ts";
import { wholeOf } from "./check-record.ts";
import { clearancesOf } from "./clearance.ts";

/** What a look came to; null where it could not tell. */
function refusesIn(items: readonly DomainItem[]): boolean | null {
  const standings = items
    .filter(({ check }) => senderChecks.includes(check))
    .map(({ standing }) => standing);
  if (standings.includes("failed")) return false;
  return standings.length > 0 && standings.every((one) => one === "passed") ? true : null;
}

/**
 * The latest looks at the domains that are named as own, names below them left out: those have the
 * policy of the domain. A look is read once.
 */
export function senderLooks(
  store: Pick<Store, "domainChecks" | "settings">,
  now: () => Instant,
): () => Promise<readonly SenderLook[]> {
  const clearances = clearancesOf({ settings: store.settings, now });
  const known = new Map<string, boolean | null>();
  const read = async (check: DomainCheckSummary): Promise<boolean | null> => {
    const before = known.get(check.id);
    if (before !== undefined) return before;
    const report = await store.domainChecks.report(check.id);
    const refuses = report === null ? null : refusesIn(wholeOf(check, report).items);
    known.set(check.id, refuses);
    return refuses;
  };
  return async () => {
    const latest = await store.domainChecks.latest();
    if (latest.length === 0) return [];
    const own = new Set<string>((await clearances.list()).map(({ domain }) => domain));
    const looks: SenderLook[] = [];
    for (const check of latest) {
      const refuses = own.has(check.domain) ? await read(check) : null;
      if (refuses !== null) looks.push({ domain: check.domain, at: check.at, refuses });
    }
    return looks;
  };
}
