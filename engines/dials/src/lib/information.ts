/**
 * What is worth finding out (dials.md §2.4). Two figures, never mixed up: how far an unknown
 * moves a dial, read off the outer draws already played, and what knowing it is worth to a choice
 * (EVPPI; EVSI for an imperfect check). Pure functions of numbers handed in.
 */
import { exp, invariant, normalCdf, normalQuantile, seeded, uniform } from "@vallgrav/kernel";
import type { DrawKey } from "@vallgrav/kernel";
import { quantileOf } from "./quantiles.ts";
import { meanOf, squaresOf, sumOf } from "./sums.ts";

/** How an unknown and a dial go together over outer draws: a first-order effect, not a cause. */
export type Movement = {
  /** E[Y | low]: the fact is off, or the parameter at its 10 % point. */
  readonly low: number;
  /** E[Y | high]: the fact is on, or the parameter at its 90 % point. */
  readonly high: number;
  /** Share of the variance of Y over the draws that the unknown goes with, 0–1. */
  readonly share: number;
  /** The share that 95 of 100 unknowns without any meaning stay below. */
  readonly noise: number;
  /** Whether the share stands out from what chance alone makes. */
  readonly isClear: boolean;
};

/** How noise is found: permutations of the unknown, their chance by key. */
export type Noise = { readonly key: DrawKey; readonly permutations: number };

/** The 90 % point of the standard normal distribution. */
const tenth = 1.281_551_565_544_600_4;

/** Normal scores of ranks; equal values share the score of their mean rank. */
function normalScores(values: Float64Array): Float64Array {
  const order = [...values.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
  const scores = new Float64Array(values.length);
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end < order.length && values[order[end] ?? 0] === values[order[start] ?? 0]) end += 1;
    const score = normalQuantile((start + end) / 2 / order.length);
    for (let at = start; at < end; at += 1) scores[order[at] ?? 0] = score;
    start = end;
  }
  return scores;
}

function isBinary(values: Float64Array): boolean {
  return values.every((value) => value === 0 || value === 1);
}

/** Σ (x − x̄)(y − ȳ). */
function products(x: Float64Array, y: Float64Array): number {
  const [a, b] = [meanOf(x), meanOf(y)];
  return sumOf(x.map((value, at) => (value - a) * ((y[at] ?? 0) - b)));
}

function shareOf(x: Float64Array, y: Float64Array): number {
  const [sx, sy] = [squaresOf(x, meanOf(x)), squaresOf(y, meanOf(y))];
  if (sx <= 0 || sy <= 0) return 0;
  const both = products(x, y);
  return Math.min(1, (both * both) / (sx * sy));
}

/** The nth permutation of the numbers below `length`: Fisher and Yates, chance looked up by key. */
function permuted(x: Float64Array, { key }: Noise, nth: number): Float64Array {
  const mixed = x.slice();
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = Math.floor(uniform(key, nth, at) * (at + 1));
    const [a, b] = [mixed[at] ?? 0, mixed[other] ?? 0];
    mixed[at] = b;
    mixed[other] = a;
  }
  return mixed;
}

/** The value at the 95 % point of so many, by order statistic. */
function ninetyFifth(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(0.95 * sorted.length) - 1] ?? 0;
}

/**
 * How far an unknown moves a dial: a straight line over the unknown (0 and 1 for a fact, normal
 * scores of ranks for a parameter), least squares over outer draws. Cost: draws × permutations.
 * @param unknown its value per outer draw
 * @param dial the dial's mean per outer draw
 */
export function movement(unknown: Float64Array, dial: Float64Array, noise: Noise): Movement {
  invariant(unknown.length === dial.length && unknown.length > 0, "a value and a dial per draw");
  const isFact = isBinary(unknown);
  const x = isFact ? unknown : normalScores(unknown);
  const spread = squaresOf(x, meanOf(x));
  const slope = spread <= 0 ? 0 : products(x, dial) / spread;
  const at = (value: number): number => meanOf(dial) + slope * (value - meanOf(x));
  const share = shareOf(x, dial);
  const chance = Array.from({ length: noise.permutations }, (_, nth) =>
    shareOf(permuted(x, noise, nth), dial),
  );
  const limit = ninetyFifth(chance);
  return {
    low: isFact ? at(0) : at(-tenth),
    high: isFact ? at(1) : at(tenth),
    share,
    noise: limit,
    isClear: share > limit,
  };
}

function checkTable(chances: readonly number[], gains: readonly (readonly number[])[]): void {
  invariant(Math.abs(sumOf(chances) - 1) < 1e-9, "probabilities sum to 1");
  invariant(
    gains.length > 0 && gains.every((of) => of.length === chances.length),
    "one gain per plan and state",
  );
}

/**
 * Expected value of perfect information about which of several states holds:
 * `Σ_b P(b)·max_d B(d,b) − max_d Σ_b P(b)·B(d,b)`; never negative.
 * @param chances probability of each state
 * @param gains by plan, then state; doing nothing is a plan of its own
 */
