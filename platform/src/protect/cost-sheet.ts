/**
 * The cost sheet: own prices in the place of the knowledge's, as a draft until somebody approves it
 * by name. Versions that were approved stay; plans are made with the newest of them.
 */
import { canonicalJson, type Instant, type Json, unreachable } from "@vallgrav/kernel";
import {
  costLines,
  costOf,
  type Measure,
  measures,
  type Selector,
  type Valuations,
  valuations,
  valuationTerms,
} from "@vallgrav/knowledge";
import type {
  CostSheet,
  SheetChange,
  SheetFactor,
  SheetInForce,
  SheetMeasure,
} from "../api/index.ts";
import type { SettingStore } from "../storage/index.ts";
import type { ProtectProblem } from "./protect-problem.ts";
import {
  addedIn,
  areLawfulEffects,
  catalogueOf,
  differencesOf,
  effectsOf,
  isLawfulAddition,
  mostAdded,
  ownMeasure,
  ownSource,
} from "./own-catalogue.ts";
import type { Contents, KeptVersion } from "./sheet-version.ts";

const key = "cost-sheet";
/** Versions kept; one more is refused. */
const mostVersions = 500;
const mostSek = 1e9;
const mostHours = 1e6;
const longestSource = 300;

type Kept = { readonly versions: readonly KeptVersion[] };

export type { KeptVersion } from "./sheet-version.ts";

/** Versions with the revision to name when they are changed. */
export type KeptSheet = Kept & { readonly revision: number };

/** What became of a change. */
export type SheetChanged =
  | { readonly ok: true; readonly revision: number; readonly before: KeptSheet }
  | { readonly ok: false; readonly problems: readonly ProtectProblem[] };

/** What the sheet is kept in. */
export type SheetStore = {
  readonly settings: Pick<SettingStore, "load" | "save">;
  readonly now: () => Instant;
};

/** Reads the versions. */
export async function loadSheet({ settings }: Pick<SheetStore, "settings">): Promise<KeptSheet> {
  const found = await settings.load(key);
  return found === null
    ? { versions: [], revision: 0 }
    : { versions: (found.value as unknown as Kept).versions, revision: found.version };
}

async function save({ settings }: SheetStore, kept: Kept, revision: number): Promise<number> {
  return settings.save(key, kept, revision);
}

/** Puts versions back that were there before; for what cannot be audited. */
export async function putBack(store: SheetStore, before: KeptSheet, now: number): Promise<void> {
  await save(store, { versions: before.versions }, now);
}

/** The version that plans are made with; null: the starting values. */
export function approvedOf({ versions }: Kept): KeptVersion | null {
  return versions.findLast(({ approved }) => approved !== null) ?? null;
}

/** Who approved a version, and when. */
export function inForceOf(version: KeptVersion | null): SheetInForce | null {
  if (version === null || version.approved === null) return null;
  const { number, approved } = version;
  return { number, approvedBy: approved.by, approvedAt: approved.at };
}

/** What prices depend on: equal for equal prices, whoever approved them. */
export function pricesIn(version: KeptVersion | null): Json {
  if (version === null) return null;
  const { measures: prices, factors, added = {} } = version;
  // Whoever has no own measures keeps what was computed before there could be any.
  return Object.keys(added).length === 0 ? { prices, factors } : { prices, factors, added };
}

function fault(
  code:
    | "protect/bad-measure"
    | "protect/bad-price"
    | "protect/unknown-factor"
    | "protect/unknown-measure",
  id: string,
): ProtectProblem {
  return { code, severity: "error", at: null, args: { id } };
}

function none(
  code:
    | "protect/bad-fines"
    | "protect/nothing-to-approve"
    | "protect/too-many-added"
    | "protect/too-many-versions",
): ProtectProblem {
  return { code, severity: "error", at: null, args: {} };
}

function isWithin(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}

