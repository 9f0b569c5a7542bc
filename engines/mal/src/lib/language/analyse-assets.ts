/** Which assets there are, who inherits from whom, and that no member's name is taken twice. */
import { canonicalJson } from "@vallgrav/kernel";
import type { Category } from "./language.ts";
import type { Reporter } from "./problems.ts";
import { reportError, reportWarning } from "./problems.ts";
import type { AssetSyntax, CategorySyntax, StepSyntax, VariableSyntax } from "./syntax.ts";
import type { AssetEntry, World } from "./world.ts";
import { addMeta, checkName, findAsset, findMember, isWithin, metaOf } from "./world.ts";

/**
 * Categories of one name are one category: their metadata is put together. In the toolbox those
 * with different metadata stay apart.
 */
export function mergeCategories(
  categories: readonly CategorySyntax[],
  reporter: Reporter,
): readonly Category[] {
  if (reporter.compat !== null) return distinctCategories(categories, reporter);
  const merged = new Map<string, Map<string, string>>();
  for (const { name, meta } of categories) {
    const known = merged.get(name.text) ?? new Map<string, string>();
    if (!merged.has(name.text)) checkName(reporter, name);
    merged.set(name.text, known);
    addMeta(reporter, known, meta);
  }
  return [...merged].map(([name, meta]) => ({ name, meta: Object.fromEntries(meta) }));
}

function distinctCategories(
  categories: readonly CategorySyntax[],
  reporter: Reporter,
): readonly Category[] {
  const distinct = new Map<string, Category>();
  for (const { name, meta } of categories) {
    checkName(reporter, name);
    const category = { name: name.text, meta: Object.fromEntries(metaOf(reporter, meta)) };
    distinct.set(canonicalJson(category), category);
  }
  return [...distinct.values()];
}

function newEntry(syntax: AssetSyntax, category: string): AssetEntry {
  const entry: AssetEntry = {
    name: syntax.name.text,
    category,
    syntax,
    lineage: [],
    fields: new Map(),
    variables: new Map(),
    steps: new Map(),
  };
  entry.lineage = [entry];
  return entry;
}

/** The assets by name, in the order of the text, with their lineages. */
export function gatherAssets(categories: readonly CategorySyntax[], reporter: Reporter): World {
  const assets = new Map<string, AssetEntry>();
  for (const category of categories)
    for (const syntax of category.assets) {
      const { name } = syntax;
      checkName(reporter, name);
      if (assets.has(name.text))
        reportError(reporter, name.at, "mal/duplicate-asset", { asset: name.text });
      else assets.set(name.text, newEntry(syntax, category.name.text));
    }
  const world: World = { reporter, assets, variables: new Map(), openNames: new Set() };
  linkParents(world);
  checkAbstract(world);
  return world;
}

/**
 * Finds every lineage. One that comes back to itself, or is too long, is cut off with a problem.
 */
function linkParents(world: World): void {
  const { reporter } = world;
  const parents = new Map<AssetEntry, AssetEntry>();
  for (const entry of world.assets.values()) {
    const { parent } = entry.syntax;
    const found = parent === null ? null : findAsset(world, parent);
    if (found !== null) parents.set(entry, found);
  }
  for (const entry of world.assets.values()) {
    const lineage = [entry];
    for (let next = parents.get(entry); next !== undefined; next = parents.get(next)) {
      if (next === entry) {
        reportError(reporter, entry.syntax.name.at, "mal/inheritance-cycle", {
          asset: entry.name,
        });
        break;
      }
      if (lineage.length >= reporter.limits.depth) {
        // A cycle higher up is reported for the assets that are on it.
        if (!lineage.includes(next))
          reportError(reporter, entry.syntax.name.at, "mal/too-deep", {
            limit: reporter.limits.depth,
          });
        break;
      }
      lineage.push(next);
    }
    entry.lineage = lineage;
  }
}

function checkAbstract(world: World): void {
  const extended = new Set<string>();
  for (const { syntax } of world.assets.values())
    if (syntax.parent !== null) extended.add(syntax.parent.text);
  for (const { name, syntax } of world.assets.values())
    if (syntax.isAbstract && !extended.has(name))
      reportWarning(world.reporter, syntax.name.at, "mal/abstract-unused", { asset: name });
}

/** Gathers each asset's own variables and steps. */
export function gatherMembers(world: World): void {
  for (const entry of world.assets.values()) {
    for (const variable of entry.syntax.variables) addVariable(world, entry, variable);
    for (const step of entry.syntax.steps) addStep(world, entry, step);
  }
}

function addVariable(world: World, entry: AssetEntry, variable: VariableSyntax): void {
  const { text, at } = variable.name;
  checkName(world.reporter, variable.name);
  if (entry.variables.has(text))
    reportError(world.reporter, at, "mal/duplicate-variable", {
      asset: entry.name,
      variable: text,
    });
  else entry.variables.set(text, variable);
}

function addStep(world: World, entry: AssetEntry, step: StepSyntax): void {
  const { text, at } = step.name;
  checkName(world.reporter, step.name);
  if (entry.steps.has(text))
    reportError(world.reporter, at, "mal/duplicate-step", { asset: entry.name, step: text });
  else entry.steps.set(text, step);
}

/** Checks what each asset declares against what it inherits. Fields must be gathered. */
export function checkRedeclarations(world: World): void {
  for (const entry of world.assets.values()) {
    const parent = entry.lineage[1];
    for (const { name } of entry.syntax.variables)
      if (parent !== undefined && findMember(parent, "variables", name.text) !== null)
        reportError(world.reporter, name.at, "mal/variable-redefined", {
          asset: entry.name,
          variable: name.text,
        });
    for (const step of entry.steps.values()) checkStepName(world, entry, step);
  }
}

/** A step keeps its kind, and its name is no field's anywhere in the hierarchy. */
function checkStepName(world: World, entry: AssetEntry, step: StepSyntax): void {
  const { text, at } = step.name;
  const parent = entry.lineage[1];
  const was = parent === undefined ? null : findMember(parent, "steps", text);
  if (was !== null && was.value.kind !== step.kind)
    reportError(world.reporter, at, "mal/kind-changed", {
      step: text,
      kind: step.kind,
      was: was.value.kind,
    });
  if (findMember(entry, "fields", text) !== null)
    reportError(world.reporter, at, "mal/field-named-as-step", { asset: entry.name, name: text });
}

/** The nearest asset that both are or come from, or null. */
export function commonAncestor(left: AssetEntry, right: AssetEntry): AssetEntry | null {
  return left.lineage.find((ancestor) => isWithin(right, ancestor)) ?? null;
}
