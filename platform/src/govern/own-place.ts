/**
 * Vallgrav as a thing in its own model: the machine it runs on and where its copies lie. Whoever
 * takes the domain should not get the map of every other way with it, nor erase the last copy.
 */
import type { Model } from "@vallgrav/facts";
import {
  type EvidenceId,
  type Instant,
  msFromInstant,
  type Problem,
  type Subject,
} from "@vallgrav/kernel";
import { ownerQuestions } from "@vallgrav/knowledge";
import { keptNote } from "@vallgrav/readers";
import type { OwnCopy, OwnPlaceView, OwnPlaceWarning } from "../api/index.ts";
import type { Identify } from "../identify/door.ts";
import { rawKeptUntil } from "../identify/raw-kept.ts";
import { publishStatements, type Stated } from "../identify/statements.ts";
import type { AuditRow, Store } from "../storage/index.ts";

/** What can be wrong with what is told. */
export type OwnPlaceProblem =
  /** A copy has no name, looks like a secret, or stands twice. */
  | Problem<"place/bad-copy", Readonly<Record<string, never>>>
  | Problem<"place/too-many", { readonly limit: number }>;

/** Characters of a name, and copies, at most. */
export const ownPlaceLimits = { name: 120, copies: 20 } as const;

/** The machine, as it is seen from within. */
export type OwnMachine = {
  readonly host: string;
  /** What shows that it belongs to a domain; null for nothing. */
  readonly joined: string | null;
};

/** A change that was made, with what puts back what stood there. */
export type OwnPlaceChange =
  | { readonly ok: true; readonly view: OwnPlaceView; readonly undo: () => Promise<unknown> }
  | { readonly ok: false; readonly problem: OwnPlaceProblem };

/** Where Vallgrav lies, for one organisation. */
export type OwnPlace = {
  view(): Promise<OwnPlaceView>;
  /** Says where copies lie, all of them. @throws {StoreConflict} like every setting */
  tell(copies: readonly OwnCopy[], by: string): Promise<OwnPlaceChange>;
};

type Kept = {
  readonly copies: readonly OwnCopy[];
  readonly by: string | null;
  readonly at: string | null;
};

const settingKey = "own-place";
const nothing: Kept = { copies: [], by: null, at: null };
/** Files of what is told here begin so; by that the earlier ones are found and taken back. */
const fileName = "vallgrav-själv-";
/** The action of the log by which a copy is known to have been made. */
const copied = "data/back-up";
const freshMs = 7 * 86_400_000;
function subject(kind: Subject["kind"], value: string): Subject {
  return { kind, claims: [{ space: kind === "computer" ? "host" : "register", value }] };
}

/** What the model is told: Vallgrav, its machine, and each copy with whether it can be erased. */
function statedOf({ copies }: Kept, host: string): readonly Stated[] {
  const self = subject("system", "vallgrav");
  const erasable = ownerQuestions.find(({ id }) => id === "backup-out-of-reach");
  return [
    { about: self, says: { property: "name", value: "Vallgrav" } },
    { about: self, says: { relation: "runs-on", to: subject("computer", host) } },
    ...copies.flatMap(({ name, place }): readonly Stated[] => {
      const copy = subject("backup", `vallgrav ${name.toLowerCase()}`);
      const says = { property: "name", value: `Vallgrav: ${name}` };
      const base: readonly Stated[] = [
        { about: copy, says },
        { about: self, says: { relation: "backed-up-by", to: copy } },
      ];
      // Of one that is connected but outside nobody has said whether it can be erased.
      if (erasable === undefined || place === "outside") return base;
      const value = place === "offline";
      return [...base, { about: copy, says: { property: erasable.property, value } }];
    }),
  ];
}

/** Whether a directory has listed a machine of that name: then it has a number of the domain's. */
function isInDirectory(model: Model, host: string): boolean {
  return model.assets.some(
    ({ kind, claims }) =>
      kind === "computer" &&
      claims.some(({ space }) => space === "sid") &&
      claims.some(
        ({ space, value }) =>
          (space === "host" && value === host) ||
          (space === "fqdn" && value.split(".", 1)[0] === host),
      ),
  );
}

