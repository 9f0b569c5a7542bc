/**
 * Registers of processing and clocks of incidents, per controller: each unit directly under the
 * municipality, and each authority. What Vallgrav itself does stands there from the start.
 */
import { randomUUID } from "node:crypto";
import { type Instant, own, type Problem, type Text } from "@vallgrav/kernel";
import { type DutyId, ownProcessing, type Processing, processingFields } from "@vallgrav/knowledge";
import type { ProcessingField } from "@vallgrav/knowledge";
import type { RegisterEntry, RegisterView, Unit } from "../api/index.ts";
import type { SettingStore } from "../storage/index.ts";
import { caseView, type KeptCase } from "./clocks.ts";

type None = Readonly<Record<string, never>>;

/** What can be wrong with what is entered. */
export type RegistersProblem =
  | Problem<"registers/unknown", None>
  /** A name, a reason, a note or what happened is missing. */
  | Problem<"registers/needs-text", None>
  /** So many of one register. */
  | Problem<"registers/too-many", { readonly limit: number }>
  /** A moment that is not yet. */
  | Problem<"registers/not-yet", None>;

/** Characters and entries at most. */
export const registerLimits = { text: 2_000, entries: 200, cases: 200 } as const;

/** An entry as it is entered; without an id it is a new one of one's own. */
export type EnteredEntry = {
  readonly id: string | null;
  /** Null: as it stands from the start. */
  readonly fields: Readonly<Record<ProcessingField, string>> | null;
  /** Why it does not concern this controller; null: it does. */
  readonly leftOut: string | null;
};

/** What was done of a duty. */
export type DutyWord = {
  readonly duty: DutyId;
  readonly state: "open" | "reported" | "not-reportable";
  readonly note: string;
};

/** A change that was made, with what puts back what stood there. */
export type RegisterChange =
  | { readonly ok: true; readonly view: RegisterView; readonly undo: () => Promise<unknown> }
  | { readonly ok: false; readonly problem: RegistersProblem };

type KeptEntry = {
  readonly fields: Readonly<Record<ProcessingField, string>> | null;
  readonly leftOut: string | null;
  readonly by: string;
  readonly at: string;
};
type Kept = {
  readonly entries: Readonly<Record<string, KeptEntry>>;
  readonly cases: readonly KeptCase[];
};

/** Registers of one organisation. Whether somebody reaches a unit the caller has asked. */
export type Registers = {
  /** Units that keep a register. */
  units(): Promise<readonly Unit[]>;
  /** The register of each of these units. */
  list(units: readonly Unit[]): Promise<readonly RegisterView[]>;
  /** @throws {StoreConflict} when somebody else changed it in the same moment, like those below */
  enter(unit: string, entry: EnteredEntry, by: string): Promise<RegisterChange>;
  /** Starts the clocks: something became known at a moment; null for none that can be read. */
  begin(
    unit: string,
    told: { readonly what: string; readonly knownAt: Instant | null },
    by: string,
  ): Promise<RegisterChange>;
  /** Says what was done of a duty, or that it is not to be reported, because. */
  settle(unit: string, caseId: string, word: DutyWord, by: string): Promise<RegisterChange>;
};

function keyOf(unit: string): string {
  return `registers/${unit}`;
}

function both(text: string): Text {
  return { sv: text, en: text };
}

function fieldsOf(texts: Readonly<Record<ProcessingField, string>>): RegisterEntry["fields"] {
  return Object.fromEntries(
    processingFields.map((field) => [field, both(texts[field])]),
  ) as RegisterEntry["fields"];
}

function givenEntry({ id, fields }: Processing, kept: KeptEntry | undefined): RegisterEntry {
  const { fields: changed = null, leftOut = null, by = null, at = null } = kept ?? {};
  return {
    id,
    origin: changed === null ? "given" : "edited",
    fields: changed === null ? fields : fieldsOf(changed),
    leftOut,
    by,
    at,
  };
}

function entriesOf(kept: Kept): readonly RegisterEntry[] {
  const given = ownProcessing.map((one) => givenEntry(one, own(kept.entries, one.id)));
  const ids = new Set(given.map(({ id }) => id));
  const entered = Object.entries(kept.entries).flatMap(([id, entry]): readonly RegisterEntry[] => {
    if (ids.has(id) || entry.fields === null) return [];
    const { leftOut, by, at } = entry;
    return [{ id, origin: "own", fields: fieldsOf(entry.fields), leftOut, by, at }];
  });
  return [...given, ...entered];
}

