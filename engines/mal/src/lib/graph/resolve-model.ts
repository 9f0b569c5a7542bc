/** A model held against its language: problems, and the model as numbers. */
import type { InstanceAsset, InstanceModel } from "../instance-model.ts";
import { nodeKind } from "../attack-graph.ts";
import type { Asset, Field, Language } from "../language/language.ts";
import type { Compat } from "../language/problems.ts";
import type { ModelProblem, ModelReporter } from "./problems.ts";
import { defaultGraphLimits, modelProblems, reportModel } from "./problems.ts";
import type { Rows } from "./rows.ts";
import { toRows } from "./rows.ts";

/** An asset type a model uses, with what is looked up by name. */
export type UsedType = {
  readonly asset: Asset;
  /** Place of each step and field in the asset's lists. */
  readonly stepAt: ReadonlyMap<string, number>;
  readonly fieldAt: ReadonlyMap<string, number>;
};

/** A model as numbers. Assets keep their order; types are numbered in the order of the language. */
export type ResolvedModel = {
  readonly types: readonly UsedType[];
  /** Per asset: index into `types`. */
  readonly typeOf: Int32Array;
  /** Per asset: its first slot; slot `firstSlot[a] + i` is the field `i` of its type. */
  readonly firstSlot: Int32Array;
  /** Per slot: the assets in that field. */
  readonly linked: Rows;
  /** Whose rules graphs follow. */
  readonly compat: Compat | null;
};

/** What came of it. A model with errors is not resolved. */
export type ModelCheck = {
  readonly resolved: ResolvedModel | null;
  readonly problems: readonly ModelProblem[];
};

function useType(asset: Asset): UsedType {
  const stepAt = new Map(asset.steps.map(({ name }, index) => [name, index]));
  const fieldAt = new Map(asset.fields.map(({ name }, index) => [name, index]));
  return { asset, stepAt, fieldAt };
}

/** The types a model uses, by name. */
function usedTypes(language: Language, model: InstanceModel): ReadonlyMap<string, UsedType> {
  const names = new Set(model.assets.map(({ type }) => type));
  const used = new Map<string, UsedType>();
  for (const asset of language.assets)
    if (names.has(asset.name)) used.set(asset.name, useType(asset));
  return used;
}

