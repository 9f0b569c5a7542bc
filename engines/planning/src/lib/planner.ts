/**
 * Measures under a budget, with a certified gap: sample-average programme with lazily generated
 * rows (dials.md §4). The search finds a plan; the tree proves how much better any plan could be,
 * and finds better ones on its way.
 */
import { invariant } from "@vallgrav/kernel";
import { checkProblem } from "./check.ts";
import { groupScenarios } from "./cuts.ts";
import { costOf, rulesOf } from "./feasible.ts";
import { improve, type Incumbent, searchIncumbent } from "./incumbent.ts";
import { lossLedger } from "./ledger.ts";
import type { Candidate, Choice, Evaluate, Limits } from "./problem.ts";
import { type Proof, searchTree } from "./tree.ts";

/**
 * How much work may be done for one plan; counts, not seconds, so that the answer is reproducible.
 */
export type PlanLimits = {
  /** Boxes of plans that are bounded. */
  readonly nodes: number;
  /** Evaluations of scenarios while bounding. */
  readonly evaluations: number;
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
  /** Boxes bounded for this plan; rows and evaluations of the planner so far. */
  readonly work: { readonly nodes: number; readonly rows: number; readonly evaluations: number };
  /** False where a limit of work ended the search before the gap asked for was reached. */
  readonly isFinished: boolean;
};

export type Planner = {
  /** The best plan found within the limits. Plans of other limits are used as seeds. */
  readonly plan: (limits: Limits) => Promise<Planned>;
  /** R of any plan, from what is known and what must be evaluated. */
  readonly remains: (choice: Choice) => Promise<number>;
};

/** Work of one plan unless the caller says otherwise. */
const defaultLimits: PlanLimits = { nodes: 2_000, evaluations: 20_000, gap: 0.01 };

function gapOf(total: number, bound: number, today: number): number {
  return today - bound <= 1e-9 * today ? 0 : Math.max(0, (total - bound) / (today - bound));
}

/**
 * A planner over a fixed set of scenarios.
 * @param input.weights weight per scenario, summing to 1
 * @param input.evaluate called only for scenarios whose loss the rows do not already give
 * @throws {InvariantBroken} when the measures fail {@link checkProblem}
 * Cost: dominated by evaluations, and by nodes times measures times rows.
 */
export function planner(input: {
  readonly candidates: readonly Candidate[];
  readonly weights: Float64Array;
  readonly evaluate: Evaluate;
  readonly limits?: Partial<PlanLimits>;
}): Planner {
  const { candidates, weights } = input;
  invariant(
    checkProblem(candidates, { budgetSek: 0, hours: null }).length === 0,
    "the planner is asked only about measures that pass checkProblem",
  );
  const rules = rulesOf(candidates);
  const ledger = lossLedger(weights, input.evaluate);
  const { nodes, evaluations, gap } = { ...defaultLimits, ...input.limits };
  const seeds: Choice[] = [];
  const none = new Uint8Array(candidates.length);
  const prove = async (limits: Limits, start: Incumbent, today: number): Promise<Proof> => {
    if (today <= 0) return { best: start, bound: 0, nodes: 0, isFinished: true };
    const grouping = groupScenarios(ledger.pool, weights, candidates.length);
    const work = { nodes, evaluations };
    return searchTree({ rules, limits, ledger, weights, grouping, today, gap, work }, start);
  };
  return {
    remains: (choice) => ledger.total(choice),
    plan: async (limits) => {
      const today = await ledger.total(none);
      const search = { rules, limits, ledger };
      const proof = await prove(limits, await searchIncumbent(search, seeds), today);
      const best = await improve(search, proof.best);
      seeds.push(best.choice);
      const cost = costOf(rules, best.choice);
      const remains = best.total;
      const bound = Math.min(proof.bound, remains);
      return {
        choice: best.choice,
        costSek: cost.sek,
        hours: cost.hours,
        remains,
        today,
        bound,
        gap: gapOf(remains, bound, today),
        gapOfLoss: remains <= 0 ? 0 : (remains - bound) / remains,
        work: { nodes: proof.nodes, rows: ledger.pool.count(), evaluations: ledger.evaluations() },
        isFinished: proof.isFinished,
      };
    },
  };
}
