/** The compiler's door: text in, language or problems out. */
import { gatherAssociations, checkFieldNames } from "./analyse-associations.ts";
import { checkRedeclarations, gatherAssets, gatherMembers } from "./analyse-assets.ts";
import { mergeCategories } from "./analyse-assets.ts";
import type { ReadFile } from "./gather.ts";
import { gatherFiles } from "./gather.ts";
import type { Asset, Field, Language, Step, Variable } from "./language.ts";
import type { Compat, LanguageLimits, LanguageProblem, Reporter } from "./problems.ts";
import { defaultLanguageLimits, newReporter, reportError } from "./problems.ts";
import { resolveStep } from "./resolve-steps.ts";
import type { DefineSyntax, LanguageSyntax } from "./syntax.ts";
import { typeBody } from "./type-expression.ts";
import type { AssetEntry, World } from "./world.ts";
import { checkName, countMembers, metaOf } from "./world.ts";

export type CompileInput = {
  /** Path of the file to begin with. */
  readonly main: string;
  /** Gives the text of a path with `.` and `..` resolved, or null where there is no such file. */
  readonly read: ReadFile;
  readonly limits?: Partial<LanguageLimits>;
  /** Follow another implementation where it differs (SPEC T); malc's rules where left out. */
  readonly compat?: Compat;
};

/** A language with warnings, or at least one error. */
export type CompiledLanguage =
  | {
      readonly ok: true;
      readonly language: Language;
      /** The text as a tree: what the language declares, before anything is inherited. */
      readonly syntax: LanguageSyntax;
      readonly problems: readonly LanguageProblem[];
    }
  | { readonly ok: false; readonly problems: readonly LanguageProblem[] };

/**
 * Compiles a language by malc's rules (SPEC L). Never throws on any text. What is declared is
 * looked at only when all files could be read, so that one slip gives one problem. About linear in
 * the text, times the depth of inheritance.
 */
export function compileLanguage({ main, read, limits, compat }: CompileInput): CompiledLanguage {
  const reporter = newReporter({ ...defaultLanguageLimits, ...limits }, compat ?? null);
  return compileSyntax(gatherFiles(main, read, reporter), reporter);
}

/** Compiles what has been read already; problems of reading are in the reporter. */
export function compileSyntax(syntax: LanguageSyntax, reporter: Reporter): CompiledLanguage {
  const language = reporter.failed ? null : analyse(syntax, reporter);
  const { problems, failed } = reporter;
  return language === null || failed
    ? { ok: false, problems }
    : { ok: true, language, syntax, problems };
}

function analyse(syntax: LanguageSyntax, reporter: Reporter): Language | null {
  const defines = readDefines(syntax.defines, reporter);
  const categories = mergeCategories(syntax.categories, reporter);
  const world = gatherAssets(syntax.categories, reporter);
  const associations = gatherAssociations(world, syntax.associations);
  gatherMembers(world);
  checkFieldNames(world, syntax.associations);
  checkRedeclarations(world);
  // Members of a wrong hierarchy would only give problems that follow from it.
  if (reporter.failed) return null;
  const assets = resolveAssets(world);
  const id = defines.get("id") ?? "";
  const version = defines.get("version") ?? "";
  const named = { id, version, defines: Object.fromEntries(defines) };
  const { compat } = reporter;
  return { ...named, categories, assets, associations, ...(compat === null ? {} : { compat }) };
}

/** The toolbox looks at the beginning only. */
function isVersion(text: string, compat: Compat | null): boolean {
  return compat === null
    ? /^[0-9]+\.[0-9]+\.[0-9]+$/.test(text)
    : /^[0-9]+\.[0-9]+\.[0-9]+/.test(text);
}

function readDefines(
  syntax: readonly DefineSyntax[],
  reporter: Reporter,
): ReadonlyMap<string, string> {
  const defines = new Map<string, string>();
  for (const { key, value } of syntax) {
    checkName(reporter, key);
    const isOverwritten = reporter.compat !== null && /^(?:id|version)$/.test(key.text);
    if (defines.has(key.text) && !isOverwritten)
      reportError(reporter, key.at, "mal/duplicate-define", { key: key.text });
    else defines.set(key.text, value);
    if (key.text === "version" && !isVersion(value, reporter.compat))
      reportError(reporter, key.at, "mal/bad-version", { version: value });
    if (key.text === "id" && value === "")
      reportError(reporter, key.at, "mal/missing-define", { key: "id" });
  }
  for (const key of ["id", "version"])
    if (!defines.has(key)) reportError(reporter, null, "mal/missing-define", { key });
  return defines;
}

/** Assets with all members, parents before children, given back in the order of the text. */
function resolveAssets(world: World): readonly Asset[] {
  const { reporter } = world;
  const entries = [...world.assets.values()];
  for (const entry of entries)
    for (const name of entry.variables.keys()) typeBody(world, entry, name);
  const resolved = new Map<AssetEntry, Asset>();
  let members = 0;
  for (const entry of entries.toSorted((a, b) => a.lineage.length - b.lineage.length)) {
    const parent = entry.lineage[1];
    const asset = resolveAsset(world, entry, parent && resolved.get(parent));
    members += asset.fields.length;
    for (const step of asset.steps) members += sizeOf(step);
    if (!countMembers(reporter, members, entry.syntax.name.at)) return [];
    resolved.set(entry, asset);
  }
  return entries.flatMap((entry) => resolved.get(entry) ?? []);
}

/** What a step counts towards the limit of members: everything that inheritance can repeat. */
function sizeOf({ reaches, requires, tags, meta, detectors }: Step): number {
  const lists = reaches.length + requires.length + tags.length + detectors.length;
  return 1 + lists + Object.keys(meta).length;
}

function resolveAsset(world: World, entry: AssetEntry, parent: Asset | undefined): Asset {
  const inherited = new Map((parent?.steps ?? []).map((step) => [step.name, step]));
  const steps: Step[] = [];
  for (const step of entry.steps.values())
    steps.push(resolveStep(world, entry, step, inherited.get(step.name.text) ?? null));
  const isToolbox = world.reporter.compat !== null;
  for (const step of inherited.values())
    if (!entry.steps.has(step.name)) steps.push(isToolbox ? { ...step, detectors: [] } : step);
  const fields: Field[] = [...entry.fields.values(), ...(parent?.fields ?? [])];
  return {
    name: entry.name,
    category: entry.category,
    isAbstract: entry.syntax.isAbstract,
    meta: Object.fromEntries(metaOf(world.reporter, entry.syntax.meta)),
    lineage: entry.lineage.map(({ name }) => name),
    fields,
    variables: ownVariables(world, entry),
    steps,
  };
}

function ownVariables(world: World, entry: AssetEntry): readonly Variable[] {
  const variables: Variable[] = [];
  for (const [name, syntax] of entry.variables) {
    const typed = world.variables.get(syntax);
    if (typeof typed === "object") variables.push({ name, expression: typed.expression });
  }
  return variables;
}
