/**
 * The municipality's own catalogue: measures as the cost sheet has them, with own prices, numbers,
 * hours and effectiveness, and measures of its own that work as one of the catalogue does.
 */
import { canonicalJson, own as ownMember, type Text } from "@vallgrav/kernel";
import {
  assumption,
  effectFigures,
  type Measure,
  measures,
  plannedMeasures,
  stepWords,
  withOwnEffects,
  withOwnHours,
  withOwnPrices,
  withOwnVolume,
} from "@vallgrav/knowledge";
import { visibleText } from "@vallgrav/knowledge/words";
import type {
  AddedMeasure,
  MeasureSource,
  OwnMeasurePrice,
  SheetDifference,
  SheetEffect,
} from "../api/index.ts";
import type { Contents, KeptVersion } from "./sheet-version.ts";

/** Own measures kept; one more is refused. */
export const mostAdded = 50;
const longestName = 120;
const longestText = 600;
const ownId = /^own-[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/** What a version holds of the catalogue. */
export type OwnParts = Pick<KeptVersion, "added" | "approved" | "at" | "measures">;

/** The source of an own figure: the municipality's own words, or an assumption where none stand. */
export function ownSource(
  source: string,
  { approved, at }: Pick<OwnParts, "approved" | "at">,
): MeasureSource {
  const reviewed = (approved?.at ?? at).slice(0, 10);
  return source === "" ? { kind: "assumption" } : { kind: "own", name: both(source), reviewed };
}

/** Own measures of a version, by id. */
export function addedIn(
  version: Pick<OwnParts, "added"> | null,
): ReadonlyMap<string, AddedMeasure> {
  return new Map(Object.entries(version?.added ?? {}));
}

/** A text that somebody wrote, in either language. */
function both(said: string): Text {
  // Plans, calendars, paper and files tell it, each in its place: here it is made fit for all.
  const shown = visibleText(said);
  return { sv: shown, en: shown };
}

/** An own measure before it has own prices: it works as the one it is like. */
function measureLike(id: string, { like, name, text }: AddedMeasure): Measure | null {
  const base = measures.find((one) => one.id === like);
  if (base === undefined) return null;
  return { ...base, id, version: 1, name: both(name), text: both(text), source: assumption };
}

/** Whether anything of a price is the municipality's own, and not only what a measure does. */
function hasOwnPrice({ cost }: Measure, own: OwnMeasurePrice): boolean {
  const { oneOffSek, yearlySek, each } = cost;
  return (
    own.source !== "" ||
    own.hoursByRole !== undefined ||
    own.many !== undefined ||
    own.onceSek !== oneOffSek.likely ||
    own.yearlySek !== yearlySek.likely ||
    (each !== null &&
      (own.eachOnceSek !== each.oneOffSek.likely || own.eachYearlySek !== each.yearlySek.likely))
  );
}

/** A measure's cost with own prices, hours and numbers. */
function ownCost({ cost }: Measure, own: OwnMeasurePrice): Measure["cost"] {
  const { hoursByRole, many } = own;
  const priced = withOwnPrices(cost, own);
  const timed = hoursByRole === undefined ? priced : withOwnHours(priced, hoursByRole);
  return many === undefined ? timed : withOwnVolume(timed, many);
}

/** A measure with the municipality's own figures in the place of those of the knowledge. */
export function ownMeasure(measure: Measure, version: OwnParts | null): Measure {
  const own = new Map(Object.entries(version?.measures ?? {})).get(measure.id);
  if (version === null || own === undefined) return measure;
  const { effects } = own;
  const priced = hasOwnPrice(measure, own)
    ? { cost: ownCost(measure, own), source: ownSource(own.source, version) }
    : {};
  const acting =
    effects === undefined
      ? {}
      : { effects: withOwnEffects(measure.effects, new Map(Object.entries(effects))) };
  return { ...measure, ...priced, ...acting };
}

/** The catalogue before own figures: that of the knowledge, then the municipality's own. */
export function catalogueOf(version: OwnParts | null): readonly Measure[] {
  const added = [...addedIn(version)].flatMap(([id, own]) => measureLike(id, own) ?? []);
  return [...measures, ...added];
}

/** The measures that plans choose from, with own figures. */
export function plannedIn(version: OwnParts | null): readonly Measure[] {
  const known = new Set(measures.map(({ id }) => id));
  const added = catalogueOf(version).filter(({ id }) => !known.has(id));
  return [...plannedMeasures, ...added].map((measure) => ownMeasure(measure, version));
}

/** What a measure does, figure by figure, as the sheet tells it. */
export function effectsOf(start: Measure, version: OwnParts | null): readonly SheetEffect[] {
  const now = new Map(
    effectFigures(ownMeasure(start, version).effects).map(({ key, value }) => [key, value]),
  );
  return effectFigures(start.effects).map(({ key, kind, on, value, low, high }) => ({
    key,
    kind,
    on,
    // The English stands in the language; what a defence is called there is its name.
    onText: ownMember(stepWords, on) ?? on,
    value: now.get(key) ?? value,
    start: value,
    low,
    high,
  }));
}

/** Whether own effects are figures of the measure, within what they may be. */
export function areLawfulEffects(
  measure: Measure,
  effects: Readonly<Record<string, number>>,
): boolean {
  const figures = new Map(effectFigures(measure.effects).map((figure) => [figure.key, figure]));
  return Object.entries(effects).every(([key, value]) => {
    const figure = figures.get(key);
    return figure !== undefined && value >= figure.low && value <= figure.high;
  });
}

/** Whether an own measure can be added under an id. */
export function isLawfulAddition(id: string, { like, name, text }: AddedMeasure): boolean {
  return (
    ownId.test(id) &&
    measures.some((one) => one.id === like) &&
    name.trim() !== "" &&
    name.length <= longestName &&
    text.length <= longestText
  );
}

/** A value that stands somewhere in a version. */
type Row = {
  readonly at: Omit<SheetDifference, "after" | "before">;
  readonly value: boolean | number | string;
};

function rowsOf({ measures: prices, factors, added = {} }: Contents): ReadonlyMap<string, Row> {
  const rows = new Map<string, Row>();
  const put = (
    kind: SheetDifference["kind"],
    id: string,
    entry: readonly [field: string, value: number | string | boolean | undefined],
  ): void => {
    const [field, value] = entry;
    if (value === undefined || value === "") return;
    rows.set(canonicalJson([kind, id, field]), { at: { kind, id, field }, value });
  };
  for (const [id, { value, source }] of Object.entries(factors)) {
    put("factor", id, ["value", value]);
    put("factor", id, ["source", source]);
  }
  for (const [id, own] of Object.entries<OwnMeasurePrice>(prices)) {
    const { hoursByRole = {}, effects = {}, ...plain } = own;
    for (const [field, value] of Object.entries(plain)) put("measure", id, [field, value]);
    for (const [role, hours] of Object.entries(hoursByRole))
      put("measure", id, [`hours/${role}`, hours]);
    for (const [key, value] of Object.entries(effects))
      put("measure", id, [`effect/${key}`, value]);
  }
  for (const [id, { like, name, text }] of Object.entries(added)) {
    put("added", id, ["like", like]);
    put("added", id, ["name", name]);
    put("added", id, ["text", text]);
  }
  return rows;
}

/** What is other in one version than in the one before; null where the knowledge's value stands. */
export function differencesOf(before: Contents, after: Contents): readonly SheetDifference[] {
  const [old, now] = [rowsOf(before), rowsOf(after)];
  const keys = [...new Set([...old.keys(), ...now.keys()])].sort();
  return keys.flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const at = (is ?? was)?.at;
    if (at === undefined || was?.value === is?.value) return [];
    return { ...at, before: was?.value ?? null, after: is?.value ?? null };
  });
}
