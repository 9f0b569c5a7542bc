/** `langspec.json` (format 1.0.0, with the toolbox's additions) → the tree of a language's text. */
import type { Where } from "@vallgrav/kernel";
import type { CompiledLanguage } from "../language/compile-language.ts";
import { compileSyntax } from "../language/compile-language.ts";
import type { Compat, LanguageLimits, LanguageProblem } from "../language/problems.ts";
import { defaultLanguageLimits, newReporter } from "../language/problems.ts";
import type {
  AssetSyntax,
  AssociationSyntax,
  CategorySyntax,
  EndSyntax,
  LanguageSyntax,
  MultiplicitySyntax,
  Word,
} from "../language/syntax.ts";
import { parseJson } from "./parse-json.ts";
import type { FormatLimits, FormatProblem, FormatReporter } from "./problems.ts";
import { newFormatReporter, reportFormat, whereOf } from "./problems.ts";
import { readExpression } from "./read-expression.ts";
import { readStep } from "./read-step.ts";
import type { Members } from "./take.ts";
import { entriesOf, find, need, needBoolean, needItems, needText, openMap } from "./take.ts";
import { unexpectedKind, unsignedOf } from "./take.ts";
import { nameOf, needName, readMeta } from "./take-names.ts";
import type { Tree } from "./tree.ts";

/** A language's JSON, and how it is to be read. */
export type LangspecInput = {
  /** Name of the file as the user knows it, such as `corelang.mar/langspec.json`. */
  readonly file: string;
  readonly text: string;
  readonly limits?: Partial<LanguageLimits & FormatLimits>;
  /** Follow another implementation where it differs (SPEC T). */
  readonly compat?: Compat;
};

/** A language with warnings, or at least one error. */
export type ReadLangspec =
  | CompiledLanguage
  | { readonly ok: false; readonly problems: readonly (FormatProblem | LanguageProblem)[] };

const strictly = (...names: readonly string[]): Parameters<typeof openMap>[3] => ({
  names,
  others: "error",
});

function readAsset(reporter: FormatReporter, tree: Tree): readonly [AssetSyntax, string] | null {
  const known = ["name", "meta", "category", "isAbstract", "superAsset", "variables"];
  const members = openMap(reporter, tree, "assets", strictly(...known, "attackSteps"));
  if (members === null) return null;
  const parent = find(members, "superAsset");
  const variables = needItems(members, "variables").flatMap((item) => {
    const variable = openMap(reporter, item, "variables", strictly("name", "stepExpression"));
    const body = variable === null ? null : need(variable, "stepExpression");
    const expression = body === null ? null : readExpression(reporter, body, false);
    return variable === null || expression === null
      ? []
      : { name: needName(variable, "name"), expression };
  });
  const asset = {
    name: needName(members, "name"),
    isAbstract: needBoolean(members, "isAbstract"),
    parent: parent === null ? null : needName(members, "superAsset"),
    meta: readMeta(members),
    variables,
    steps: needItems(members, "attackSteps").flatMap((item) => readStep(reporter, item) ?? []),
  };
  return [asset, needText(members, "category")];
}

/** Categories as declared, then the assets in their own order, each run in its category. */
function readCategories(reporter: FormatReporter, root: Members): readonly CategorySyntax[] {
  const categories: CategorySyntax[] = [];
  const names = new Map<string, Word>();
  for (const item of needItems(root, "categories")) {
    const members = openMap(reporter, item, "categories", strictly("name", "meta"));
    if (members === null) continue;
    const name = needName(members, "name");
    names.set(name.text, name);
    categories.push({ name, meta: readMeta(members), assets: [] });
  }
  let run: { readonly name: Word | null; readonly assets: AssetSyntax[] } = {
    name: null,
    assets: [],
  };
  for (const item of needItems(root, "assets")) {
    const read = readAsset(reporter, item);
    if (read === null) continue;
    const [asset, category] = read;
    const name = names.get(category);
    if (name === undefined) {
      unexpectedKind(reporter, item.at, "category", "known-word");
      continue;
    }
    if (run.name !== name) {
      run = { name, assets: [] };
      categories.push({ name, assets: run.assets, meta: [] });
    }
    run.assets.push(asset);
  }
  return categories;
}

function readMultiplicity(members: Members, key: string): MultiplicitySyntax {
  const { reporter } = members;
  const tree = need(members, key);
  const at: Where = whereOf(reporter, tree?.at ?? members.at);
  const bounds = tree === null ? null : openMap(reporter, tree, key, strictly("min", "max"));
  if (bounds === null) return { low: 0, high: null, at };
  const min = need(bounds, "min");
  const max = need(bounds, "max");
  return {
    low: min === null ? 0 : unsignedOf(reporter, min, "min"),
    high: max === null || max.kind === "null" ? null : unsignedOf(reporter, max, "max"),
    at,
  };
}

function readEnd(members: Members, side: "left" | "right"): EndSyntax {
  return {
    asset: needName(members, `${side}Asset`),
    field: needName(members, `${side}Field`),
    multiplicity: readMultiplicity(members, `${side}Multiplicity`),
  };
}

const ends = ["Asset", "Field", "Multiplicity"].flatMap((part) => [`left${part}`, `right${part}`]);

function readAssociation(reporter: FormatReporter, tree: Tree): AssociationSyntax | null {
  const members = openMap(reporter, tree, "associations", strictly("name", "meta", ...ends));
  if (members === null) return null;
  return {
    name: needName(members, "name"),
    left: readEnd(members, "left"),
    right: readEnd(members, "right"),
    meta: readMeta(members),
  };
}

const parts = ["formatVersion", "defines", "categories", "assets", "associations"];

function readRoot(reporter: FormatReporter, tree: Tree): LanguageSyntax | null {
  const root = openMap(reporter, tree, "langspec", strictly(...parts));
  if (root === null) return null;
  if (needText(root, "formatVersion") !== "1.0.0")
    unexpectedKind(
      reporter,
      root.byKey.get("formatVersion")?.at ?? 0,
      "formatVersion",
      "known-word",
    );
  const defines = need(root, "defines");
  const entries = defines === null ? [] : (entriesOf(reporter, defines, "defines") ?? []);
  return {
    defines: entries.flatMap(({ key, at, value }) => {
      if (value.kind === "text") return { key: nameOf(reporter, key, at), value: value.text };
      unexpectedKind(reporter, value.at, key, "text");
      return [];
    }),
    categories: readCategories(reporter, root),
    associations: needItems(root, "associations").flatMap(
      (item) => readAssociation(reporter, item) ?? [],
    ),
  };
}

/**
 * Compiles a language from its JSON, as it stands in a `.mar` (SPEC F). All that is wrong with its
 * form is reported at once; names and types are looked at when the form is right. Never throws.
 */
export function readLangspec({ file, text, limits = {}, compat }: LangspecInput): ReadLangspec {
  const language = newReporter({ ...defaultLanguageLimits, ...limits }, compat ?? null);
  const reporter = newFormatReporter(file, text, {
    characters: language.limits.characters,
    ...limits,
  });
  const limit = reporter.limits.characters;
  if (text.length > limit) {
    reportFormat(reporter, "error", 0, ["mal/document-limit", { what: "characters", limit }]);
    return { ok: false, problems: reporter.problems };
  }
  const tree = parseJson(reporter);
  const syntax = tree === null ? null : readRoot(reporter, tree);
  if (syntax === null || reporter.failed) return { ok: false, problems: reporter.problems };
  return compileSyntax(syntax, language);
}
