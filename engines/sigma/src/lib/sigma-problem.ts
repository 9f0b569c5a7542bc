/** What can be wrong with Sigma documents, as data, and how it is gathered. */
import type { Problem, Severity, Where } from "@vallgrav/kernel";

type None = Readonly<Record<string, never>>;

/** Limits that a problem can name. */
export type SigmaLimitName =
  | "characters"
  | "depth"
  | "values"
  | "documents"
  | "condition"
  | "regex"
  | "combinations"
  | "chain";

/** What a member should have been. */
export type SigmaExpected =
  | "map"
  | "list"
  | "text"
  | "number"
  | "boolean"
  | "one-value"
  | "known-word"
  | "timespan"
  | "whole-text"
  | "percentile"
  | "bounds";

/** Problems of this engine. Places are `line:column`. */
export type SigmaProblem =
  /** The text is no YAML. */
  | Problem<"sigma/yaml", { readonly found: string }>
  /** A key stands twice in one map. */
  | Problem<"sigma/yaml-duplicate", { readonly name: string }>
  /** A reference (`*x`) or a tag (`!x`): rules have no use for them, attackers do. */
  | Problem<"sigma/yaml-reference", { readonly found: string }>
  /** More than allowed. */
  | Problem<"sigma/too-large", { readonly what: SigmaLimitName; readonly limit: number }>
  /** Neither rule, correlation nor filter. */
  | Problem<"sigma/not-a-document", None>
  | Problem<"sigma/missing", { readonly name: string }>
  | Problem<"sigma/expected", { readonly name: string; readonly expected: SigmaExpected }>
  | Problem<"sigma/unknown-value", { readonly name: string; readonly found: string }>
  /** A list, map or text that says nothing. */
  | Problem<"sigma/empty", { readonly name: string }>
  | Problem<"sigma/null-in-list", { readonly name: string }>
  /** Field names are of another taxonomy, which nothing here translates. */
  | Problem<"sigma/taxonomy", { readonly found: string }>
  /** The condition cannot be read from here on. */
  | Problem<"sigma/condition", { readonly found: string }>
  /** A version 1 aggregation (`| count() …`); correlations took its place. */
  | Problem<"sigma/condition-aggregation", { readonly found: string }>
  | Problem<"sigma/upper-case-operator", { readonly found: string }>
  | Problem<"sigma/no-such-selection", { readonly name: string }>
  /** A pattern that no selection fits would silently change what the rule means. */
  | Problem<"sigma/empty-pattern", { readonly name: string }>
  | Problem<"sigma/unused-selection", { readonly name: string }>
  | Problem<"sigma/unknown-modifier", { readonly name: string; readonly field: string }>
  | Problem<"sigma/modifier-conflict", { readonly first: string; readonly second: string }>
  | Problem<"sigma/modifier-value", { readonly name: string; readonly expected: SigmaExpected }>
  | Problem<"sigma/number-as-text", { readonly field: string }>
  | Problem<"sigma/single-all", { readonly field: string }>
  /** `\*` between backslashes is a star, not a wildcard; seldom meant. */
  | Problem<"sigma/escaped-star", { readonly found: string }>
  | Problem<"sigma/regex", { readonly found: string }>
  | Problem<"sigma/regex-unsupported", { readonly found: string }>
  | Problem<"sigma/cidr", { readonly found: string }>
  | Problem<"sigma/no-such-rule", { readonly name: string }>
  | Problem<"sigma/rule-circle", { readonly name: string }>
  | Problem<"sigma/duplicate-id", { readonly id: string }>
  | Problem<"sigma/duplicate-name", { readonly name: string }>
  | Problem<"sigma/no-such-alias", { readonly name: string }>
  /** A filter is joined by AND: without `not` it keeps only what it describes. */
  | Problem<"sigma/filter-keeps", { readonly name: string }>
  | Problem<"sigma/more-problems", { readonly limit: number }>;

/** Their codes. */
export type SigmaProblemCode = SigmaProblem["code"];

/** Limits on a file of rules, so that hostile input costs little. */
export type SigmaLimits = {
  /** UTF-16 units of one file. */
  readonly characters: number;
  /** Nesting of maps and lists. */
  readonly depth: number;
  /** Values of all kinds in one file. */
  readonly values: number;
  readonly documents: number;
  /** Words of one condition. */
  readonly condition: number;
  /** States of one regular expression's automaton. */
  readonly regex: number;
  /** Values that placeholders of one text may become. */
  readonly combinations: number;
  readonly problems: number;
};

/** Room for the largest public rules (5 000 values) many times over. */
export const defaultSigmaLimits: SigmaLimits = {
  characters: 4_194_304,
  depth: 64,
  values: 200_000,
  documents: 1_000,
  condition: 2_000,
  regex: 20_000,
  combinations: 10_000,
  problems: 1_000,
};

/** A file being read: where it is from and what was wrong with it so far. */
export type Reporter = {
  readonly file: string;
  readonly text: string;
  readonly limits: SigmaLimits;
  readonly problems: SigmaProblem[];
  /** Offsets at which lines begin; found when the first place is asked for. */
  lines: readonly number[] | null;
  /** Errors so far, kept or not. */
  errors: number;
};

/** A reporter for one file. */
export function newReporter(file: string, text: string, limits: Partial<SigmaLimits>): Reporter {
  const all = { ...defaultSigmaLimits, ...limits };
  return { file, text, limits: all, problems: [], lines: null, errors: 0 };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** The place of an offset as `line:column`. */
export function whereOf(reporter: Reporter, at: number): Where {
  reporter.lines ??= lineStarts(reporter.text);
  let line = 0;
  let past = reporter.lines.length;
  while (line < past - 1) {
    const middle = (line + past) >> 1;
    if ((reporter.lines[middle] ?? 0) <= at) line = middle;
    else past = middle;
  }
  const column = at - (reporter.lines[line] ?? 0) + 1;
  return { file: reporter.file, place: `${line + 1}:${column}` };
}

type ArgsOf<C extends SigmaProblemCode> = Extract<SigmaProblem, { readonly code: C }>["args"];

/** Makes a problem; code and arguments belong together. */
export function sigmaProblem<C extends SigmaProblemCode>(
  severity: Severity,
  at: Where | null,
  code: C,
  args: ArgsOf<C>,
): SigmaProblem {
  return { code, severity, at, args } as unknown as SigmaProblem;
}

/** Reports a problem at an offset; beyond the limit there is one notice. */
export function report<C extends SigmaProblemCode>(
  reporter: Reporter,
  severity: Severity,
  at: number,
  [code, args]: readonly [C, ArgsOf<C>],
): void {
  const { problems, limits } = reporter;
  if (severity === "error") reporter.errors += 1;
  if (problems.length < limits.problems)
    problems.push(sigmaProblem(severity, whereOf(reporter, at), code, args));
  else if (problems.length === limits.problems)
    problems.push(sigmaProblem("notice", null, "sigma/more-problems", { limit: problems.length }));
}
