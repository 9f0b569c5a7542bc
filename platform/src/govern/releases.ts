/**
 * Harm tests (menprövning): all that Vallgrav holds of weaknesses and incidents may be secret, and
 * all of it may be asked for. Who asked for what, and who decided what by which paragraph, is kept;
 * a decision is never written over, a later one stands beside it.
 */
import { randomUUID } from "node:crypto";
import { type Instant, type Json, type Problem } from "@vallgrav/kernel";
import type { MaterialId } from "@vallgrav/knowledge";
import { keptNote } from "@vallgrav/readers";
import type { ReleaseDecision, ReleaseView, Unit } from "../api/index.ts";
import type { ReleaseRecord, ReleaseStore } from "../storage/index.ts";

type None = Readonly<Record<string, never>>;

/** What can be wrong with what is entered. */
export type ReleasesProblem =
  | Problem<"releases/unknown", None>
  /** Missing, or nothing is left of it but what must not be kept. */
  | Problem<"releases/needs-text", None>
  /** A moment that is not yet. */
  | Problem<"releases/not-yet", None>
  /** Something is kept back by no paragraph, or all is given out and one is named. */
  | Problem<"releases/grounds", None>
  /** So many decisions of one request. */
  | Problem<"releases/too-many", { readonly limit: number }>;

/** Characters, requests told at once, and decisions of one request, at most. */
export const releaseLimits = { text: 2_000, name: 200, told: 2_000, decisions: 50 } as const;

/** The word for the municipality as a whole, where an authority's id stands. */
export const wholeMunicipality = "municipality";

/** A request as it is entered. */
export type EnteredRelease = {
  /** Empty for one who wants to be unknown. */
  readonly asker: string;
  readonly what: string;
  readonly materials: readonly MaterialId[];
  /** When it came; null for none that can be read. */
  readonly askedAt: Instant | null;
};

/** A decision as it is entered. */
export type EnteredDecision = Omit<ReleaseDecision, "at" | "by">;

/** A change that was made, with what takes it back. */
export type ReleaseChange =
  | { readonly ok: true; readonly view: ReleaseView; readonly undo: () => Promise<unknown> }
  | { readonly ok: false; readonly problem: ReleasesProblem };

/** Harm tests of one organisation. Whether somebody reaches a unit the caller has asked. */
export type Releases = {
  /** Authorities that decide for themselves. */
  units(): Promise<readonly Unit[]>;
  /** Those of which `sees` lets the authority through, null being the whole municipality. */
  list(sees: (unit: string | null) => boolean): Promise<readonly ReleaseView[]>;
  /** Enters a request; `unit` null: to the municipality as a whole. */
  enter(unit: string | null, entered: EnteredRelease, by: string): Promise<ReleaseChange>;
  /** @throws {StoreConflict} when somebody else decided in the same moment */
  decide(
    unit: string | null,
    id: string,
    decision: EnteredDecision,
    by: string,
  ): Promise<ReleaseChange>;
};

type Kept = Omit<ReleaseView, "id" | "unit" | "askedAt">;

function problem(
  code: "releases/unknown" | "releases/needs-text" | "releases/not-yet" | "releases/grounds",
): Extract<ReleaseChange, { readonly ok: false }> {
  return { ok: false, problem: { code, severity: "error", at: null, args: {} } };
}

function tooMany(): Extract<ReleaseChange, { readonly ok: false }> {
  const args = { limit: releaseLimits.decisions };
  return { ok: false, problem: { code: "releases/too-many", severity: "error", at: null, args } };
}

/** A decision that may be kept, or what is wrong with it. */
function checkedDecision(decision: EnteredDecision) {
  const { outcome } = decision;
  const reason = keptNote(decision.reason, releaseLimits.text);
  const decidedBy = keptNote(decision.decidedBy, releaseLimits.name);
  if (reason === "" || decidedBy === "") return problem("releases/needs-text");
  const grounds = [...new Set(decision.grounds)];
  if ((outcome === "released") !== (grounds.length === 0)) return problem("releases/grounds");
  return { outcome, grounds, reason, decidedBy };
}

/** Harm tests over a store. */
export function releasesOf({
  releases,
  units,
  now,
}: {
  readonly releases: ReleaseStore;
  readonly units: { readonly list: () => Promise<readonly Unit[]> };
  readonly now: () => Instant;
}): Releases {
  const deciding = async (): Promise<readonly Unit[]> =>
    (await units.list()).filter(({ parent, authority }) => parent === null || authority !== null);
  const viewOf = (record: Omit<ReleaseRecord, "version">, known: readonly Unit[]): ReleaseView => {
    const { id, unit, askedAt, body } = record;
    // A unit that is gone is still the one that decided.
    const name = known.find((one) => one.id === unit)?.name ?? unit ?? "";
    return {
      ...(body as unknown as Kept),
      id,
      askedAt,
      unit: unit === null ? null : { id: unit, name },
    };
  };
  return {
    units: deciding,
    list: async (sees) => {
      const known = await units.list();
      const all = await releases.list(releaseLimits.told);
      return all.filter(({ unit }) => sees(unit)).map((record) => viewOf(record, known));
    },
    enter: async (unit, entered, by) => {
      const known = await deciding();
      if (unit !== null && !known.some(({ id }) => id === unit)) return problem("releases/unknown");
      const what = keptNote(entered.what, releaseLimits.text);
      if (what === "" || entered.materials.length === 0) return problem("releases/needs-text");
      const { askedAt } = entered;
      if (askedAt === null || askedAt > now()) return problem("releases/not-yet");
      const kept: Kept = {
        asker: keptNote(entered.asker, releaseLimits.name),
        what,
        materials: [...new Set(entered.materials)],
        by,
        enteredAt: now(),
        decisions: [],
      };
      const record = { id: randomUUID(), unit, askedAt, body: kept as unknown as Json };
      await releases.save(record, 0);
      const undo = (): Promise<unknown> => releases.remove(record.id);
      return { ok: true, view: viewOf(record, known), undo };
    },
    decide: async (unit, id, decision, by) => {
      const record = await releases.find(id);
      // Of another authority it is not there: what others are asked for is theirs.
      if (record === null || record.unit !== unit) return problem("releases/unknown");
      const checked = checkedDecision(decision);
      if ("ok" in checked) return checked;
      const before = record.body as unknown as Kept;
      if (before.decisions.length >= releaseLimits.decisions) return tooMany();
      const decisions = [...before.decisions, { ...checked, by, at: now() }];
      const changed = { ...record, body: { ...before, decisions } as unknown as Json };
      const saved = await releases.save(changed, record.version);
      const undo = (): Promise<unknown> => releases.save(record, saved);
      return { ok: true, view: viewOf(changed, await deciding()), undo };
    },
  };
}
