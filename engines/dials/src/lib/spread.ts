/** The second dial's figures of one unit: mean, 95 % quantile, mean of the worst 5 %. */
import { invariant } from "@vallgrav/kernel";
import type { Band } from "@vallgrav/kernel";
import { checkShape, clustersOf, knowledgeBand, marginOf, meanBand } from "./clusters.ts";
import { quantileOf } from "./quantiles.ts";
import { sumOf } from "./sums.ts";

/** A loss over campaigns. Means add across services; quantiles and tails need the joint sum. */
export type SpreadFigures = {
  readonly mean: number;
  /** 0 whenever fewer than 5 % of the campaigns do harm; never show it alone. */
  readonly p95: number;
  /** Mean of the worst 5 %. */
  readonly tail95: number;
  /** 95 %. */
  readonly sampling: { readonly mean: Band; readonly tail95: Band };
  /** 80 %. */
  readonly knowledge: { readonly mean: Band };
  /** The largest 1 % of the runs carry more than 30 % of the mean: the intervals are too narrow. */
  readonly restsOnFewRuns: boolean;
};

function isCarriedByFew(sorted: Float64Array): boolean {
  const few = Math.ceil(sorted.length / 100);
  const largest = sumOf(sorted, sorted.length - few);
  return largest > 0.3 * sumOf(sorted);
}

/**
 * @param values loss per run, ≥ 0 and finite; slot m · inner + i
 * @throws {InvariantBroken} when they are not
 */
export function spread(values: Float64Array, outer: number, inner: number): SpreadFigures {
  const shape = { outer, inner };
  checkShape(values, shape);
  invariant(
    values.every((value) => value >= 0 && value < Infinity),
    "losses are finite and not negative",
  );
  const sorted = values.toSorted();
  const p95 = quantileOf(sorted, 0.95);
  const clusters = clustersOf(values, shape);
  const excess = clustersOf(
    values.map((value) => Math.max(0, value - p95) / 0.05),
    shape,
  );
  const tail95 = Math.max(p95 + excess.mean, clusters.mean);
  const margin = marginOf(excess);
  return {
    mean: clusters.mean,
    p95,
    tail95,
    sampling: {
      mean: meanBand(clusters, 0, Number.POSITIVE_INFINITY),
      tail95: { value: tail95, low: Math.max(0, tail95 - margin), high: tail95 + margin },
    },
    knowledge: { mean: knowledgeBand(clusters) },
    restsOnFewRuns: isCarriedByFew(sorted),
  };
}
