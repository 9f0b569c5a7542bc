/**
 * Interval of a quantile from clustered runs: the interval of the share below it, turned back into
 * values (R. S. Woodruff, JASA 47, 1952; dials.md §1.9).
 */
import { clustersOf, marginOf } from "./clusters.ts";
import type { Shape } from "./clusters.ts";
import { quantileOf } from "./quantiles.ts";

/** 95 %; Infinity where the interval reaches into the runs that never ended. */
export type QuantileInterval = { readonly low: number; readonly high: number };

/**
 * @param values one per run, Infinity allowed; with `sorted`, the same ascending
 * @param q 0 < q < 1
 */
export function woodruff(
  runs: { readonly values: Float64Array; readonly sorted: Float64Array },
  q: number,
  shape: Shape,
): QuantileInterval {
  const { values, sorted } = runs;
  const quantile = quantileOf(sorted, q);
  // F̂ is flat from the last finite value on, and what varies there is the share that ended at all.
  const at = Math.min(quantile, Number.MAX_VALUE);
  const below = Uint8Array.from(values, (value) => (value <= at ? 1 : 0));
  const margin = marginOf(clustersOf(below, shape));
  return {
    low: Math.min(quantile, quantileOf(sorted, q - margin)),
    high: Math.max(quantile, quantileOf(sorted, q + margin)),
  };
}
