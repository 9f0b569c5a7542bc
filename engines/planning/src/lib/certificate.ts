/**
 * What multipliers prove, computed from the constraints alone. Whatever the multipliers are, as
 * long as none is below zero the sum of the constraints they make holds for every plan, so a
 * mistake or a rounding in the solver can weaken a bound but never make it untrue.
 */
import type { Constraint, Programme } from "./simplex.ts";

/** What a sum of constraints says of a box. */
export type Certificate = {
  /** No point of the box costs less. */
  readonly bound: number;
  /** Per measure: how much the proof changes where the measure is chosen, were the box wider. */
  readonly slopes: Float64Array;
};

/** A sum of constraints: Σ multiplier · left ≥ Σ multiplier · right. */
type Sum = { readonly left: Float64Array; right: number };

function sumOf(
  lp: Programme,
  multipliers: Iterable<{ readonly constraint: Constraint; readonly multiplier: number }>,
): Sum {
  const sum: Sum = { left: new Float64Array(lp.columns), right: 0 };
  for (const { constraint, multiplier } of multipliers) {
    sum.right += multiplier * constraint.right;
    for (let at = 0; at < lp.columns; at += 1)
      sum.left[at] = (sum.left[at] ?? 0) + multiplier * (constraint.left[at] ?? 0);
  }
  return sum;
}

/** The tight constraints and their multipliers; those of one group together are at most 1. */
function multipliersOf(lp: Programme, measures: number) {
  const found: { constraint: Constraint; multiplier: number }[] = [];
  const perGroup = new Float64Array(lp.columns - measures);
  for (let place = 0; place < lp.columns; place += 1) {
    const constraint = lp.constraints[(lp.outside[place] ?? 0) - lp.columns];
    const multiplier = lp.reduced[place] ?? 0;
    if (constraint === null || constraint === undefined || !(multiplier > 0)) continue;
    found.push({ constraint, multiplier });
    if (constraint.group >= 0)
      perGroup[constraint.group] = (perGroup[constraint.group] ?? 0) + multiplier;
  }
  return found.map(({ constraint, multiplier }) => ({
    constraint,
    multiplier: multiplier / Math.max(1, perGroup[constraint.group] ?? 1),
  }));
}

/**
 * The bound that the programme's multipliers prove for its box.
 * @param measures the first columns; the rest are losses of groups, each of which costs 1
 */
export function certify(lp: Programme, measures: number): Certificate {
  const sum = sumOf(lp, multipliersOf(lp, measures));
  const slopes = new Float64Array(measures);
  let bound = sum.right;
  for (let at = 0; at < measures; at += 1) {
    const slope = -(sum.left[at] ?? 0);
    slopes[at] = slope;
    bound += slope * ((slope > 0 ? lp.lower[at] : lp.upper[at]) ?? 0);
  }
  return { bound, slopes };
}

/** Whether the programme's ray proves that no point of the box keeps within the constraints. */
export function isProvenEmpty(lp: Programme): boolean {
  const sum = sumOf(
    lp,
    lp.ray.flatMap(({ constraint, multiplier }) => {
      const found = lp.constraints[constraint];
      return found === null || found === undefined ? [] : [{ constraint: found, multiplier }];
    }),
  );
  let most = -sum.right;
  for (let at = 0; at < lp.columns; at += 1) {
    const factor = sum.left[at] ?? 0;
    if (factor !== 0) most += factor * ((factor > 0 ? lp.upper[at] : lp.lower[at]) ?? 0);
  }
  return most < -1e-9;
}
