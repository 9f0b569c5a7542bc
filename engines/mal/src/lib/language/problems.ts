/** Everything that can be wrong with a language's source text, as data, and how it is gathered. */
import type { Problem, Severity, Where } from "@vallgrav/kernel";

/** Of problems that their code and place say all about. */
export type NoArgs = Readonly<Record<string, never>>;

/** What can be wrong with how the text is written. Places are `line:column`, both from 1. */
export type SyntaxProblem =
  | Problem<"mal/byte-order-mark", NoArgs>
  | Problem<"mal/unexpected-character", { readonly character: string }>
  | Problem<"mal/unterminated-comment", NoArgs>
  | Problem<"mal/unterminated-string", NoArgs>
  | Problem<"mal/bad-escape", { readonly escape: string }>
  | Problem<"mal/text-after-quotes", NoArgs>
  | Problem<"mal/digit-first-name", { readonly name: string }>
  | Problem<"mal/number-too-large", { readonly number: string }>
  | Problem<"mal/unexpected", { readonly found: string; readonly expected: string }>
  | Problem<"mal/not-exist-spelling", NoArgs>
  | Problem<"mal/detector-as-comment", NoArgs>
  | Problem<"mal/file-missing", { readonly path: string }>
  | Problem<"mal/include-outside", { readonly path: string }>
  | Problem<"mal/include-cycle", { readonly path: string }>
  | Problem<"mal/too-deep", { readonly limit: number }>
  | Problem<"mal/too-large", { readonly what: LimitName; readonly limit: number }>
  | Problem<"mal/more-problems", { readonly limit: number }>
  | Problem<"mal/not-in-toolbox", { readonly what: string }>;

/** What can be wrong with what is declared. */
export type DeclarationProblem =
  | Problem<"mal/missing-define", { readonly key: string }>
  | Problem<"mal/duplicate-define", { readonly key: string }>
  | Problem<"mal/bad-version", { readonly version: string }>
  | Problem<"mal/reserved-name", { readonly name: string }>
  | Problem<"mal/duplicate-meta", { readonly key: string }>
  | Problem<"mal/duplicate-asset", { readonly asset: string }>
  | Problem<"mal/unknown-asset", { readonly asset: string }>
  | Problem<"mal/inheritance-cycle", { readonly asset: string }>
  | Problem<"mal/abstract-unused", { readonly asset: string }>
  | Problem<"mal/bad-multiplicity", { readonly multiplicity: string }>
  | Problem<"mal/unusual-multiplicity", { readonly multiplicity: string }>
  | Problem<"mal/duplicate-field", { readonly asset: string; readonly field: string }>
  | Problem<"mal/field-named-as-step", { readonly asset: string; readonly name: string }>
  | Problem<"mal/duplicate-association", { readonly association: string }>
  | Problem<"mal/duplicate-variable", { readonly asset: string; readonly variable: string }>
  | Problem<"mal/variable-redefined", { readonly asset: string; readonly variable: string }>
  | Problem<"mal/duplicate-step", { readonly asset: string; readonly step: string }>
  | Problem<"mal/duplicate-detector", { readonly step: string; readonly detector: string }>
  | Problem<
      "mal/kind-changed",
      { readonly step: string; readonly kind: string; readonly was: string }
    >
  | Problem<"mal/risk-on-gate", { readonly step: string }>
  | Problem<"mal/duplicate-risk", { readonly step: string; readonly risk: string }>
  | Problem<"mal/mode-on-gate", { readonly step: string }>
  | Problem<"mal/requires-missing", { readonly step: string }>
  | Problem<"mal/requires-misplaced", { readonly step: string }>
  | Problem<"mal/several-not-exist", { readonly step: string }>
  | Problem<"mal/nothing-to-extend", { readonly step: string }>;

