/**
 * Losses of plans over all scenarios, computed only where they are not already known: a loss lies
 * between what the rows prove and what any smaller plan was seen to cost, and where the two meet
 * there is nothing to evaluate.
 */
import { type Outlook, outlookFrom } from "./outlook.ts";
import type { Choice, Evaluate } from "./problem.ts";
import { type RowPool, rowPool } from "./row-pool.ts";
import type { Valuation } from "./valuation.ts";

/** Losses nearer than this are the same. */
const same = 1e-12;
/** Plans whose losses are kept; beyond that the oldest are forgotten. */
const keptPlans = 4_000;

export type LossLedger = {
  readonly pool: RowPool;
  readonly scenarios: number;
  /**
   * Loss of a plan by scenario; where `needed` weighs nothing it may be Infinity, for not known.
   * @param rowsWanted whether rows are asked for with what is evaluated
   */
  readonly losses: (
    choice: Choice,
    needed: Float64Array | null,
    rowsWanted?: boolean,
  ) => Promise<Float64Array>;
  readonly evaluations: () => number;
};

/** A ledger seen through one objective. */
export type Account = {
  readonly pool: RowPool;
  readonly valuation: Valuation;
  /** What a plan leaves. */
  readonly total: (choice: Choice) => Promise<number>;
  /** The same of a plan that nothing is to be proven from: cheaper, and gives no rows. */
  readonly totalAlone: (choice: Choice) => Promise<number>;
  /** What a plan leaves at least, by the rows at hand. */
  readonly lower: (choice: Choice) => number;
  /** What the rows say of a plan and of those a few measures larger; until a row is added. */
  readonly outlook: (choice: Choice) => Outlook;
  readonly evaluations: () => number;
};

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

function isKnown(losses: Float64Array, needed: Float64Array | null): boolean {
  return losses.every(
    (loss, at) => loss !== Number.POSITIVE_INFINITY || (needed !== null && needed[at] === 0),
  );
}

/** An empty ledger over so many scenarios. */
export function lossLedger(scenarios: number, evaluate: Evaluate): LossLedger {
  const pool = rowPool(scenarios);
  const known = new Map<string, Known>();
  let evaluations = 0;
  const losses: LossLedger["losses"] = async (choice, needed, rowsWanted = true) => {
    const key = choice.join("");
    const before = known.get(key)?.losses;
    if (before !== undefined && isKnown(before, needed)) return before;
    const upper = upperBounds(known.values(), choice, scenarios);
    const found = before?.slice() ?? new Float64Array(scenarios).fill(Number.POSITIVE_INFINITY);
    const open: number[] = [];
    for (let scenario = 0; scenario < scenarios; scenario += 1) {
      if (found[scenario] !== Number.POSITIVE_INFINITY) continue;
      const most = upper[scenario] ?? 0;
      if (most - pool.bound(choice, scenario) <= same) found[scenario] = most;
      else if (needed === null || needed[scenario] !== 0) open.push(scenario);
    }
    evaluations += open.length;
    for (const one of await evaluate(choice, open, rowsWanted)) {
      found[one.scenario] = one.loss;
      for (const row of one.rows) pool.add(row);
    }
    for (const oldest of known.keys()) {
      if (known.size < keptPlans) break;
      known.delete(oldest);
    }
    known.set(key, { choice: choice.slice(), losses: found });
    return found;
  };
  return { pool, scenarios, losses, evaluations: () => evaluations };
}

/** A ledger by what its losses come to. */
export function accountOf(ledger: LossLedger, valuation: Valuation): Account {
  const { pool, scenarios } = ledger;
  const needed = valuation.isLinear ? valuation.weightsAt(new Float64Array(scenarios)) : null;
  return {
    pool,
    valuation,
    total: async (choice) => valuation.value(await ledger.losses(choice, needed)),
    totalAlone: async (choice) => valuation.value(await ledger.losses(choice, needed, false)),
    lower: (choice) => {
      const least = new Float64Array(scenarios);
      for (let scenario = 0; scenario < scenarios; scenario += 1)
        least[scenario] = pool.bound(choice, scenario);
      return valuation.value(least);
    },
    outlook: (choice) => outlookFrom(pool, scenarios, valuation, choice),
    evaluations: ledger.evaluations,
  };
}