export function evppi(chances: readonly number[], gains: readonly (readonly number[])[]): number {
  checkTable(chances, gains);
  const best = sumOf(
    chances.map((chance, state) => chance * Math.max(...gains.map((of) => of[state] ?? 0))),
  );
  const now = Math.max(
    ...gains.map((of) => sumOf(of.map((gain, state) => gain * (chances[state] ?? 0)))),
  );
  return Math.max(0, best - now);
}

/** How often a check is right: where the fact holds, and where it does not. */
export type Check = { readonly sensitivity: number; readonly specificity: number };

/**
 * Expected value of an imperfect check of one fact: Bayes over its two outcomes. With both
 * figures 1 it is {@link evppi}; with a check that says nothing it is 0.
 * @param chance probability that the fact holds
 * @param gains by plan: where it does not hold, where it does
 */
export function evsi(
  chance: number,
  gains: readonly (readonly [off: number, on: number])[],
  { sensitivity, specificity }: Check,
): number {
  const bestOf = (off: number, on: number): number =>
    Math.max(...gains.map(([without, withIt]) => off * without + on * withIt));
  const yes = bestOf((1 - chance) * (1 - specificity), chance * sensitivity);
  const no = bestOf((1 - chance) * specificity, chance * (1 - sensitivity));
  return Math.max(0, yes + no - bestOf(1 - chance, chance));
}

/** Perfect information on a gain ~ N(m, s²) against doing nothing: s·φ(m/s) + m·Φ(m/s) − m⁺. */
export function evppiNormal(mean: number, sd: number): number {
  if (sd <= 0) return 0;
  const z = mean / sd;
  const density = exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return Math.max(0, sd * density + mean * normalCdf(z) - Math.max(0, mean));
}

/** Solves a symmetric 3 × 3 system by Cramer's rule; zeros where it has no one solution. */
function solveThree(
  m: readonly [number, number, number, number, number, number],
  [p, q, r]: readonly [number, number, number],
): readonly [number, number, number] {
  const [a, b, c, d, e, f] = m;
  const det = a * (d * f - e * e) - b * (b * f - c * e) + c * (b * e - c * d);
  if (Math.abs(det) < 1e-12) return [0, 0, 0];
  return [
    (p * (d * f - e * e) - b * (q * f - e * r) + c * (q * e - d * r)) / det,
    (a * (q * f - e * r) - p * (b * f - c * e) + c * (b * r - c * q)) / det,
    (a * (d * r - q * e) - b * (b * r - q * c) + p * (b * e - c * d)) / det,
  ];
}

/** Fits of y on 1, z and z² − 1. */
function fitted(z: Float64Array, y: Float64Array): Float64Array {
  const w = z.map((value) => value * value - 1);
  const dot = (one: Float64Array, other: Float64Array): number =>
    sumOf(one.map((value, at) => value * (other[at] ?? 0)));
  const [b0, b1, b2] = solveThree(
    [z.length, sumOf(z), sumOf(w), dot(z, z), dot(z, w), dot(w, w)],
    [sumOf(y), dot(z, y), dot(w, y)],
  );
  return z.map((value, at) => b0 + b1 * value + b2 * (w[at] ?? 0));
}

function rawRegressed(z: Float64Array, differences: readonly Float64Array[]): number {
  const fits = differences.map((of) => fitted(z, of));
  const best = z.map((_, draw) => Math.max(0, ...fits.map((fit) => fit[draw] ?? 0)));
  return meanOf(best) - Math.max(0, ...differences.map((of) => meanOf(of)));
}

/**
 * EVPPI of a class parameter from outer draws: gains over the best plan are regressed on the normal
 * scores z of the parameter as 1, z, z² − 1. The mean over permutations is taken off, since the raw
 * figure is positive for a parameter that means nothing; null below their 95 % point.
 * @param gains by plan, then outer draw
 * @param many parameters looked at: the point is then one that any of them passes by chance in one
 * of twenty; there must be 20 · many permutations or more for it to lie below the highest
 */
export function evppiRegressed(
  parameter: Float64Array,
  gains: readonly Float64Array[],
  noise: Noise,
  many = 1,
): number | null {
  const means = gains.map((of) => meanOf(of));
  const best = gains[means.indexOf(Math.max(...means))];
  invariant(best !== undefined, "at least one plan");
  const differences = gains
    .filter((of) => of !== best)
    .map((of) => of.map((gain, draw) => gain - (best[draw] ?? 0)));
  const z = normalScores(parameter);
  const raw = rawRegressed(z, differences);
  const chance = Array.from({ length: noise.permutations }, (_, nth) =>
    rawRegressed(permuted(z, noise, nth), differences),
  );
  const point = quantileOf(Float64Array.from(chance).sort(), 1 - 0.05 / many);
  return raw > point ? Math.max(0, raw - meanOf(chance)) : null;
}

/** The key of the noise of one unknown under a seed. */
export function noiseKey(unknown: DrawKey, seed: string): DrawKey {
  return seeded(unknown, `${seed}/noise`);
}
