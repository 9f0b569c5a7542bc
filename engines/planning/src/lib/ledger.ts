/**
 * Losses of plans over all scenarios, computed only where they are not already known: a loss lies
 * between what the rows prove and what any smaller plan was seen to cost, and where the two meet
 * there is nothing to evaluate.
 */
import { type Outlook, outlookFrom } from "./outlook.ts";
import type { Choice, Evaluate } from "./problem.ts";
import { type Point, type RowPool, rowPool } from "./row-pool.ts";
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
  /** By scenario, the most a plan can cost: what any smaller one was seen to. */
  readonly most: (choice: Choice) => Float64Array;
  /**
   * Evaluates a plan for the rows it gives, in scenarios of which it may say more than is known.
   * @param least by scenario: rows that say no more than this are not wanted
   * @param share of what the plan may cost that is enough to be said, 0–1
   */
  readonly sharpen: (choice: Choice, least: Float64Array, share: number) => Promise<void>;
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
  /**
   * The same of a plan that is wanted only where it leaves less than `most`; Infinity where it does
   * not. Evaluates some scenarios at a time, and none once it is seen to leave as much.
   */
  readonly totalBelow: (choice: Choice, most: number, rowsWanted?: boolean) => Promise<number>;
  /**
   * Evaluates a plan for rows that say more at a point than those at hand, in scenarios of which
   * these say less than a share of what the plan may cost; all of it unless given.
   */
  readonly sharpen: (choice: Choice, point: Point, share?: number) => Promise<void>;
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
  const most: LossLedger["most"] = (choice) => upperBounds(known.values(), choice, scenarios);
  const sharpen: LossLedger["sharpen"] = async (choice, least, share) => {
    const wanted = most(choice).map((upper, at) =>
      share * upper - (least[at] ?? 0) > same ? 1 : 0,
    );
    if (wanted.includes(1)) await losses(choice, wanted);
  };
  return { pool, scenarios, losses, most, sharpen, evaluations: () => evaluations };
}

/** Scenarios evaluated at a time where a plan may soon be seen to leave too much. */
const evaluatedAtOnce = 16;

/** What is known of a plan's losses from below: those known, and what the rows say of others. */
function leastOf({ pool, scenarios }: LossLedger, choice: Choice, known: Float64Array | null) {
  const least = new Float64Array(scenarios);
  for (let at = 0; at < scenarios; at += 1) {
    const loss = known?.[at] ?? Number.POSITIVE_INFINITY;
    least[at] = loss === Number.POSITIVE_INFINITY ? pool.bound(choice, at) : loss;
  }
  return least;
}

/** Scenarios whose loss is needed, in pieces, those first of which least is known. */
function piecesOf(
  { scenarios, most }: LossLedger,
  choice: Choice,
  [least, needed]: readonly [Float64Array, Float64Array | null],
): readonly (readonly number[])[] {
  const upper = most(choice);
  const open = (at: number): number => (needed?.[at] ?? 1) * ((upper[at] ?? 0) - (least[at] ?? 0));
  const order = Array.from({ length: scenarios }, (_, at) => at)
    .filter((at) => needed?.[at] !== 0)
    .sort((a, b) => (open(a) === open(b) ? a - b : open(b) - open(a)));
  return Array.from({ length: Math.ceil(order.length / evaluatedAtOnce) }, (_, piece) =>
    order.slice(piece * evaluatedAtOnce, (piece + 1) * evaluatedAtOnce),
  );
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
    totalBelow: async (choice, most, rowsWanted = true) => {
      let least = leastOf(ledger, choice, null);
      if (valuation.value(least) >= most) return Number.POSITIVE_INFINITY;
      const wanted = new Float64Array(scenarios);
      for (const piece of piecesOf(ledger, choice, [least, needed])) {
        for (const at of piece) wanted[at] = 1;
        least = leastOf(ledger, choice, await ledger.losses(choice, wanted, rowsWanted));
        if (valuation.value(least) >= most) return Number.POSITIVE_INFINITY;
      }
      return valuation.value(least);
    },
    sharpen: (choice, point, share = 1) =>
      ledger.sharpen(
        choice,
        Float64Array.from({ length: scenarios }, (_, at) =>
          needed?.[at] === 0 ? Number.POSITIVE_INFINITY : pool.bound(point, at),
        ),
        share,
      ),
    lower: (choice) => valuation.value(leastOf(ledger, choice, null)),
    outlook: (choice) => outlookFrom(pool, scenarios, valuation, choice),
    evaluations: ledger.evaluations,
  };
}
