/** Before and after on the same runs: the only way to compare two states of the municipality. */
import type { Band } from "@vallgrav/kernel";
import { invariant } from "@vallgrav/kernel";
import { clustersOf, meanBand } from "./clusters.ts";

/** Means and the difference after − before with its 95 % interval. */
export type Paired = {
  readonly before: number;
  readonly after: number;
  readonly difference: Band;
};

/**
 * Compares run by run, so luck that both share cancels. Two overlapping intervals of the means say
 * nothing about the difference. For a probability hand in 0 and 1, for held days min(T, H).
 */
export function paired(
  before: Float64Array,
  after: Float64Array,
  outer: number,
  inner: number,
): Paired {
  invariant(before.length === after.length, "the same runs before and after");
  const shape = { outer, inner };
  const difference = clustersOf(
    after.map((value, run) => value - (before[run] ?? 0)),
    shape,
  );
  return {
    before: clustersOf(before, shape).mean,
    after: clustersOf(after, shape).mean,
    difference: meanBand(difference, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
  };
}