/** What can be wrong with expressions: over assets, and over time. */
export type ExpressionProblem =
  | Problem<"mal/unknown-field", { readonly asset: string; readonly field: string }>
  | Problem<"mal/unknown-variable", { readonly asset: string; readonly variable: string }>
  | Problem<"mal/unknown-step", { readonly asset: string; readonly step: string }>
  | Problem<"mal/not-a-step", NoArgs>
  | Problem<"mal/variable-cycle", { readonly asset: string; readonly variable: string }>
  | Problem<"mal/no-common-type", { readonly left: string; readonly right: string }>
  | Problem<"mal/not-a-subtype", { readonly type: string; readonly of: string }>
  | Problem<"mal/closure-leaves-type", { readonly type: string; readonly start: string }>
  | Problem<"mal/reach-to-gate", { readonly asset: string; readonly step: string }>
  | Problem<"mal/time-misplaced", { readonly step: string }>
  | Problem<"mal/time-on-effect", { readonly step: string }>
  | Problem<"mal/time-without-value", NoArgs>
  | Problem<"mal/time-below-zero", NoArgs>
  | Problem<"mal/bad-rate", { readonly rate: number }>
  | Problem<"mal/unknown-distribution", { readonly name: string }>
  | Problem<"mal/distribution-misplaced", { readonly name: string }>
  | Problem<
      "mal/distribution-arguments",
      { readonly name: string; readonly expected: number; readonly found: number }
    >
  | Problem<"mal/distribution-range", { readonly name: string }>;

/** Every problem {@link compileLanguage} can report. */
export type LanguageProblem = SyntaxProblem | DeclarationProblem | ExpressionProblem;

/** Limits on a language's text, so that hostile input costs little. */
export type LanguageLimits = {
  /** UTF-16 units of all files together. */
  readonly characters: number;
  readonly files: number;
  /** Nesting of parentheses, of includes and of inheritance; five times this for expressions. */
  readonly depth: number;
  /** Parts of one expression. */
  readonly expressionParts: number;
  /**
   * Fields and steps of all assets with all their parts, inherited ones counted where inherited.
   */
  readonly members: number;
  readonly problems: number;
};

/** Names of the limits that end in `mal/too-large`. */
export type LimitName = "characters" | "files" | "expressionParts" | "members";

/** Room for languages some fifty times coreLang's size. */
export const defaultLanguageLimits: LanguageLimits = {
  characters: 8_000_000,
  files: 500,
  depth: 100,
  expressionParts: 400,
  members: 500_000,
  problems: 1_000,
};

/**
 * Another implementation whose rules are followed where they differ from malc's (SPEC T). Its
 * number is part of the name: later ones may differ again.
 */
export type Compat = "toolbox-2.9";

/** Gathers problems, at most `limits.problems` of them. */
export type Reporter = {
  readonly limits: LanguageLimits;
  /** Null: malc's rules. */
  readonly compat: Compat | null;
  readonly problems: LanguageProblem[];
  /** True once an error was reported, even one beyond the limit. */
  failed: boolean;
};

type ArgsOf<Code> = Extract<LanguageProblem, { readonly code: Code }>["args"];

/** An empty reporter. */
export function newReporter(limits: LanguageLimits, compat: Compat | null = null): Reporter {
  return { limits, compat, problems: [], failed: false };
}

/** Reports what the toolbox cannot read, where its rules are asked for. */
export function refuseInToolbox(reporter: Reporter, at: Where, what: string): void {
  if (reporter.compat !== null) reportError(reporter, at, "mal/not-in-toolbox", { what });
}

function report<Code extends LanguageProblem["code"]>(
  reporter: Reporter,
  severity: Severity,
  at: Where | null,
  [code, args]: readonly [Code, ArgsOf<Code>],
): void {
  const { problems, limits } = reporter;
  if (severity === "error") reporter.failed = true;
  if (problems.length < limits.problems)
    problems.push({ code, severity, at, args } as LanguageProblem);
  else if (problems.length === limits.problems)
    problems.push({
      code: "mal/more-problems",
      severity: "notice",
      at: null,
      args: { limit: limits.problems },
    });
}

/** Reports an error: the language does not compile. */
export function reportError<Code extends LanguageProblem["code"]>(
  reporter: Reporter,
  at: Where | null,
  code: Code,
  args: ArgsOf<Code>,
): void {
  report(reporter, "error", at, [code, args]);
}

/** Reports a warning: the language compiles, but look at it. */
export function reportWarning<Code extends LanguageProblem["code"]>(
  reporter: Reporter,
  at: Where | null,
  code: Code,
  args: ArgsOf<Code>,
): void {
  report(reporter, "warning", at, [code, args]);
}