function checkDefences(
  reporter: ModelReporter,
  { id, defences }: InstanceAsset,
  { asset, stepAt }: UsedType,
  place: string,
): void {
  for (const [defence, probability] of Object.entries(defences)) {
    const step = asset.steps[stepAt.get(defence) ?? -1];
    const at = `${place}/defences/${defence.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    if (step?.kind !== nodeKind.defence)
      reportModel(reporter, "error", at, ["mal/unknown-defence", { asset: id, defence }]);
    if (!(probability >= 0 && probability <= 1))
      reportModel(reporter, "error", at, ["mal/bad-probability", { asset: id, defence }]);
  }
}

/** Numbers the assets by id, checking each. */
function numberAssets(
  reporter: ModelReporter,
  model: InstanceModel,
  types: ReadonlyMap<string, UsedType>,
): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const [index, asset] of model.assets.entries()) {
    const place = `/assets/${index}`;
    const { id, type } = asset;
    if (numbers.has(id)) reportModel(reporter, "error", place, ["mal/duplicate-id", { asset: id }]);
    else numbers.set(id, index);
    const used = types.get(type);
    if (used === undefined)
      reportModel(reporter, "error", place, ["mal/unknown-type", { asset: id, type }]);
    else {
      if (used.asset.isAbstract)
        reportModel(reporter, reporter.abstract, place, ["mal/abstract-type", { asset: id, type }]);
      checkDefences(reporter, asset, used, place);
    }
  }
  return numbers;
}

type Slots = {
  readonly model: InstanceModel;
  readonly typeOf: readonly (UsedType | undefined)[];
  readonly firstSlot: Int32Array;
  readonly size: number;
};

function layOutSlots(model: InstanceModel, types: ReadonlyMap<string, UsedType>): Slots {
  const typeOf = model.assets.map(({ type }) => types.get(type));
  const firstSlot = new Int32Array(typeOf.length);
  let size = 0;
  for (const [index, used] of typeOf.entries()) {
    firstSlot[index] = size;
    size += used?.asset.fields.length ?? 0;
  }
  return { model, typeOf, firstSlot, size };
}

/** Both directions of a link as (slot, asset), or null after a problem. */
function readLink(
  reporter: ModelReporter,
  slots: Slots,
  numbers: ReadonlyMap<string, number>,
  index: number,
): readonly [number, number, number, number] | null {
  const place = `/links/${index}`;
  const link = slots.model.links[index];
  if (link === undefined) return null;
  const ends = [link.from, link.to].map((asset) => {
    const number = numbers.get(asset);
    if (number === undefined)
      reportModel(reporter, "error", place, ["mal/link-to-nothing", { asset }]);
    return number;
  });
  const [from, to] = ends;
  if (from === undefined || to === undefined) return null;
  const near = slots.typeOf[from];
  const far = slots.typeOf[to];
  if (near === undefined || far === undefined) return null;
  const { field } = link;
  const type = near.asset.name;
  const at = near.fieldAt.get(field);
  const declared = near.asset.fields[at ?? -1];
  if (at === undefined || declared === undefined) {
    reportModel(reporter, "error", place, ["mal/link-field-unknown", { type, field }]);
    return null;
  }
  const reverse = far.fieldAt.get(declared.reverse);
  if (!far.asset.lineage.includes(declared.target) || reverse === undefined) {
    const args = { type, field, expected: declared.target, found: far.asset.name };
    reportModel(reporter, "error", place, ["mal/link-wrong-type", args]);
    return null;
  }
  return [(slots.firstSlot[from] ?? 0) + at, to, (slots.firstSlot[to] ?? 0) + reverse, from];
}

/** The assets of every slot; a link stands on both sides however often it is written. */
function readLinks(
  reporter: ModelReporter,
  slots: Slots,
  numbers: ReadonlyMap<string, number>,
): Rows {
  const { links, assets } = slots.model;
  const from = new Int32Array(2 * links.length);
  const to = new Int32Array(2 * links.length);
  let count = 0;
  for (let index = 0; index < links.length; index += 1) {
    const read = readLink(reporter, slots, numbers, index);
    if (read === null) continue;
    [from[count], to[count], from[count + 1], to[count + 1]] = read;
    count += 2;
  }
  return toRows({ from, to, count }, slots.size, assets.length);
}

type Shortage = {
  readonly type: string;
  readonly field: Field;
  readonly first: number;
  assets: number;
};

/** Too many links are an error; too few are a warning for each type and field. */
function checkMultiplicities(reporter: ModelReporter, slots: Slots, linked: Rows): void {
  const shortages = new Map<Field, Map<UsedType, Shortage>>();
  const { assets } = slots.model;
  for (const [index, used] of slots.typeOf.entries())
    for (const [at, field] of (used?.asset.fields ?? []).entries()) {
      const slot = (slots.firstSlot[index] ?? 0) + at;
      const found = (linked.offsets[slot + 1] ?? 0) - (linked.offsets[slot] ?? 0);
      const { max, min, name } = field;
      const asset = assets[index]?.id ?? "";
      if (max !== null && found > max)
        reportModel(reporter, "error", `/assets/${index}`, [
          "mal/too-many-links",
          { asset, field: name, max, found },
        ]);
      if (found < min && used !== undefined) addShortage(shortages, used, field, index);
    }
  for (const byType of shortages.values())
    for (const { type, field, first, assets: short } of byType.values())
      reportModel(reporter, "warning", `/assets/${first}`, [
        "mal/too-few-links",
        { type, field: field.name, min: field.min, assets: short, first: assets[first]?.id ?? "" },
      ]);
}

function addShortage(
  shortages: Map<Field, Map<UsedType, Shortage>>,
  used: UsedType,
  field: Field,
  index: number,
): void {
  const byType = shortages.get(field) ?? new Map<UsedType, Shortage>();
  shortages.set(field, byType);
  const known = byType.get(used);
  if (known !== undefined) known.assets += 1;
  else byType.set(used, { type: used.asset.name, field, first: index, assets: 1 });
}

/** Holds a model against its language. Linear in assets with their fields, and links. */
export function resolveModel(language: Language, model: InstanceModel, limit: number): ModelCheck {
  const reporter: ModelReporter = {
    file: model.name,
    limit,
    abstract: language.compat === undefined ? "error" : "warning",
    errors: [],
    warnings: [],
    found: 0,
  };
  const used = usedTypes(language, model);
  const numbers = numberAssets(reporter, model, used);
  const slots = layOutSlots(model, used);
  const linked = readLinks(reporter, slots, numbers);
  checkMultiplicities(reporter, slots, linked);
  const problems = modelProblems(reporter);
  if (reporter.errors.length > 0) return { resolved: null, problems };
  const types = [...used.values()];
  const places = new Map(types.map((type, index) => [type.asset.name, index]));
  const typeOf = Int32Array.from(model.assets, ({ type }) => places.get(type) ?? 0);
  const compat = language.compat ?? null;
  return { resolved: { types, typeOf, firstSlot: slots.firstSlot, linked, compat }, problems };
}

/**
 * What is wrong with a model: unknown types, fields, defences; abstract types; links of wrong type
 * or beyond their number; duplicate ids; probabilities outside 0–1. Too few links are a warning.
 */
export function checkModel(language: Language, model: InstanceModel): readonly ModelProblem[] {
  return resolveModel(language, model, defaultGraphLimits.problems).problems;
}
