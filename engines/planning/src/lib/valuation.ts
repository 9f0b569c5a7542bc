/**
 * What the losses of all scenarios come to, in one number: their mean, the mean of the worst of
 * them, or the mean of the worst profile. Each is the largest of several weighted sums, so the
 * weights that are largest at one plan give a bound at every other.
 */
import type { Objective } from "./problem.ts";

export type Valuation = {
  /** The number, for losses by scenario. Never falls when a loss rises. */
  readonly value: (losses: Float64Array) => number;
  /**
   * Weights q with value(losses) = Σ q·losses, and value(others) ≥ Σ q·others for any others.
   * Neither negative nor, added up, over 1.
   */
  readonly weightsAt: (losses: Float64Array) => Float64Array;
  /** Whether the weights are the same at all losses. */
  readonly isLinear: boolean;
};

/** Sum that loses no small terms (Neumaier), in slot order. */
export function weightedSum(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  let lost = 0;
  for (let at = 0; at < values.length; at += 1) {
    const weight = weights[at] ?? 0;
    // What weighs nothing need not be known.
    const term = weight === 0 ? 0 : weight * (values[at] ?? 0);
    const next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }
  return sum + lost;
}

/** The weights of the worst share of scenarios, ties by number. Cost: a sort. */
function tailWeights(losses: Float64Array, weights: Float64Array, share: number): Float64Array {
  const order = Int32Array.from(losses.keys());
  order.sort((a, b) => (losses[b] ?? 0) - (losses[a] ?? 0) || a - b);
  const found = new Float64Array(losses.length);
  let left = share;
  for (const at of order) {
    if (left <= 0) break;
    const taken = Math.min(left, weights[at] ?? 0);
    found[at] = taken / share;
    left -= taken;
  }
  return found;
}

/** The weights of the profile whose mean is largest, the first of equals. */
function profileWeights(
  losses: Float64Array,
  weights: Float64Array,
  profiles: Int32Array,
): Float64Array {
  const sums = new Map<number, { weight: number; loss: number }>();
  for (const [at, loss] of losses.entries()) {
    const sum = sums.get(profiles[at] ?? 0) ?? { weight: 0, loss: 0 };
    sum.weight += weights[at] ?? 0;
    sum.loss += (weights[at] ?? 0) * loss;
    sums.set(profiles[at] ?? 0, sum);
  }
  let worst = -1;
  let most = -1;
  for (const [profile, { weight, loss }] of [...sums].sort(([a], [b]) => a - b))
    if (weight > 0 && loss / weight > most) {
      worst = profile;
      most = loss / weight;
    }
  const whole = sums.get(worst)?.weight ?? 1;
  return weights.map((weight, at) => (profiles[at] === worst ? weight / whole : 0));
}

/** The valuation of an objective over scenarios with these weights. */
export function valuationOf(objective: Objective, weights: Float64Array): Valuation {
  if (objective.kind === "mean")
    return {
      value: (losses) => weightedSum(losses, weights),
      weightsAt: () => weights,
      isLinear: true,
    };
  const weightsAt = (losses: Float64Array): Float64Array =>
    objective.kind === "tail"
      ? tailWeights(losses, weights, objective.share)
      : profileWeights(losses, weights, objective.profiles);
  return {
    value: (losses) => weightedSum(losses, weightsAt(losses)),
    weightsAt,
    isLinear: false,
  };
}
