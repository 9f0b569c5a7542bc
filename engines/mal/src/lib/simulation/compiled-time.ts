/** Time expressions compiled once to a postfix program, with one uniform per occurrence. */
import { invariant } from "@vallgrav/kernel";
import type { TimeExpression } from "../attack-graph.ts";
import { asTime, combine, operation, quantileOf, takesDraw } from "./distributions.ts";

/** A compiled time: instruction n is `ops[n]` with parameters `first[n]`, `second[n]`. */
export type CompiledTime = {
  readonly ops: Uint8Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** How many uniforms it takes, in the order the distributions stand in the text. */
  readonly draws: number;
  /** Room for its evaluation. */
  readonly stack: Float64Array;
};

type Function = {
  readonly arguments: number;
  readonly isValid: (first: number, second: number) => boolean;
  /** The operation, and its first parameter where the name fixes it. */
  readonly op: number;
  readonly value?: number;
};

const always = (): boolean => true;
const named = (op: number, value: number): Function => ({
  arguments: 0,
  isValid: always,
  op,
  value,
});
const isProbability = (p: number): boolean => p >= 0 && p <= 1;

/** Every function of a time expression ([L34]); `Enabled` is a certain chance. */
const functions: ReadonlyMap<string, Function> = new Map<string, Function>([
  ["Bernoulli", { arguments: 1, isValid: isProbability, op: operation.chance }],
  [
    "Binomial",
    {
      arguments: 2,
      isValid: (n, p) => Number.isSafeInteger(n) && n >= 0 && isProbability(p),
      op: operation.binomial,
    },
  ],
  ["Exponential", { arguments: 1, isValid: (rate) => rate > 0, op: operation.exponential }],
  ["Gamma", { arguments: 2, isValid: (k, scale) => k > 0 && scale > 0, op: operation.gamma }],
  ["LogNormal", { arguments: 2, isValid: (_, sd) => sd > 0, op: operation.logNormal }],
  ["Pareto", { arguments: 2, isValid: (min, k) => min > 0 && k > 0, op: operation.pareto }],
  ["TruncatedNormal", { arguments: 2, isValid: (_, sd) => sd > 0, op: operation.truncatedNormal }],
  ["Uniform", { arguments: 2, isValid: (low, high) => low <= high, op: operation.uniform }],
  ["Zero", named(operation.number, 0)],
  ["Infinity", named(operation.number, Number.POSITIVE_INFINITY)],
  ["EasyAndCertain", named(operation.exponential, 1)],
  ["EasyAndUncertain", named(operation.chance, 0.5)],
  ["HardAndCertain", named(operation.exponential, 0.1)],
  ["HardAndUncertain", named(operation.uncertainExponential, 0.1)],
  ["VeryHardAndCertain", named(operation.exponential, 0.01)],
  ["VeryHardAndUncertain", named(operation.uncertainExponential, 0.01)],
  ["Enabled", named(operation.chance, 1)],
  ["Disabled", named(operation.chance, 0)],
]);

/** What is wrong with one function or number of an expression. */
export type TimeFault = {
  readonly fault: "unknown" | "arguments" | "range";
  readonly name: string;
};

function faultOfCall(name: string, values: readonly number[]): TimeFault | null {
  const found = functions.get(name);
  if (found === undefined) return { fault: "unknown", name };
  if (values.length !== found.arguments) return { fault: "arguments", name };
  const areNumbers = values.every((value) => Number.isFinite(value));
  if (!areNumbers || !found.isValid(values[0] ?? 0, values[1] ?? 0))
    return { fault: "range", name };
  return null;
}

/** The first fault of an expression, in the order of its text; null where there is none. */
export function faultOfTime(time: TimeExpression): TimeFault | null {
  if (time.kind === "number")
    return Number.isNaN(time.value) ? { fault: "range", name: String(time.value) } : null;
  if (time.kind === "call") return faultOfCall(time.name, time.arguments);
  return faultOfTime(time.left) ?? faultOfTime(time.right);
}

type Instruction = { readonly op: number; readonly a: number; readonly b: number };

/** A chance, or a product of chances: with its probability it takes no time at all. */
function isChance(time: TimeExpression): boolean {
  if (time.kind === "multiply") return isChance(time.left) && isChance(time.right);
  return time.kind === "call" && functions.get(time.name)?.op === operation.chance;
}

function emit(time: TimeExpression, asFactor: boolean, into: Instruction[]): void {
  if (time.kind === "number") {
    into.push({ op: operation.number, a: time.value, b: 0 });
    return;
  }
  if (time.kind === "call") {
    const found = functions.get(time.name);
    invariant(found !== undefined, `unknown function ${time.name}`);
    const op = asFactor && found.op === operation.chance ? operation.chanceFactor : found.op;
    into.push({ op, a: found.value ?? time.arguments[0] ?? 0, b: time.arguments[1] ?? 0 });
    return;
  }
  const isProductOfChances = isChance(time);
  const factors =
    time.kind === "multiply" || time.kind === "divide" || time.kind === "power"
      ? !isProductOfChances || asFactor
      : false;
  emit(time.left, factors, into);
  emit(time.right, factors, into);
  const kind = isProductOfChances && !asFactor ? "add" : time.kind;
  into.push({ op: operation[kind], a: 0, b: 0 });
}

/** Compiles an expression without faults. Linear in its size. */
export function compileTime(time: TimeExpression): CompiledTime {
  const code: Instruction[] = [];
  emit(time, false, code);
  let depth = 0;
  let deepest = 0;
  for (const { op } of code) {
    depth += op < operation.add ? 1 : -1;
    if (depth > deepest) deepest = depth;
  }
  return {
    ops: Uint8Array.from(code, ({ op }) => op),
    first: Float64Array.from(code, ({ a }) => a),
    second: Float64Array.from(code, ({ b }) => b),
    draws: code.filter(({ op }) => takesDraw(op)).length,
    stack: new Float64Array(deepest),
  };
}

/**
 * Days at the given uniforms, one for each occurrence; in [0, ∞], never NaN. A chance is 0 or ∞ in
 * sums and 1 or ∞ in products; a product of chances only is a chance.
 */
export function timeAt(time: CompiledTime, uniforms: ArrayLike<number>): number {
  const { ops, first, second, stack } = time;
  let top = 0;
  let draw = 0;
  for (let at = 0; at < ops.length; at += 1) {
    const op = ops[at] ?? 0;
    if (op < operation.add) {
      const u = takesDraw(op) ? (uniforms[draw] ?? 0.5) : 0.5;
      if (takesDraw(op)) draw += 1;
      stack[top] = quantileOf(op, first[at] ?? 0, second[at] ?? 0, u);
      top += 1;
    } else {
      top -= 1;
      stack[top - 1] = combine(op, stack[top - 1] ?? 0, stack[top] ?? 0);
    }
  }
  return asTime(stack[0] ?? 0);
}

/** Whether a compiled time is the same in every run, and then which; null otherwise. */
export function constantOf(time: CompiledTime): number | null {
  return time.draws === 0 ? timeAt(time, []) : null;
}
