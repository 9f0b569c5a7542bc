/**
 * Measures under a budget, with a certified gap: sample-average programme with lazily generated
 * rows (dials.md §4). The search finds a plan; the tree proves how much better any plan could be,
 * and finds better ones on its way.
 */
import { invariant } from "@vallgrav/kernel";
import { checkProblem } from "./check.ts";
import { type Grouping, groupScenarios, oneGroup } from "./cuts.ts";
import { type Rules, rulesOf, spentOf } from "./feasible.ts";
import { improve, searchIncumbent } from "./incumbent.ts";
import { type Account, accountOf, type LossLedger, lossLedger } from "./ledger.ts";
import type {
  Amounts,
  Candidate,
  Choice,
  Discount,
  Evaluate,
  Limits,
  Objective,
} from "./problem.ts";
import { type Proof, searchTree, type Watch } from "./tree.ts";
import { valuationOf } from "./valuation.ts";
import { surveyWorlds, type Worlds } from "./worlds.ts";

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
  /** What it takes of each resource, discounts counted. */
  readonly spent: Amounts;
  /** What the plan leaves, and what is left with nothing but what is in place. */
  readonly remains: number;
  readonly today: number;
  /** No plan within the limits leaves less. */
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
  /**
   * The best plan found within the limits, by the mean unless another objective is named. Rows and
   * plans are kept: other limits and objectives begin from them.
   */
  readonly plan: (limits: Limits, objective?: Objective) => Promise<Planned>;
  /**
   * Where each measure stands within the limits over worlds, each a weight per scenario that sums
   * to 1. Cost: a search for each world.
   */
  readonly worlds: (limits: Limits, worlds: readonly Float64Array[]) => Promise<Worlds>;
  /** What any plan leaves, from what is known and what must be evaluated. */
  readonly remains: (choice: Choice, objective?: Objective) => Promise<number>;
};

const mean: Objective = { kind: "mean" };

/** Work of one plan unless the caller says otherwise. */
const defaultLimits: PlanLimits = { nodes: 1_000, evaluations: 8_000, gap: 0.01 };

function gapOf(total: number, bound: number, today: number): number {
  return today - bound <= 1e-9 * today ? 0 : Math.max(0, (total - bound) / (today - bound));
}

/** What a planner works with from plan to plan. */
type Setting = {
  readonly rules: Rules;
  readonly ledger: LossLedger;
  readonly weights: Float64Array;
  readonly limits: PlanLimits;
  readonly watch: Watch;
  /** Plans found so far, to begin from. */
  readonly seeds: Choice[];
};

/** How scenarios are put together in cuts: by likeness, where their weights are fixed. */
function groupingOf({ ledger, weights, rules }: Setting, account: Account): Grouping {
  return account.valuation.isLinear
    ? groupScenarios(ledger.pool, weights, rules.candidates.length)
    : oneGroup(weights.length);
}

async function planWithin(setting: Setting, limits: Limits, account: Account): Promise<Planned> {
  const { rules, ledger, seeds, watch } = setting;
  const { gap, ...work } = setting.limits;
  const search = { rules, limits, account };
  const today = await account.total(rules.base);
  const start = await searchIncumbent(search, seeds);
  const grouping = groupingOf(setting, account);
  const proof: Proof =
    today > 0
      ? await searchTree({ ...search, grouping, today, gap, work, watch }, start)
      : { best: start, bound: 0, nodes: 0, isFinished: true };
  const { choice, total: remains } = await improve(search, proof.best);
  seeds.push(choice);
  const bound = Math.min(proof.bound, remains);
  const spent = spentOf(rules, choice);
  return {
    choice,
    spent: Object.fromEntries(rules.resources.map((name, at) => [name, spent[at] ?? 0])),
    remains,
    today,
    bound,
    gap: gapOf(remains, bound, today),
    gapOfLoss: remains <= 0 ? 0 : (remains - bound) / remains,
    work: { nodes: proof.nodes, rows: ledger.pool.count(), evaluations: ledger.evaluations() },
    isFinished: proof.isFinished,
  };
}

/**
 * A planner over a fixed set of scenarios.
 * @param input.weights weight per scenario, summing to 1
 * @param input.evaluate called only for scenarios whose loss the rows do not already give
 * @param input.watch told after each subproblem; what it throws ends the search
 * @throws {InvariantBroken} when the measures fail {@link checkProblem}
 * Cost: dominated by evaluations, and by nodes times measures times rows.
 */
export function planner(input: {
  readonly candidates: readonly Candidate[];
  readonly discounts?: readonly Discount[];
  readonly weights: Float64Array;
  readonly evaluate: Evaluate;
  readonly limits?: Partial<PlanLimits>;
  readonly watch?: Watch;
}): Planner {
  const { candidates, discounts = [], weights } = input;
  invariant(
    checkProblem(candidates, {}, discounts).length === 0,
    "the planner is asked only about measures that pass checkProblem",
  );
  const setting: Setting = {
    rules: rulesOf(candidates, discounts),
    ledger: lossLedger(weights.length, input.evaluate),
    weights,
    limits: { ...defaultLimits, ...input.limits },
    watch: input.watch ?? (() => {}),
    seeds: [],
  };
  const accountFor = (objective: Objective): Account =>
    accountOf(setting.ledger, valuationOf(objective, weights));
  return {
    remains: (choice, objective = mean) => accountFor(objective).totalAlone(choice),
    worlds: (limits, worlds) =>
      surveyWorlds(
        worlds.map((weighing) => ({
          rules: setting.rules,
          limits,
          account: accountOf(setting.ledger, valuationOf(mean, weighing)),
        })),
        setting.seeds,
      ),
    plan: (limits, objective = mean) => planWithin(setting, limits, accountFor(objective)),
  };
}
