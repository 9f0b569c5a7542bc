/**
 * Time expressions: which distributions there are, with which arguments, and where they may stand.
 */
import { unreachable } from "@vallgrav/kernel";
import type { TimeExpression } from "../attack-graph.ts";
import { combine, operation } from "../simulation/distributions.ts";
import type { Reporter } from "./problems.ts";
import { reportError, reportWarning } from "./problems.ts";
import type { TimeSyntax } from "./syntax.ts";

type Distribution = {
  readonly arguments: number;
  readonly isValid: (first: number, second: number) => boolean;
};

const none: Distribution = { arguments: 0, isValid: () => true };

/** Parameters and their ranges; malc and mal-toolbox agree on the list. */
const distributions: ReadonlyMap<string, Distribution> = new Map<string, Distribution>([
  ["Bernoulli", { arguments: 1, isValid: (p) => p >= 0 && p <= 1 }],
  [
    "Binomial",
    { arguments: 2, isValid: (n, p) => Number.isInteger(n) && n >= 0 && p >= 0 && p <= 1 },
  ],
  ["Exponential", { arguments: 1, isValid: (rate) => rate > 0 }],
  ["Gamma", { arguments: 2, isValid: (shape, scale) => shape > 0 && scale > 0 }],
  ["LogNormal", { arguments: 2, isValid: (_, sd) => sd > 0 }],
  ["Pareto", { arguments: 2, isValid: (least, shape) => least > 0 && shape > 0 }],
  ["TruncatedNormal", { arguments: 2, isValid: (_, sd) => sd > 0 }],
  ["Uniform", { arguments: 2, isValid: (low, high) => low <= high }],
  ["Zero", none],
  ["Infinity", none],
  ["EasyAndCertain", none],
  ["EasyAndUncertain", none],
  ["HardAndCertain", none],
  ["HardAndUncertain", none],
  ["VeryHardAndCertain", none],
  ["VeryHardAndUncertain", none],
  ["Enabled", none],
  ["Disabled", none],
]);

const forDefences: ReadonlySet<string> = new Set(["Enabled", "Disabled", "Bernoulli"]);
const onlyForDefences: ReadonlySet<string> = new Set(["Enabled", "Disabled"]);
/** Their 0-or-never has no meaning under `-`, `/` and `^`. */
const chances: ReadonlySet<string> = new Set(["Bernoulli", "EasyAndUncertain"]);

type Call = Extract<TimeSyntax, { readonly kind: "call" }>;

function checkCall(reporter: Reporter, { name, arguments: values, at }: Call): void {
  const distribution = distributions.get(name);
  if (distribution === undefined) {
    reportError(reporter, at, "mal/unknown-distribution", { name });
    return;
  }
  const expected = distribution.arguments;
  if (values.length !== expected)
    reportError(reporter, at, "mal/distribution-arguments", {
      name,
      expected,
      found: values.length,
    });
  else if (!distribution.isValid(values[0] ?? 0, values[1] ?? 0))
    reportError(reporter, at, "mal/distribution-range", { name });
}

/** Distributions that are one number. */
const numbers: ReadonlyMap<string, number> = new Map([
  ["Zero", 0],
  ["Infinity", Number.POSITIVE_INFINITY],
]);

/**
 * The value of an expression without chance, null where there is chance in it. One that has no
 * value (`0 / 0`, `Infinity - Infinity`) is taken as never, with a warning where it stands.
 */
function constantOf(reporter: Reporter, syntax: TimeSyntax): number | null {
  if (syntax.kind === "number") return syntax.value;
  if (syntax.kind === "call") return numbers.get(syntax.name) ?? null;
  const left = constantOf(reporter, syntax.left);
  const right = constantOf(reporter, syntax.right);
  if (left === null || right === null) return null;
  const value = combine(operation[syntax.kind], left, right);
  if (!Number.isNaN(value)) return value;
  reportWarning(reporter, syntax.at, "mal/time-without-value", {});
  return null;
}

/** Checks the time of an attack step and drops the places from it. */
export function readStepTime(reporter: Reporter, syntax: TimeSyntax): TimeExpression {
  const value = constantOf(reporter, syntax);
  if (value !== null && value < 0) reportWarning(reporter, syntax.at, "mal/time-below-zero", {});
  return readTime(reporter, syntax);
}

function readTime(reporter: Reporter, syntax: TimeSyntax): TimeExpression {
  if (syntax.kind === "number") return { kind: "number", value: syntax.value };
  if (syntax.kind === "call") {
    checkCall(reporter, syntax);
    if (onlyForDefences.has(syntax.name)) reportMisplaced(reporter, syntax);
    return { kind: "call", name: syntax.name, arguments: syntax.arguments };
  }
  const { kind, left, right } = syntax;
  if (kind !== "add" && kind !== "multiply")
    for (const side of [left, right])
      if (side.kind === "call" && chances.has(side.name)) reportMisplaced(reporter, side);
  return { kind, left: readTime(reporter, left), right: readTime(reporter, right) };
}

function reportMisplaced(reporter: Reporter, { name, at }: Call): void {
  reportError(reporter, at, "mal/distribution-misplaced", { name });
}

/** Checks what says whether a defence is on: `Enabled`, `Disabled` or `Bernoulli(p)`, alone. */
export function readDefenceTime(reporter: Reporter, syntax: TimeSyntax): TimeExpression | null {
  switch (syntax.kind) {
    case "call":
      checkCall(reporter, syntax);
      if (!forDefences.has(syntax.name) && distributions.has(syntax.name))
        reportMisplaced(reporter, syntax);
      return { kind: "call", name: syntax.name, arguments: syntax.arguments };
    case "number":
      reportError(reporter, syntax.at, "mal/distribution-misplaced", {
        name: String(syntax.value),
      });
      return null;
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "power":
      reportError(reporter, syntax.at, "mal/distribution-misplaced", { name: syntax.kind });
      return null;
    default:
      return unreachable(syntax);
  }
}
