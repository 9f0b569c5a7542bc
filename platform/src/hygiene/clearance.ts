/**
 * What the municipality has said is its own and may be looked at: by whom and until when. Nothing
 * is asked about a domain before that stands here.
 */
import { type DomainName, domainNameText, isWithin, parseDomainName } from "@vallgrav/domains";
import { fail, type Instant, type PlainDate, type Problem, succeed } from "@vallgrav/kernel";
import type { Result } from "@vallgrav/kernel";
import { type SettingStore, StoreConflict } from "../storage/index.ts";
import { parseNetwork } from "./networks.ts";

/** A domain, and all under it, that may be looked at. */
export type Clearance = {
  readonly domain: string;
  /** Who says that it is the municipality's own. */
  readonly by: string;
  /** The last day that it holds. */
  readonly until: PlainDate;
  readonly recordedAt: Instant;
  /** Networks not out in the open that its hosts may stand in all the same; mostly none. */
  readonly networks: readonly string[];
};

/** Why a clearance is not recorded, or why something is not looked at. */
export type HygieneProblem =
  | Problem<"hygiene/not-cleared", { readonly name: string }>
  | Problem<"hygiene/bad-until", { readonly limit: number }>
  | Problem<"hygiene/bad-person", { readonly limit: number }>
  | Problem<"hygiene/none-cleared", Readonly<Record<string, never>>>
  | Problem<"hygiene/bad-days", { readonly limit: number }>
  | Problem<"hygiene/bad-pace", { readonly limit: number }>
  | Problem<"hygiene/bad-validator", { readonly name: string }>
  | Problem<"hygiene/bad-expiry", { readonly years: number }>
  | Problem<"hygiene/bad-network", { readonly name: string }>
  | Problem<"hygiene/not-own", { readonly name: string }>
  | Problem<"hygiene/too-many-cleared", { readonly limit: number }>
  | Problem<"hygiene/bad-resolver", { readonly name: string }>
  | Problem<"hygiene/no-resolver", Readonly<Record<string, never>>>
  | Problem<"hygiene/bad-anchor", { readonly line: number }>;

/** Codes of them. */
export type HygieneCode = HygieneProblem["code"];

/** A problem of this room. */
export function hygieneProblem<C extends HygieneCode>(
  code: C,
  args: Extract<HygieneProblem, { readonly code: C }>["args"],
): HygieneProblem {
  return { code, severity: "error", at: null, args } as unknown as HygieneProblem;
}

/** Records and looks up clearances. */
export type Clearances = {
  /** Those kept, by domain; those that have run out are among them. */
  list(): Promise<readonly Clearance[]>;
  /** Records one, or renews the one of the same domain. */
  record(asked: {
    readonly domain: DomainName;
    readonly by: string;
    readonly until: string;
    /** As people write them; left out: none. */
    readonly networks?: readonly string[];
  }): Promise<Result<Clearance, HygieneProblem>>;
  /** Puts one back as it was, where a change is taken back. */
  restore(clearance: Clearance): Promise<void>;
  /** Ends one. @returns false where there is none of this very domain */
  end(domain: DomainName): Promise<boolean>;
  /** That which covers a name today, or why none does. */
  covering(name: DomainName): Promise<Result<Clearance, HygieneProblem>>;
};

/** Longest that a clearance holds from its day on: ownership is said anew each year. */
export const longestClearanceDays = 366;

const mostKept = 5_000;
const longestPerson = 100;
/** More networks than anybody's domain stands in. */
const mostNetworks = 20;
/** Somebody else may change the setting between our reading and our writing. */
const attempts = 8;
const key = "hygiene/clearances";

type Kept = { readonly list: readonly Clearance[]; readonly version: number };

const isText = (value: unknown): value is string => typeof value === "string";

