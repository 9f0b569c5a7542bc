/**
 * Measures under a budget, with a certified gap: sample-average programme with lazily generated
 * rows (dials.md §4). The search finds a plan, the master proves how much better any plan could
 * be, and the two are driven together until they meet or the limits of work are reached.
 */
import { invariant } from "@vallgrav/kernel";
import { checkProblem } from "./check.ts";
import { type Cut, cutsAt, type Grouping, groupScenarios, newCuts } from "./cuts.ts";
import { costOf, isFeasible, type Rules, rulesOf } from "./feasible.ts";
import { type Incumbent, neighbours, searchIncumbent } from "./incumbent.ts";
import { type LossLedger, lossLedger } from "./ledger.ts";
import { solveMaster } from "./master.ts";
import type { Candidate, Choice, Evaluate, Limits, SolveMip } from "./problem.ts";

/**
 * How much work may be done for one plan; counts, not seconds, so that the answer is reproducible.
 */
export type PlanLimits = {
  readonly rounds: number;
  /** Stop when the gap is this small. */
  readonly gap: number;
};

/** A plan and what is proven about it, all on the planning scenarios. */
export type Planned = {
  readonly choice: Choice;
  readonly costSek: number;
  readonly hours: number;
  /** R of the plan and of no plan: weighted losses. */
  readonly remains: number;
  readonly today: number;
  /** No plan within the limits has a smaller R. */
  readonly bound: number;
  /**
   * Share of the achievable reduction that may have been missed; 0 where nothing can be achieved.
   */
  readonly gap: number;
  /** Share of the remaining loss that may have been avoidable. */
  readonly gapOfLoss: number;
  readonly work: { readonly rounds: number; readonly rows: number; readonly evaluations: number };
  /** False where the solver stopped before it was done. */
  readonly reproducible: boolean;
};

export type Planner = {
  /** The best plan found within the limits. Plans of other limits are used as seeds. */
  readonly plan: (limits: Limits) => Promise<Planned>;
  /** R of any plan, from what is known and what must be evaluated. */
  readonly remains: (choice: Choice) => Promise<number>;
};

type Setting = {
  readonly rules: Rules;
  readonly weights: Float64Array;
  readonly ledger: LossLedger;
  readonly solve: SolveMip;
  readonly limits: PlanLimits;
  /** Kept from budget to budget: they hold for all. */
  readonly cuts: Cut[];
  grouping: Grouping | null;
};

type Proof = { best: Incumbent; bound: number; rounds: number; finished: boolean };

function gapOf(total: number, bound: number, today: number): number {
  return today - bound <= 1e-9 * today ? 0 : Math.max(0, (total - bound) / (today - bound));
}

/** Rounds of master and evaluation until search and proof meet. */
async function prove(
  setting: Setting,
  limits: Limits,
  start: Incumbent,
  today: number,
): Promise<Proof> {
  const { rules, ledger, weights, solve, cuts } = setting;
  const { pool } = ledger;
  const grouping = (setting.grouping ??= groupScenarios(pool, weights, rules.candidates.length));
  const proof: Proof = { best: start, bound: 0, rounds: 0, finished: true };
  const isEnough = (bound: number): boolean =>
    gapOf(proof.best.total, bound, today) <= setting.limits.gap;
  const master = { pool, weights, grouping, cuts, solve, isEnough };
  // What the rows say around the plan at hand spares the master most of its guesses.
  for (const choice of [start.choice, ...neighbours({ rules, limits, ledger }, start.choice)])
    if (ledger.lower(choice) < start.total * 1.25)
      cuts.push(...newCuts(cuts, cutsAt(pool, grouping, weights, choice), choice));
  while (proof.rounds < setting.limits.rounds) {
    proof.rounds += 1;
    const answer = solveMaster(rules, limits, master);
    if (answer.status === "stopped") proof.finished = false;
    proof.bound = Math.min(Math.max(proof.bound, answer.bound), proof.best.total);
    if (gapOf(proof.best.total, proof.bound, today) <= setting.limits.gap) break;
    const rowsBefore = ledger.pool.count();
    const total = isFeasible(rules, answer.choice, limits)
      ? await ledger.total(answer.choice)
      : Number.POSITIVE_INFINITY;
    if (total < proof.best.total) proof.best = { choice: answer.choice, total };
    if (gapOf(proof.best.total, proof.bound, today) <= setting.limits.gap) break;
    if (ledger.pool.count() === rowsBefore && answer.status !== "optimal") break;
  }
  return proof;
}

/**
 * A planner over a fixed set of scenarios.
 * @param input.weights weight per scenario, summing to 1
 * @param input.evaluate called only for scenarios whose loss the rows do not already give
 * @throws {InvariantBroken} when the measures fail {@link checkProblem}
 * Cost: dominated by evaluations; the master is a mixed-integer programme in the measures.
 */
export function planner(input: {
  readonly candidates: readonly Candidate[];
  readonly weights: Float64Array;
  readonly evaluate: Evaluate;
  readonly solve: SolveMip;
  readonly limits?: Partial<PlanLimits>;
}): Planner {
  invariant(
    checkProblem(input.candidates, { budgetSek: 0, hours: null }).length === 0,
    "the planner is asked only about measures that pass checkProblem",
  );
  const setting: Setting = {
    rules: rulesOf(input.candidates),
    weights: input.weights,
    ledger: lossLedger(input.weights, input.evaluate),
    solve: input.solve,
    limits: { rounds: 40, gap: 0.01, ...input.limits },
    cuts: [],
    grouping: null,
  };
  const seeds: Choice[] = [];
  return {
    remains: (choice) => setting.ledger.total(choice),
    plan: async (limits) => {
      const { rules, ledger } = setting;
      const none = new Uint8Array(rules.candidates.length);
      const today = await ledger.total(none);
      const start = await searchIncumbent({ rules, limits, ledger }, seeds);
      const proof = await prove(setting, limits, start, today);
      seeds.push(proof.best.choice);
      const cost = costOf(rules, proof.best.choice);
      const remains = proof.best.total;
      return {
        choice: proof.best.choice,
        costSek: cost.sek,
        hours: cost.hours,
        remains,
        today,
        bound: proof.bound,
        gap: gapOf(remains, proof.bound, today),
        gapOfLoss: remains <= 0 ? 0 : (remains - proof.bound) / remains,
        work: {
          rounds: proof.rounds,
          rows: ledger.pool.count(),
          evaluations: ledger.evaluations(),
        },
        reproducible: proof.finished,
      };
    },
  };
}
