/** What analysis knows while it works: assets by name with their own members and ancestors. */
import type { Where } from "@vallgrav/kernel";
import type { AssetExpression, Field } from "./language.ts";
import type { Reporter } from "./problems.ts";
import { reportError, reportWarning } from "./problems.ts";
import type { AssetSyntax, MetaSyntax, StepSyntax, VariableSyntax, Word } from "./syntax.ts";

/** An expression with its type found. `depth` counts nesting, through variables. */
export type Typed = { readonly expression: AssetExpression; readonly depth: number };

export type AssetEntry = {
  readonly name: string;
  readonly category: string;
  readonly syntax: AssetSyntax;
  /** The asset itself, its parent, and so on. */
  lineage: readonly AssetEntry[];
  readonly fields: Map<string, Field>;
  readonly variables: Map<string, VariableSyntax>;
  readonly steps: Map<string, StepSyntax>;
};

export type World = {
  readonly reporter: Reporter;
  readonly assets: ReadonlyMap<string, AssetEntry>;
  /** Variables looked at so far: typed, being typed, or wrong. */
  readonly variables: Map<VariableSyntax, Typed | "open" | "wrong">;
  /** Names of the variables being typed; in the toolbox one may not stand inside another. */
  readonly openNames: Set<string>;
};

/** What a name means on an asset, and the asset that declares it. */
export type Found<T> = { readonly owner: AssetEntry; readonly value: T };

/** The nearest declaration of a member in an asset or above it, or null. */
export function findMember<K extends "fields" | "variables" | "steps">(
  entry: AssetEntry,
  members: K,
  name: string,
): Found<AssetEntry[K] extends Map<string, infer T> ? T : never> | null {
  for (const owner of entry.lineage) {
    const value = owner[members].get(name);
    if (value !== undefined)
      return { owner, value: value as AssetEntry[K] extends Map<string, infer T> ? T : never };
  }
  return null;
}

/** Whether `entry` is `other` or below it. */
export function isWithin(entry: AssetEntry, other: AssetEntry): boolean {
  return entry.lineage.includes(other);
}

/** The asset a name stands for; null, with a problem, when there is none. */
export function findAsset(world: World, word: Word): AssetEntry | null {
  const entry = world.assets.get(word.text);
  if (entry === undefined)
    reportError(world.reporter, word.at, "mal/unknown-asset", { asset: word.text });
  return entry ?? null;
}

const reserved: ReadonlySet<string> = new Set([
  "include",
  "info",
  "category",
  "abstract",
  "asset",
  "extends",
  "associations",
  "let",
  "E",
  "C",
  "I",
  "A",
]);

/** Warns where a name is a keyword of malc, which cannot read such a language. */
export function checkName(reporter: Reporter, word: Word): void {
  if (reserved.has(word.text))
    reportWarning(reporter, word.at, "mal/reserved-name", { name: word.text });
}

/** Adds metadata to what is there; a key that is there already is an error. */
export function addMeta(
  reporter: Reporter,
  known: Map<string, string>,
  meta: readonly MetaSyntax[],
): void {
  for (const { key, text } of meta) {
    checkName(reporter, key);
    if (known.has(key.text)) reportError(reporter, key.at, "mal/duplicate-meta", { key: key.text });
    else known.set(key.text, text);
  }
}

/** Metadata of one declaration. */
export function metaOf(reporter: Reporter, meta: readonly MetaSyntax[]): Map<string, string> {
  const known = new Map<string, string>();
  addMeta(reporter, known, meta);
  return known;
}

/** Reports that a count of members has passed its limit, once. */
export function countMembers(reporter: Reporter, count: number, at: Where | null): boolean {
  const limit = reporter.limits.members;
  if (count <= limit) return true;
  reportError(reporter, at, "mal/too-large", { what: "members", limit });
  return false;
}
