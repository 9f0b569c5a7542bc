/**
 * Selectors of DKIM that reports of own domains' mail have named: nobody else tells where the keys
 * lie. They are kept with the last day they were seen, and asked for at the next look.
 */
import { type DomainName, domainNameText, parseDomainName } from "@vallgrav/domains";
import { type Instant, type Json, msFromInstant } from "@vallgrav/kernel";
import type { SettingStore } from "../storage/index.ts";

/** A selector, and the last day that mail was seen signed with it. */
type Seen = readonly [selector: string, day: string];

/** Selectors by domain. */
export type Selectors = {
  /** What is known, for as long as a look takes: the newest first. */
  load(): Promise<(domain: DomainName) => readonly string[]>;
  /** Remembers what was seen of domains. @throws {StoreConflict} when somebody else did */
  learn(
    seen: readonly {
      readonly domain: string;
      readonly selector: string;
      readonly day: string;
    }[],
  ): Promise<void>;
};

const key = "hygiene/selectors";
/** Of a domain, and domains in all: those seen last are kept. */
const mostOfOne = 32;
const mostDomains = 5_000;
/** Days after which a key that no mail is signed with any more is not asked for. */
const keptDays = 400;
const dayMs = 86_400_000;

const isText = (value: unknown): value is string => typeof value === "string";

/** What is kept, whatever it looks like. */
function keptIn(value: unknown): Map<string, Map<string, string>> {
  const kept = new Map<string, Map<string, string>>();
  for (const row of Array.isArray(value) ? (value as readonly unknown[]) : []) {
    const [domain, seen]: readonly unknown[] = Array.isArray(row) ? row : [];
    if (!isText(domain) || !Array.isArray(seen)) continue;
    const pairs = (seen as readonly unknown[]).filter(
      (one): one is Seen => Array.isArray(one) && one.length === 2 && one.every(isText),
    );
    kept.set(domain, new Map(pairs));
  }
  return kept;
}

/** The newest first; of one day by their names. */
function newest(seen: ReadonlyMap<string, string>): readonly Seen[] {
  const order = ([a, x]: Seen, [b, y]: Seen): number =>
    x === y ? (a < b ? -1 : 1) : x < y ? 1 : -1;
  return [...seen].toSorted(order).slice(0, mostOfOne);
}

/** Kept among the settings. */
export function selectorsOf(room: {
  readonly settings: SettingStore;
  readonly now: () => Instant;
}): Selectors {
  const { settings, now } = room;
  return {
    load: async () => {
      const kept = keptIn((await settings.load(key))?.value);
      const first = new Date(msFromInstant(now()) - keptDays * dayMs).toISOString().slice(0, 10);
      return (domain) =>
        newest(kept.get(domainNameText(domain)) ?? new Map())
          .filter(([, day]) => day >= first)
          .map(([selector]) => selector);
    },
    learn: async (seen) => {
      if (seen.length === 0) return;
      const before = await settings.load(key);
      const kept = keptIn(before?.value);
      const today = now().slice(0, 10);
      for (const { domain, selector, day } of seen) {
        const name = parseDomainName(domain);
        if (!name.ok) continue;
        const text = domainNameText(name.value);
        const known = kept.get(text) ?? new Map<string, string>();
        // Who reports may name any day; none is later than today.
        const told = day > today ? today : day;
        if ((known.get(selector) ?? "") < told) known.set(selector, told);
        // What was learnt last stands last, so that the longest unheard of make room.
        kept.delete(text);
        kept.set(text, known);
      }
      const rows: Json = [...kept]
        .slice(-mostDomains)
        .map(([domain, all]) => [domain, newest(all)]);
      await settings.save(key, rows, before?.version ?? 0);
    },
  };
}
