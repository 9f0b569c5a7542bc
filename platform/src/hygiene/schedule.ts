/** How often own domains are looked at, whom is asked, and when their registrations run out. */
import type { Instant, PlainDate, Result } from "@vallgrav/kernel";
import { fail, succeed } from "@vallgrav/kernel";
import type { DomainSchedule } from "../api/index.ts";
import type { SettingStore } from "../storage/index.ts";
import { type HygieneProblem, hygieneProblem } from "./clearance.ts";
import { parseDnsServer } from "./dns-server.ts";
import { parseValidator } from "./fetch-roas.ts";

/** What is kept, with the version to save it over. */
export type Scheduled = DomainSchedule & {
  /** Days that registrations run out, by domain, as somebody told. */
  readonly expiries: ReadonlyMap<string, PlainDate>;
  readonly version: number;
};

/** A change that was made, and the way back. */
export type Undoable = { readonly undo: () => Promise<unknown> };

/** Keeps it. */
export type Schedules = {
  load(): Promise<Scheduled>;
  /** @throws {StoreConflict} when somebody else changed it at the same moment */
  change(asked: DomainSchedule): Promise<Result<Undoable, HygieneProblem>>;
  /** Tells when a domain's registration runs out; null: nobody knows. @throws {StoreConflict} */
  tellExpiry(domain: string, day: string | null): Promise<Result<Undoable, HygieneProblem>>;
};

const key = "hygiene/schedule";
const mostDays = 365;
/** Questions each second at most: beyond it name servers begin to answer less. */
const mostPerSecond = 1_000;
/** Longest that a registration can be ahead; registries give ten years. */
const mostYears = 11;

const wordAt = (value: unknown, name: string): unknown => Reflect.get(Object(value), name);

function expiriesIn(value: unknown): ReadonlyMap<string, PlainDate> {
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  const found = new Map<string, PlainDate>();
  for (const row of rows) {
    const [domain, day]: readonly unknown[] = Array.isArray(row) ? row : [];
    if (typeof domain === "string" && isText(day)) found.set(domain, day as PlainDate);
  }
  return found;
}

const isText = (value: unknown): value is string => typeof value === "string";

function isDay(day: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return false;
  const ms = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === day;
}

/** Whether a number, where one is given, is whole and from 1 to the most. */
function isCount(given: number | null, most: number): boolean {
  return given === null || (Number.isInteger(given) && given >= 1 && given <= most);
}

/** Kept among the settings. */
export function schedulesOf(room: {
  readonly settings: SettingStore;
  readonly now: () => Instant;
}): Schedules {
  const { settings, now } = room;
  const load = async (): Promise<Scheduled> => {
    const kept = await settings.load(key);
    const days = wordAt(kept?.value, "everyDays");
    const resolver = wordAt(kept?.value, "resolver");
    const perSecond = wordAt(kept?.value, "perSecond");
    const validator = wordAt(kept?.value, "validator");
    return {
      everyDays: typeof days === "number" ? days : null,
      resolver: typeof resolver === "string" ? resolver : null,
      perSecond: typeof perSecond === "number" ? perSecond : null,
      validator: typeof validator === "string" ? validator : null,
      expiries: expiriesIn(wordAt(kept?.value, "expiries")),
      version: kept?.version ?? 0,
    };
  };
  const save = async ({ expiries, version, ...asked }: Scheduled): Promise<number> =>
    settings.save(key, { ...asked, expiries: [...expiries] }, version);
  const replace = async (before: Scheduled, after: Scheduled): Promise<Undoable> => {
    const version = await save({ ...after, version: before.version });
    return { undo: () => save({ ...before, version }) };
  };
  return {
    load,
    change: async ({ everyDays, resolver, perSecond, validator }) => {
      if (!isCount(everyDays, mostDays))
        return fail(hygieneProblem("hygiene/bad-days", { limit: mostDays }));
      if (!isCount(perSecond, mostPerSecond))
        return fail(hygieneProblem("hygiene/bad-pace", { limit: mostPerSecond }));
      if (validator !== null && parseValidator(validator) === null)
        return fail(hygieneProblem("hygiene/bad-validator", { name: validator.slice(0, 100) }));
      if (resolver !== null && parseDnsServer(resolver) === null)
        return fail(hygieneProblem("hygiene/bad-resolver", { name: resolver.slice(0, 100) }));
      const before = await load();
      return succeed(
        await replace(before, { ...before, everyDays, resolver, perSecond, validator }),
      );
    },
    tellExpiry: async (domain, day) => {
      const last = `${Number(now().slice(0, 4)) + mostYears}-12-31`;
      if (day !== null && (!isDay(day) || day > last))
        return fail(hygieneProblem("hygiene/bad-expiry", { years: mostYears }));
      const before = await load();
      const expiries = new Map(before.expiries);
      if (day === null) expiries.delete(domain);
      else expiries.set(domain, day as PlainDate);
      return succeed(await replace(before, { ...before, expiries }));
    },
  };
}
