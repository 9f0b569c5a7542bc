/** What can be wrong with a document of any format, as data, and how it is gathered. */
import type { Problem, Severity, Where } from "@vallgrav/kernel";
import type { NoArgs } from "../language/problems.ts";

/** What a member of a document should be. */
export type Expected = "map" | "list" | "text" | "number" | "boolean" | "known-word";

/** Limits of a document that {@link FormatProblem} can name. */
export type FormatLimitName = "characters" | "depth" | "values";

/** What can be wrong with a document. Places are `line:column`. */
export type FormatProblem =
  | Problem<"mal/document-syntax", { readonly found: string }>
  | Problem<"mal/document-limit", { readonly what: FormatLimitName; readonly limit: number }>
  | Problem<"mal/document-duplicate", { readonly member: string }>
  | Problem<"mal/document-expected", { readonly member: string; readonly expected: Expected }>
  | Problem<"mal/document-missing", { readonly member: string }>
  | Problem<"mal/document-unknown", { readonly member: string }>
  | Problem<"mal/document-name", { readonly name: string }>
  | Problem<"mal/document-number", { readonly number: string }>
  | Problem<
      "mal/model-name-differs",
      { readonly asset: string; readonly name: string; readonly found: string }
    >
  | Problem<"mal/model-name-twice", { readonly name: string }>
  | Problem<"mal/model-association", { readonly association: string }>
  | Problem<"mal/model-reference", { readonly asset: string }>
  | Problem<"mal/scad-no-model", NoArgs>
  | Problem<"mal/scad-distribution", { readonly defence: string; readonly found: string }>
  | Problem<"mal/more-format-problems", { readonly limit: number }>;

/** Limits on a document, so that hostile input costs little. */
export type FormatLimits = {
  /** UTF-16 units. */
  readonly characters: number;
  /** Nesting of maps and lists. */
  readonly depth: number;
  /** Values of all kinds, those of YAML's references counted wherever they stand. */
  readonly values: number;
  readonly problems: number;
};

/** Room for a model of some 500 000 assets. */
export const defaultFormatLimits: FormatLimits = {
  characters: 268_435_456,
  depth: 800,
  values: 20_000_000,
  problems: 1_000,
};

/** A document being read: where it is from and what was wrong with it so far. */
export type FormatReporter = {
  readonly file: string;
  readonly text: string;
  readonly limits: FormatLimits;
  readonly problems: FormatProblem[];
  /** Offsets at which lines begin; found when the first place is asked for. */
  lines: readonly number[] | null;
  failed: boolean;
};

/** A reporter for one document. */
export function newFormatReporter(
  file: string,
  text: string,
  limits: Partial<FormatLimits>,
): FormatReporter {
  const all = { ...defaultFormatLimits, ...limits };
  return { file, text, limits: all, problems: [], lines: null, failed: false };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** The place of an offset as `line:column`. */
export function whereOf(reporter: FormatReporter, at: number): Where {
  reporter.lines ??= lineStarts(reporter.text);
  let [low, high] = [0, reporter.lines.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((reporter.lines[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  const place = `${low + 1}:${at - (reporter.lines[low] ?? 0) + 1}`;
  return { file: reporter.file, place };
}

type ArgsOf<Code> = Extract<FormatProblem, { readonly code: Code }>["args"];

/** Reports a problem at an offset; beyond the limit there is one notice. */
export function reportFormat<Code extends FormatProblem["code"]>(
  reporter: FormatReporter,
  severity: Exclude<Severity, "notice">,
  at: number,
  [code, args]: readonly [Code, ArgsOf<Code>],
): void {
  const { problems, limits } = reporter;
  if (severity === "error") reporter.failed = true;
  if (problems.length < limits.problems)
    problems.push({ code, severity, at: whereOf(reporter, at), args } as FormatProblem);
  else if (problems.length === limits.problems)
    problems.push({
      code: "mal/more-format-problems",
      severity: "notice",
      at: null,
      args: { limit: limits.problems },
    });
}
