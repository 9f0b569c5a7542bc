/**
 * Distributions of time by their inverse distribution functions: one uniform per draw, whatever the
 * family, so that the same draw can be compared under two plans (dials.md §6.7). Parameters and
 * validity are those of the language ([L34]); the unit is days.
 */
import { betaCdf, exp, ln, normalCdf, normalQuantile } from "@vallgrav/kernel";
import { gammaQuantile } from "./gamma-quantile.ts";

/** What an instruction of a compiled time does; up to `truncatedNormal` it stands alone. */
export const operation = {
  number: 0,
  exponential: 1,
  uncertainExponential: 2,
  /** Never, or 0 days with the given probability. */
  chance: 3,
  /** Never, or 1 with the given probability: a chance as a factor. */
  chanceFactor: 4,
  uniform: 5,
  logNormal: 6,
  gamma: 7,
  binomial: 8,
  pareto: 9,
  truncatedNormal: 10,
  add: 11,
  subtract: 12,
  multiply: 13,
  divide: 14,
  power: 15,
} as const;

/** Whether an operation takes a uniform. */
export function takesDraw(op: number): boolean {
  return op > operation.number && op < operation.add;
}

/** The smallest k with P(X ≤ k) ≥ u for X ~ Binomial(n, p), by bisection over k. */
function binomialQuantile(u: number, n: number, p: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return n;
  let low = -1;
  let high = n;
  while (high - low > 1) {
    const k = Math.floor((low + high) / 2);
    if (betaCdf(1 - p, n - k, k + 1) < u) low = k;
    else high = k;
  }
  return high;
}

/**
 * Quantile of N(mean, sd²) given that it is ≥ 0. Works in the tail that is smaller, so it keeps its
 * digits; beyond 38 standard deviations the tail is exponential to within its square.
 */
function truncatedNormalQuantile(u: number, mean: number, sd: number): number {
  const z = mean / sd;
  const whole = normalCdf(z);
  if (z < -37) return (ln(1 - u) * sd) / z;
  const upper = (1 - u) * whole;
  const value =
    upper < 0.5
      ? mean - sd * normalQuantile(upper)
      : mean + sd * normalQuantile(normalCdf(-z) + u * whole);
  return value > 0 ? value : 0;
}

/**
 * Value of a single distribution at the uniform u in (0, 1); non-decreasing in u.
 * @param op one of {@link operation} before `add`
 * @param a its first parameter, as the language has it
 * @param b its second parameter
 */
export function quantileOf(op: number, a: number, b: number, u: number): number {
  switch (op) {
    case operation.number:
      return a;
    case operation.exponential:
      return -ln(1 - u) / a;
    case operation.uncertainExponential:
      return u < 0.5 ? -ln(1 - 2 * u) / a : Number.POSITIVE_INFINITY;
    case operation.chance:
      return u < a ? 0 : Number.POSITIVE_INFINITY;
    case operation.chanceFactor:
      return u < a ? 1 : Number.POSITIVE_INFINITY;
    case operation.uniform:
      return a + (b - a) * u;
    case operation.logNormal:
      return exp(a + b * normalQuantile(u));
    case operation.gamma:
      return b * gammaQuantile(u, a);
    case operation.binomial:
      return binomialQuantile(u, a, b);
    case operation.pareto:
      return a * exp(-ln(1 - u) / b);
    case operation.truncatedNormal:
      return truncatedNormalQuantile(u, a, b);
    default:
      return Number.NaN;
  }
}

/** Whole powers by repeated squaring, so that 2^3 is 8 exactly. */
function wholePower(base: number, exponent: number): number {
  let value = 1;
  let square = base;
  for (let rest = exponent < 0 ? -exponent : exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) value *= square;
    square *= square;
  }
  return exponent < 0 ? 1 / value : value;
}

function power(base: number, exponent: number): number {
  if (base === 1 || exponent === 0) return 1;
  if (Number.isInteger(exponent) && exponent > -1024 && exponent < 1024)
    return wholePower(base, exponent);
  if (base < 0) return Number.NaN;
  return exp(exponent * ln(base));
}

/** Arithmetic over drawn values; what has no value (∞ − ∞, 0 · ∞, 0 / 0) is NaN. */
export function combine(op: number, left: number, right: number): number {
  switch (op) {
    case operation.add:
      return left + right;
    case operation.subtract:
      return left - right;
    case operation.multiply:
      return left * right;
    case operation.divide:
      return left / right;
    case operation.power:
      return power(left, right);
    default:
      return Number.NaN;
  }
}

/** A result as a time: clamped to [0, ∞], and never where it has no value. */
export function asTime(value: number): number {
  return value > 0 ? value : value <= 0 ? 0 : Number.POSITIVE_INFINITY;
}