/** What is wrong with own figures of a measure. */
function measureFaults(
  { id, own }: Extract<SheetChange, { readonly kind: "measure" }>,
  now: Contents,
): readonly ProtectProblem[] {
  const measure = catalogueOf({ ...now, at: "", approved: null }).find((one) => one.id === id);
  if (measure === undefined) return [fault("protect/unknown-measure", id)];
  if (own === null) return [];
  const { onceSek, yearlySek, eachOnceSek, eachYearlySek } = own;
  const { hoursByRole = {}, many = 0, effects = {}, source, effectSource = "" } = own;
  const areLawful =
    [onceSek, yearlySek, eachOnceSek, eachYearlySek].every((sek) => isWithin(sek, 0, mostSek)) &&
    Object.values(hoursByRole).every((hours) => isWithin(hours, 0, mostHours)) &&
    isWithin(many, 0, mostSek) &&
    [source, effectSource].every((text) => text.length <= longestSource) &&
    areLawfulEffects(measure, effects);
  return areLawful ? [] : [fault("protect/bad-price", id)];
}

/** What is wrong with an own measure. */
function additionFaults(
  { id, own }: Extract<SheetChange, { readonly kind: "added" }>,
  { added = {} }: Contents,
): readonly ProtectProblem[] {
  if (own === null) return Object.hasOwn(added, id) ? [] : [fault("protect/unknown-measure", id)];
  if (!measures.some((one) => one.id === own.like))
    return [fault("protect/unknown-measure", own.like)];
  if (!isLawfulAddition(id, own)) return [fault("protect/bad-measure", id)];
  const count = Object.keys(changedRecord(added, id, own)).length;
  return count > mostAdded ? [none("protect/too-many-added")] : [];
}

/** What is wrong with a change of what there is now. */
function faultsOf(change: SheetChange, now: Contents): readonly ProtectProblem[] {
  if (change.kind === "measure") return measureFaults(change, now);
  if (change.kind === "added") return additionFaults(change, now);
  const { id, own } = change;
  const term = valuationTerms.find((one) => one.id === id);
  if (term === undefined) return [fault("protect/unknown-factor", id)];
  if (own === null) return [];
  const isLawful = isWithin(own.value, term.low, term.high) && own.source.length <= longestSource;
  return isLawful ? [] : [fault("protect/bad-price", id)];
}

function changedRecord<T>(
  record: Readonly<Record<string, T>>,
  id: string,
  own: T | null,
): Readonly<Record<string, T>> {
  const { [id]: _before, ...others } = record;
  return own === null ? others : { ...others, [id]: own };
}

const nothing: Contents = { measures: {}, factors: {}, added: {} };

/** What a version holds, with a change. */
function contentsWith(
  { measures: prices, factors, added = {} }: Contents,
  change: SheetChange,
): Contents {
  switch (change.kind) {
    case "measure":
      return { measures: changedRecord(prices, change.id, change.own), factors, added };
    case "factor":
      return { measures: prices, factors: changedRecord(factors, change.id, change.own), added };
    case "added":
      return {
        measures: change.own === null ? changedRecord(prices, change.id, null) : prices,
        factors,
        added: changedRecord(added, change.id, change.own),
      };
    default:
      return unreachable(change);
  }
}

/** The same text for the same contents. */
function contentsOf({ measures: prices, factors, added = {} }: Contents): string {
  return canonicalJson({ prices, factors, added });
}

/** The valuations with own values in their place. */
export function valuationsIn(version: Pick<KeptVersion, "factors"> | null): Valuations {
  const own = Object.entries(version?.factors ?? {}).map(([id, { value }]) => [id, value]);
  return { ...valuations, ...Object.fromEntries(own) };
}

/**
 * Changes the draft, which is begun from what is in force where there is none. A draft that is as
 * what is in force is none.
 * @param revision of the sheet as it was seen
 * @throws {StoreConflict} when somebody else has changed it since
 */
