/** The modifiers of a detection item: `field|modifier|modifier` → what they ask for, checked. */
import { own } from "@vallgrav/kernel";
import type { Encoding } from "./encode.ts";
import type { Comparison, Position, TimePart } from "./rule.ts";
import type { RegexFlags } from "./regex/parse-regex.ts";
import type { Reporter } from "./sigma-problem.ts";
import { report } from "./sigma-problem.ts";

/** What the values of an item are. */
export type ItemKind = "text" | "regex" | "cidr" | "number" | "time" | "field" | "exists";

/** The modifiers of one item. */
export type Modifiers = {
  readonly kind: ItemKind;
  readonly position: Position;
  /** Every value must be met, not only one. */
  readonly isAll: boolean;
  readonly isNegated: boolean;
  readonly isCased: boolean;
  readonly flags: RegexFlags;
  readonly comparison: Comparison;
  readonly part: TimePart;
  readonly isDashed: boolean;
  readonly encoding: Encoding;
  readonly base64: "whole" | "offset" | null;
  readonly hasPlaceholders: boolean;
};

type Draft = { -readonly [Key in keyof Modifiers]: Modifiers[Key] } & {
  readonly names: string[];
};

const kinds: Readonly<Record<string, ItemKind>> = {
  re: "regex",
  cidr: "cidr",
  lt: "number",
  lte: "number",
  gt: "number",
  gte: "number",
  minute: "time",
  hour: "time",
  day: "time",
  week: "time",
  month: "time",
  year: "time",
  fieldref: "field",
  exists: "exists",
};

const positions: ReadonlySet<string> = new Set(["contains", "startswith", "endswith"]);
const comparisons: ReadonlySet<string> = new Set(["lt", "lte", "gt", "gte"]);
const flagNames: Readonly<Record<string, "i" | "m" | "s">> = {
  i: "i",
  ignorecase: "i",
  m: "m",
  multiline: "m",
  s: "s",
  dotall: "s",
};
const encodings: Readonly<Record<string, Encoding>> = {
  wide: "utf16le",
  utf16le: "utf16le",
  utf16be: "utf16be",
  utf16: "utf16",
};

/** Which modifiers go with which kind of value, beside `neq` and `all`. */
const fitting: Readonly<Record<ItemKind, ReadonlySet<string>>> = {
  text: new Set([
    ...positions,
    ...Object.keys(encodings),
    ..."cased windash base64 base64offset expand".split(" "),
  ]),
  regex: new Set(["re", ...Object.keys(flagNames), ...positions]),
  cidr: new Set(["cidr"]),
  number: comparisons,
  time: new Set([..."minute hour day week month year".split(" "), ...comparisons]),
  field: new Set(["fieldref", "cased", ...positions]),
  exists: new Set(["exists"]),
};

/** Takes one modifier in; false where there is no such modifier. */
function apply(draft: Draft, name: string): boolean {
  if (positions.has(name)) draft.position = name as Position;
  else if (comparisons.has(name)) draft.comparison = name as Comparison;
  else if (name === "all") draft.isAll = true;
  else if (name === "neq") draft.isNegated = true;
  else if (name === "cased") draft.isCased = true;
  else if (name === "windash") draft.isDashed = true;
  else if (name === "expand") draft.hasPlaceholders = true;
  else if (name === "base64") draft.base64 = "whole";
  else if (name === "base64offset") draft.base64 = "offset";
  else if (Object.hasOwn(encodings, name)) draft.encoding = own(encodings, name) ?? "utf8";
  else if (Object.hasOwn(flagNames, name))
    draft.flags = { ...draft.flags, [own(flagNames, name) ?? "i"]: true };
  else if (own(kinds, name) === "time") draft.part = name as TimePart;
  else if (!Object.hasOwn(kinds, name)) return false;
  return true;
}

/** Two modifiers of which at most one may stand. */
function doubled(names: readonly string[]): readonly [string, string] | null {
  const groups: readonly ((name: string) => boolean)[] = [
    (name) => positions.has(name),
    (name) => comparisons.has(name),
    (name) => Object.hasOwn(encodings, name),
    (name) => name.startsWith("base64"),
    (name) => own(kinds, name) === "time",
  ];
  for (const isOne of groups) {
    const [first, second] = names.filter(isOne);
    if (first !== undefined && second !== undefined) return [first, second];
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? null : [twice, twice];
}

/** Modifiers that stand after one they must stand before. */
function disordered(draft: Draft): readonly [string, string] | null {
  const { names, kind } = draft;
  const at = (isOne: (name: string) => boolean): number => names.findIndex(isOne);
  const encoding = at((name) => Object.hasOwn(encodings, name));
  const coding = at((name) => name.startsWith("base64"));
  if (encoding >= 0 && coding >= 0 && coding < encoding)
    return [names[coding] ?? "", names[encoding] ?? ""];
  const part = at((name) => own(kinds, name) === "time");
  const comparison = at((name) => comparisons.has(name));
  if (part >= 0 && comparison >= 0 && comparison < part)
    return [names[comparison] ?? "", names[part] ?? ""];
  const [first = ""] = names;
  if (kind === "regex" && first !== "re") return [first, "re"];
  const coded = names.find((name) => name === "windash" || name === "expand");
  return coding >= 0 && coded !== undefined && names.indexOf(coded) > coding
    ? [names[coding] ?? "", coded]
    : null;
}

function kindOf(names: readonly string[]): ItemKind {
  const found = names.flatMap((name) => (Object.hasOwn(kinds, name) ? [kinds[name]] : []));
  return found.find((kind) => kind !== "number") ?? found[0] ?? "text";
}

/** Two modifiers that cannot stand together. */
function conflictOf(draft: Draft): readonly [string, string] | null {
  const { names, kind } = draft;
  const clash = doubled(names) ?? disordered(draft);
  if (clash !== null) return clash;
  const stranger = names.find(
    (name) => name !== "neq" && name !== "all" && !fitting[kind].has(name),
  );
  const first = names.find((name) => own(kinds, name) === kind) ?? "";
  if (stranger !== undefined) return [first === "" ? (names[0] ?? "") : first, stranger];
  if (draft.isAll && ["exists", "number", "time"].includes(kind)) return [first, "all"];
  return null;
}

/** Reads the modifiers of an item; null after an error. */
export function readModifiers(
  reporter: Reporter,
  key: string,
  at: number,
): { readonly field: string | null; readonly modifiers: Modifiers } | null {
  const [field = "", ...names] = key.split("|");
  const draft: Draft = {
    kind: kindOf(names),
    position: "whole",
    isAll: false,
    isNegated: false,
    isCased: false,
    flags: { i: false, m: false, s: false },
    comparison: "eq",
    part: "minute",
    isDashed: false,
    encoding: "utf8",
    base64: null,
    hasPlaceholders: false,
    names,
  };
  for (const name of names)
    if (!apply(draft, name)) {
      report(reporter, "error", at, ["sigma/unknown-modifier", { name, field }]);
      return null;
    }
  const clash = conflictOf(draft);
  if (clash !== null) {
    const [first, second] = clash;
    report(reporter, "error", at, ["sigma/modifier-conflict", { first, second }]);
    return null;
  }
  const needsField = draft.kind !== "text" && draft.kind !== "regex";
  if (field === "" && needsField) {
    report(reporter, "error", at, ["sigma/missing", { name: "field" }]);
    return null;
  }
  return { field: field === "" ? null : field, modifiers: draft };
}
