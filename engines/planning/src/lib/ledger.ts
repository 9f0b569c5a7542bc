/**
 * Losses of plans over all scenarios, computed only where they are not already known: a loss lies
 * between what the rows prove and what any smaller plan was seen to cost, and where the two meet
 * there is nothing to evaluate.
 */
import type { Choice, Evaluate } from "./problem.ts";
import { type Outlook, outlookFrom, type RowPool, rowPool } from "./row-pool.ts";

/** Losses nearer than this are the same. */
const same = 1e-12;

export type LossLedger = {
  readonly pool: RowPool;
  /** Weighted sum of the losses of a plan. */
  readonly total: (choice: Choice) => Promise<number>;
  /** No plan that chooses these measures and no others costs less than this. */
  readonly lower: (choice: Choice) => number;
  /** What the rows say of a plan and of those a few measures larger; until a row is added. */
  readonly outlook: (choice: Choice) => Outlook;
  readonly evaluations: () => number;
};

/** Sum that loses no small terms (Neumaier), in slot order. */
export function weightedSum(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  let lost = 0;
  for (let at = 0; at < values.length; at += 1) {
    const term = (values[at] ?? 0) * (weights[at] ?? 0);
    const next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }
  return sum + lost;
}

type Known = { readonly choice: Choice; readonly losses: Float64Array };

function isSubset(small: Choice, large: Choice): boolean {
  return small.every((value, index) => value !== 1 || large[index] === 1);
}

/** The least any smaller plan was seen to cost, per scenario: more measures never cost more. */
function upperBounds(known: Iterable<Known>, choice: Choice, scenarios: number): Float64Array {
  const upper = new Float64Array(scenarios).fill(Number.POSITIVE_INFINITY);
  for (const seen of known) {
    if (!isSubset(seen.choice, choice)) continue;
    for (let scenario = 0; scenario < scenarios; scenario += 1)
      if ((seen.losses[scenario] ?? 0) < (upper[scenario] ?? 0))
        upper[scenario] = seen.losses[scenario] ?? 0;
  }
  return upper;
}

/** An empty ledger over scenarios with these weights. */
export function lossLedger(weights: Float64Array, evaluate: Evaluate): LossLedger {
  const pool = rowPool(weights.length);
  const known = new Map<string, Known>();
  let evaluations = 0;
  const lossesOf = async (choice: Choice): Promise<Float64Array> => {
    const key = choice.join("");
    const before = known.get(key);
    if (before !== undefined) return before.losses;
    const losses = upperBounds(known.values(), choice, weights.length);
    const open: number[] = [];
    for (let scenario = 0; scenario < weights.length; scenario += 1)
      if ((losses[scenario] ?? 0) - pool.bound(choice, scenario) > same) open.push(scenario);
    evaluations += open.length;
    for (const found of await evaluate(choice, open)) {
      losses[found.scenario] = found.loss;
      for (const row of found.rows) pool.add(row);
    }
    known.set(key, { choice: choice.slice(), losses });
    return losses;
  };
  return {
    pool,
    total: async (choice) => weightedSum(await lossesOf(choice), weights),
    lower: (choice) => {
      let total = 0;
      for (let scenario = 0; scenario < weights.length; scenario += 1)
        total += (weights[scenario] ?? 0) * pool.bound(choice, scenario);
      return total;
    },
    outlook: (choice) => outlookFrom(pool, weights, choice),
    evaluations: () => evaluations,
  };
}