function warningsOf(
  { joined, inDirectory, copies, lastCopyAt }: Omit<OwnPlaceView, "warnings" | "connections">,
  now: Instant,
): readonly OwnPlaceWarning[] {
  const isFresh =
    lastCopyAt !== null && msFromInstant(now) - msFromInstant(lastCopyAt as Instant) <= freshMs;
  return [
    joined === null && !inDirectory ? [] : (["joined"] as const),
    copies.length === 0 ? (["no-copies"] as const) : [],
    copies.length > 0 && copies.every(({ place }) => place === "inside")
      ? (["copies-inside"] as const)
      : [],
    isFresh ? [] : (["old-copy"] as const),
  ].flat();
}

/** Copies that may be kept, or what is wrong with them. */
function checkedCopies(copies: readonly OwnCopy[]) {
  const problem = { severity: "error", at: null } as const;
  const limit = ownPlaceLimits.copies;
  if (copies.length > limit)
    return { ...problem, code: "place/too-many", args: { limit } } satisfies OwnPlaceProblem;
  const kept = copies.map(({ name, place }) => ({
    name: keptNote(name, ownPlaceLimits.name),
    place,
  }));
  const names = new Set(kept.map(({ name }) => name.toLowerCase()));
  return names.has("") || names.size < kept.length
    ? ({ ...problem, code: "place/bad-copy", args: {} } satisfies OwnPlaceProblem)
    : kept;
}

/** Whether what the log tells of was done, and not refused or failed. */
function wasDone({ entry }: AuditRow): boolean {
  return Reflect.get(Object(JSON.parse(entry)), "outcome") === "done";
}

/** What is needed. */
export type OwnPlaceInput = {
  readonly store: Pick<Store, "audit" | "evidence" | "imports" | "settings">;
  readonly identify: Pick<Identify, "current">;
  readonly machine: OwnMachine;
  readonly connections: readonly string[];
  readonly now: () => Instant;
};

/** Tells the model what holds now, and takes back what was told before. */
async function tellModel({ store, machine, now }: OwnPlaceInput, kept: Kept): Promise<void> {
  const [at, by] = [now(), kept.by];
  const before = (await store.evidence.list()).filter(
    ({ evidence }) => evidence.reader.id === "statements" && evidence.name.startsWith(fileName),
  );
  let told: EvidenceId | null = null;
  if (by !== null) {
    const name = `${fileName}${at.slice(0, 10)}.json`;
    const stating = { by, at, name, keepUntil: rawKeptUntil(at) };
    told = await publishStatements(store, statedOf(kept, machine.host.toLowerCase()), stating);
  }
  for (const { importId, evidence } of before)
    if (evidence.id !== told) await store.imports.withdraw(importId, { at, passed: [] });
}

/** Where Vallgrav lies, over a store. */
export function ownPlaceOf(input: OwnPlaceInput): OwnPlace {
  const { store, identify, machine, connections, now } = input;
  const load = async (): Promise<{ readonly kept: Kept; readonly version: number }> => {
    const found = await store.settings.load(settingKey);
    return {
      kept: found === null ? nothing : (found.value as unknown as Kept),
      version: found?.version ?? 0,
    };
  };
  const viewOf = async ({ copies, by, at }: Kept): Promise<OwnPlaceView> => {
    const [last] = (await store.audit.find({ action: copied }, 20)).filter(wasDone);
    const current = await identify.current();
    const known = {
      host: machine.host,
      joined: machine.joined,
      inDirectory: current !== null && isInDirectory(current.model, machine.host.toLowerCase()),
      copies,
      by,
      at,
      lastCopyAt: last?.at ?? null,
    };
    return { ...known, warnings: warningsOf(known, now()), connections };
  };
  return {
    view: async () => viewOf((await load()).kept),
    tell: async (copies, by) => {
      const checked = checkedCopies(copies);
      if ("code" in checked) return { ok: false, problem: checked };
      const { kept: before, version } = await load();
      const kept: Kept = { copies: checked, by, at: now() };
      const saved = await store.settings.save(settingKey, kept, version);
      await tellModel(input, kept);
      const undo = async (): Promise<void> => {
        await store.settings.save(settingKey, before, saved);
        await tellModel(input, before);
      };
      return { ok: true, view: await viewOf(kept), undo };
    },
  };
}
