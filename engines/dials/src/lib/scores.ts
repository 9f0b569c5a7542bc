/** Scores of a sampled forecast, and weights of tilted runs (dials.md §5.3, §6.6). */
import { invariant } from "@vallgrav/kernel";
import { meanOf, sumOf } from "./sums.ts";

/**
 * Continuous ranked probability score of runs against what happened,
 * mean |X − y| − ½ mean |X − X′|; lower is better. `fair` divides by k(k − 1), which does not
 * favour few runs. Cost: a sort.
 */
export function crps(runs: Float64Array, outcome: number, kind: "plain" | "fair" = "fair"): number {
  const k = runs.length;
  invariant(k >= (kind === "fair" ? 2 : 1), "enough runs to score");
  const sorted = runs.toSorted();
  const distance = meanOf(sorted.map((value) => Math.abs(value - outcome)));
  // Σ over pairs |x − x′| = 2·Σ (2i − k + 1)·x(i) over ascending x(0) … x(k−1).
  const pairs = 2 * sumOf(sorted.map((value, at) => (2 * at - k + 1) * value));
  return distance - pairs / (2 * k * (kind === "fair" ? k - 1 : k));
}

/** A gate whose chance of being open was changed from `nominal` to `tilted` to see rare runs. */
export type TiltedGate = { readonly nominal: number; readonly tilted: number };

/** Likelihood ratio of one run: how often it would come, compared with how often it was drawn. */
export function runWeight(gates: readonly TiltedGate[], isOpen: ArrayLike<number>): number {
  let weight = 1;
  for (const [index, { nominal, tilted }] of gates.entries())
    weight *= isOpen[index] === 1 ? nominal / tilted : (1 - nominal) / (1 - tilted);
  return weight;
}

/** A mean over tilted runs, with what tells whether it may be used at all. */
export type WeightedMean = {
  readonly mean: number;
  /** Should be 1 within 3 standard errors. */
  readonly meanWeight: number;
  /** (Σw)² / Σw²; should be at least 200. */
  readonly effectiveRuns: number;
};

/** Mean of weight · value, not divided by the weights, so unbiased. */
export function weightedMean(values: Float64Array, weights: Float64Array): WeightedMean {
  invariant(values.length === weights.length && values.length > 0, "one weight per run");
  const sum = sumOf(weights);
  const squares = sumOf(weights.map((weight) => weight * weight));
  return {
    mean: meanOf(values.map((value, run) => value * (weights[run] ?? 0))),
    meanWeight: sum / weights.length,
    effectiveRuns: squares > 0 ? (sum * sum) / squares : 0,
  };
}