export async function changeSheet(
  store: SheetStore,
  change: SheetChange,
  { by, revision }: { readonly by: string; readonly revision: number },
): Promise<SheetChanged> {
  const before = await loadSheet(store);
  const last = before.versions.at(-1) ?? null;
  const faults = faultsOf(change, last ?? nothing);
  if (faults.length > 0) return { ok: false, problems: faults };
  const settled = last?.approved === null ? before.versions.slice(0, -1) : before.versions;
  const draft: KeptVersion = {
    number: (settled.at(-1)?.number ?? 0) + 1,
    at: store.now(),
    by,
    approved: null,
    ...contentsWith(last ?? nothing, change),
  };
  const { fineLowSek, fineHighSek } = valuationsIn(draft);
  if (fineLowSek > fineHighSek) return { ok: false, problems: [none("protect/bad-fines")] };
  if (settled.length >= mostVersions)
    return { ok: false, problems: [none("protect/too-many-versions")] };
  const isSame = contentsOf(settled.at(-1) ?? nothing) === contentsOf(draft);
  const versions = isSame ? settled : [...settled, draft];
  return { ok: true, revision: await save(store, { versions }, revision), before };
}

/**
 * Approves the draft: plans are made with it from now on.
 * @throws {StoreConflict} when somebody else has changed it since
 */
export async function approveSheet(
  store: SheetStore,
  { by, note, revision }: { readonly by: string; readonly note: string; readonly revision: number },
): Promise<SheetChanged> {
  const before = await loadSheet(store);
  const draft = before.versions.at(-1);
  if (draft === undefined || draft.approved !== null)
    return { ok: false, problems: [none("protect/nothing-to-approve")] };
  const approved = { ...draft, approved: { at: store.now(), by, note } };
  const versions = [...before.versions.slice(0, -1), approved];
  return { ok: true, revision: await save(store, { versions }, revision), before };
}

/** Whether the municipality has taken a measure out of its plans. */
export function isLeftOut(id: string, version: Pick<KeptVersion, "measures"> | null): boolean {
  const own = Object.entries(version?.measures ?? {}).find(([of]) => of === id)?.[1];
  return own?.isLeftOut === true;
}

function measureOf(
  measure: Measure,
  version: KeptVersion | null,
  count: (selector: Selector) => number,
): SheetMeasure {
  const priced = ownMeasure(measure, version);
  const own = version?.measures[measure.id] ?? null;
  const starts = costLines(measure.cost, count);
  return {
    id: measure.id,
    name: measure.name,
    lines: costLines(priced.cost, count).map(({ price, ...line }, at) => ({
      ...line,
      priceSek: price.likely,
      startSek: starts[at]?.price.likely ?? 0,
    })),
    sumSek: costOf(priced.cost, count).sek,
    hoursByRole: costOf(priced.cost, count).hoursByRole,
    source: priced.source,
    effects: effectsOf(measure, version),
    effectSource:
      version === null || own?.effects === undefined
        ? measure.source
        : ownSource(own.effectSource ?? "", version),
    like: addedIn(version).get(measure.id)?.like ?? null,
    own,
  };
}

function factorsOf(version: KeptVersion | null): readonly SheetFactor[] {
  const values = valuationsIn(version);
  return valuationTerms.map(({ id, name, unit }) => {
    const own = version?.factors[id] ?? null;
    return {
      id,
      name,
      unit,
      value: values[id],
      start: valuations[id],
      source: version === null || own === null ? valuations.source : ownSource(own.source, version),
      own,
    };
  });
}

/**
 * The sheet as it stands for a municipality with so many of each.
 * @param count how many a selector picks
 */
export function sheetView(kept: KeptSheet, count: (selector: Selector) => number): CostSheet {
  const version = kept.versions.at(-1) ?? null;
  return {
    revision: kept.revision,
    inForce: inForceOf(approvedOf(kept)),
    versions: kept.versions
      .map(({ number, at, by, approved, ...contents }, place) => ({
        number,
        at,
        by,
        approved,
        own: [contents.measures, contents.factors, contents.added ?? {}].reduce(
          (sum, part) => sum + Object.keys(part).length,
          0,
        ),
        changes: differencesOf(kept.versions[place - 1] ?? nothing, contents),
      }))
      .toReversed(),
    measures: catalogueOf(version).map((measure) => measureOf(measure, version, count)),
    factors: factorsOf(version),
  };
}
