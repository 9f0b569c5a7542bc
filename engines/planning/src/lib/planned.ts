/** What a planner gives, what it works with from plan to plan, and what one plan is asked for. */
import { type Rules, spentOf } from "./feasible.ts";
import type { InTime } from "./in-time.ts";
import type { Incumbent } from "./incumbent.ts";
import type { Account, LossLedger } from "./ledger.ts";
import type { Amounts, Choice, Limits, Objective } from "./problem.ts";
import { gapOf, type Proven } from "./proven.ts";
import { endedAt, type SearchMark } from "./search-marks.ts";
import type { Proof, Watch } from "./tree.ts";

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
  /** How far the search was after how much work, the end last; empty where there was none. */
  readonly search: readonly SearchMark[];
};

/** What a planner works with from plan to plan. */
export type Setting = {
  /** With a row for each set of measures that is forbidden. */
  rules: Rules;
  /** Most of each of those rows: one measure fewer than the set has. */
  bars: Limits;
  /** The calendar that they are forbidden by. */
  time: InTime | null;
  readonly ledger: LossLedger;
  readonly weights: Float64Array;
  readonly limits: PlanLimits;
  readonly watch: Watch;
  /** Plans found so far, to begin from. */
  readonly seeds: Choice[];
  /** What was proven where nothing was forbidden by a calendar. */
  readonly proven: Proven[];
};

/** What one plan is asked for. */
export type Asked = {
  readonly limits: Limits;
  readonly objective: Objective;
  readonly account: Account;
};
/** What a plan takes of each resource that was asked about. */
export function spentBy({ rules, bars }: Setting, choice: Choice): Amounts {
  const spent = spentOf(rules, choice);
  const named = rules.resources.map((name, at) => [name, spent[at] ?? 0] as const);
  return Object.fromEntries(named.filter(([name]) => !Object.hasOwn(bars, name)));
}
/** A plan with what is proven of it. */
export function plannedOf(
  setting: Setting,
  { choice, total: remains }: Incumbent,
  {
    today,
    nodes,
    isFinished,
    search = [],
    ...proof
  }: Omit<Proof, "best"> & {
    readonly today: number;
    readonly search?: readonly SearchMark[];
  },
): Planned {
  const { ledger } = setting;
  const bound = Math.min(proof.bound, remains);
  const gap = gapOf(remains, bound, today);
  return {
    choice,
    spent: spentBy(setting, choice),
    remains,
    today,
    bound,
    gap,
    gapOfLoss: remains <= 0 ? 0 : (remains - bound) / remains,
    work: { nodes, rows: ledger.pool.count(), evaluations: ledger.evaluations() },
    isFinished,
    search: endedAt(search, { remains, bound, gap }),
  };
}