function problem(code: "registers/unknown" | "registers/needs-text" | "registers/not-yet") {
  return { ok: false, problem: { code, severity: "error", at: null, args: {} } } as const;
}

function tooMany(limit: number): Extract<RegisterChange, { readonly ok: false }> {
  const args = { limit };
  return { ok: false, problem: { code: "registers/too-many", severity: "error", at: null, args } };
}

type Changed = Kept | Extract<RegisterChange, { readonly ok: false }>;

function withEntry(kept: Kept, given: EnteredEntry, who: Pick<KeptEntry, "by" | "at">): Changed {
  const { fields, leftOut } = given;
  const isGiven = ownProcessing.some(({ id }) => id === given.id);
  const isKnown = isGiven || (given.id !== null && Object.hasOwn(kept.entries, given.id));
  if (given.id !== null && !isKnown) return problem("registers/unknown");
  // One's own has nothing to fall back on.
  if (fields === null && !isGiven) return problem("registers/needs-text");
  if (fields?.name.trim() === "" || leftOut?.trim() === "") return problem("registers/needs-text");
  const id = given.id ?? randomUUID();
  const entries = { ...kept.entries, [id]: { fields, leftOut, ...who } };
  if (Object.keys(entries).length > registerLimits.entries) return tooMany(registerLimits.entries);
  return { ...kept, entries };
}

function withWord(kept: Kept, caseId: string, word: DutyWord, who: Pick<KeptEntry, "by" | "at">) {
  if (!kept.cases.some(({ id }) => id === caseId)) return problem("registers/unknown");
  // That nothing is reported has a reason.
  if (word.state === "not-reportable" && word.note.trim() === "")
    return problem("registers/needs-text");
  const cases = kept.cases.map((one) => {
    if (one.id !== caseId) return one;
    const others = one.words.filter(({ duty }) => duty !== word.duty);
    const words = word.state === "open" ? others : [...others, { ...word, ...who }];
    return { ...one, words };
  });
  return { ...kept, cases };
}

/** Registers over the settings of a store. */
export function registersOf({
  settings,
  units,
  now,
}: {
  readonly settings: Pick<SettingStore, "load" | "save">;
  readonly units: { readonly list: () => Promise<readonly Unit[]> };
  readonly now: () => Instant;
}): Registers {
  const load = async (unit: string): Promise<{ readonly kept: Kept; readonly version: number }> => {
    const found = await settings.load(keyOf(unit));
    const value = (found?.value ?? {}) as Partial<Kept>;
    return {
      kept: { entries: value.entries ?? {}, cases: value.cases ?? [] },
      version: found?.version ?? 0,
    };
  };
  const keeping = async (): Promise<readonly Unit[]> =>
    (await units.list()).filter(({ parent, authority }) => parent === null || authority !== null);
  const viewOf = ({ id, name, authority, also }: Unit, kept: Kept): RegisterView => ({
    unit: { id, name, authority, also },
    entries: entriesOf(kept),
    cases: kept.cases.map((one) => caseView(one, now())),
  });
  const change = async (unit: string, make: (kept: Kept) => Changed): Promise<RegisterChange> => {
    const known = (await keeping()).find(({ id }) => id === unit);
    if (known === undefined) return problem("registers/unknown");
    const { kept, version } = await load(unit);
    const changed = make(kept);
    if ("ok" in changed) return changed;
    const saved = await settings.save(keyOf(unit), changed, version);
    const undo = (): Promise<unknown> => settings.save(keyOf(unit), kept, saved);
    return { ok: true, view: viewOf(known, changed), undo };
  };
  return {
    units: keeping,
    list: async (some) =>
      Promise.all(some.map(async (unit) => viewOf(unit, (await load(unit.id)).kept))),
    enter: (unit, entry, by) => change(unit, (kept) => withEntry(kept, entry, { by, at: now() })),
    begin: async (unit, { what, knownAt }, by) => {
      if (what.trim() === "") return problem("registers/needs-text");
      if (knownAt === null || knownAt > now()) return problem("registers/not-yet");
      return change(unit, (kept) => {
        if (kept.cases.length >= registerLimits.cases) return tooMany(registerLimits.cases);
        const begun = { id: randomUUID(), what: what.trim(), knownAt, by, words: [] };
        return { ...kept, cases: [begun, ...kept.cases] };
      });
    },
    settle: (unit, caseId, word, by) =>
      change(unit, (kept) => withWord(kept, caseId, word, { by, at: now() })),
  };
}