/** What is kept, read back; a row that is none is passed over and covers nothing. */
function clearancesIn(value: unknown): readonly Clearance[] {
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  return rows.flatMap((row) => {
    const of = (name: string): unknown => Reflect.get(Object(row), name);
    const parts = ["domain", "by", "until", "recordedAt"].map(of);
    const [domain, by, until, recordedAt] = parts;
    if (!isText(domain) || !isText(by) || !isText(until) || !isText(recordedAt)) return [];
    const named: unknown = of("networks");
    const networks = (Array.isArray(named) ? named : []).filter(
      (one) => isText(one) && parseNetwork(one) === one,
    );
    const days = { until: until as PlainDate, recordedAt: recordedAt as Instant };
    return [{ domain, by, ...days, networks }];
  });
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** A day of the calendar that is not past and not too far off. */
function isGoodUntil(until: string, today: string): until is PlainDate {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(until) && !Number.isNaN(Date.parse(until));
  if (!isDay || dayAfter(until, 0) !== until) return false;
  return until >= today && until <= dayAfter(today, longestClearanceDays);
}

/** Networks as they are kept; the first that is none, or is one too many. */
function networksIn(named: readonly string[]) {
  const bad = named.find((one) => parseNetwork(one) === null) ?? named[mostNetworks];
  if (bad !== undefined) return { bad: { name: bad.slice(0, 100) } };
  return { networks: named.flatMap((one) => parseNetwork(one) ?? []) };
}

function inOrder(list: readonly Clearance[]): readonly Clearance[] {
  return list.toSorted((a, b) => (a.domain < b.domain ? -1 : 1));
}

/** Clearances kept among the settings. Days are those of UTC. */
export function clearancesOf(room: {
  readonly settings: SettingStore;
  readonly now: () => Instant;
}): Clearances {
  const load = async (): Promise<Kept> => {
    const kept = await room.settings.load(key);
    return { list: clearancesIn(kept?.value), version: kept?.version ?? 0 };
  };
  const change = async <T>(
    make: (list: readonly Clearance[]) => { readonly list: readonly Clearance[]; readonly out: T },
  ): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      const { list, version } = await load();
      const made = make(list);
      try {
        await room.settings.save(key, made.list, version);
        return made.out;
      } catch (error) {
        if (!(error instanceof StoreConflict) || attempt === attempts) throw error;
      }
    }
  };
  const today = (): string => room.now().slice(0, 10);
  return {
    list: async () => (await load()).list,
    record: async ({ domain, by, until, networks: named = [] }) => {
      const person = by.trim();
      // One label is a registry's, not a municipality's.
      if (domain.length < 2)
        return fail(hygieneProblem("hygiene/not-own", { name: domainNameText(domain) }));
      if (person === "" || person.length > longestPerson || /\p{Cc}/u.test(person))
        return fail(hygieneProblem("hygiene/bad-person", { limit: longestPerson }));
      if (!isGoodUntil(until, today()))
        return fail(hygieneProblem("hygiene/bad-until", { limit: longestClearanceDays }));
      const networks = networksIn(named);
      if ("bad" in networks) return fail(hygieneProblem("hygiene/bad-network", networks.bad));
      const text = domainNameText(domain);
      const made = { domain: text, by: person, until, recordedAt: room.now(), ...networks };
      return change<Result<Clearance, HygieneProblem>>((list) => {
        const others = list.filter((one) => one.domain !== text);
        if (others.length >= mostKept) {
          const problem = hygieneProblem("hygiene/too-many-cleared", { limit: mostKept });
          return { list, out: fail(problem) };
        }
        return { list: inOrder([...others, made]), out: succeed(made) };
      });
    },
    restore: (clearance) =>
      change((list) => {
        const others = list.filter((one) => one.domain !== clearance.domain);
        return { list: inOrder([...others, clearance]), out: undefined };
      }),
    end: async (domain) => {
      const text = domainNameText(domain);
      return change((list) => {
        const left = list.filter((one) => one.domain !== text);
        return { list: left, out: left.length < list.length };
      });
    },
    covering: async (name) => {
      const { list } = await load();
      const found = list.find((one) => {
        const above = parseDomainName(one.domain);
        return above.ok && isWithin(name, above.value) && one.until >= today();
      });
      if (found !== undefined) return succeed(found);
      return fail(hygieneProblem("hygiene/not-cleared", { name: domainNameText(name) }));
    },
  };
}
