/**
 * Plans before the plan: on a few of the planning runs, on more of them, and soon on all of them.
 * Whoever waits sees what money buys long before every run is played and every stop searched. Each
 * is what dials.md §4 says of its own runs: what it leaves, and what is proven, are shares of
 * today's damage in these, and hold for no others. How many they are is fixed beforehand, and work
 * is counted, so that they are the same on any machine.
 */
import type { Choice, Objective, Planned, Planner } from "@vallgrav/planning";
import type { EarlyPlan, PlanTerms } from "../api/index.ts";
import type { RunSize } from "./run-size.ts";
import { type Attackers, isLarge, planningRange, plannerInput, todaysOf } from "./planning-runs.ts";
import type { Pool } from "./pool.ts";
import { askedOf, type Part, partsOfScenarios, scenarioPlanner } from "./scenario-planner.ts";
import type { Prepared } from "./setting.ts";
import { limitsOf } from "./terms.ts";

/** Some of the planning runs, by outer draws, and the evaluations of them that a plan may take. */
type Early = { readonly draws: number; readonly evaluations: number };

/** The first: what can be waited for on a page. */
const few: Early = { draws: 4, evaluations: 40 };
/** More of them, where playing all takes longer than anybody waits. */
const more: Early = { draws: 24, evaluations: 2_400 };
/** Evaluations of the first plan on all. */
const evaluationsOfAll = 1_500;

/** The budget of the first page: the leadership's 1.2 million, where it is a stop. */
export const pageBudget = 1_200_000;

/** What plans are made early on before there is one on all planning runs. */
function earliesFor(
  setting: Prepared["setting"],
  { outer }: Pick<RunSize, "outer">,
): readonly Early[] {
  return (isLarge(setting) ? [few, more] : [few]).filter(({ draws }) => draws < outer);
}

/** The budget that somebody waits for: their own, or that of the first page. */
export function waitedFor(budgets: readonly number[], stops: readonly number[]): number {
  const own = budgets.find((budgetSek) => !stops.includes(budgetSek));
  if (own !== undefined) return own;
  return budgets.includes(pageBudget) ? pageBudget : (budgets.at(-1) ?? 0);
}

/** What early plans are made of. */
export type EarlyInput = {
  readonly prepared: Prepared;
  readonly size: RunSize;
  readonly pool: Pool;
  readonly attackers: Attackers;
  readonly terms: PlanTerms;
  readonly budgetSek: number;
  readonly signal: AbortSignal;
};

/** A plan, and what it is told as. */
type Made = { readonly choice: Choice; readonly told: EarlyPlan };

/** Says what was found on some runs. */
function toldOf(input: EarlyInput, planned: Planned, parts: readonly Part[]): EarlyPlan {
  const { prepared, size, budgetSek } = input;
  const today = planned.today > 0 ? planned.today : 1;
  const measures = prepared.setting.measures.flatMap(({ id, name }, at) => {
    const costSek = prepared.candidates[at]?.costs["sek"] ?? 0;
    return planned.choice[at] === 1 ? [{ id, name, costSek }] : [];
  });
  return {
    budgetSek,
    runs: partsOfScenarios(parts).length,
    ofRuns: parts.reduce((sum, { range }) => sum + size.outer * range.inner, 0),
    costSek: planned.spent["sek"] ?? 0,
    hours: planned.spent["hours"] ?? 0,
    measures: measures.toSorted((a, b) => b.costSek - a.costSek || (a.id < b.id ? -1 : 1)),
    remains: planned.remains / today,
    bound: planned.bound / today,
    gap: planned.gap,
    weights: parts[0]?.weights ?? { hours: 0, persons: 0, sek: 0 },
  };
}

/** So many evaluations, or fewer where a computation is made small. */
function workOf({ size }: EarlyInput, evaluations: number): number {
  return Math.min(evaluations, size.work?.evaluations ?? evaluations);
}

/** A plan on some of the planning runs. What threads take of each run stays for those after it. */
async function planOnSome(
  input: EarlyInput,
  { draws, evaluations }: Early,
  seeds: readonly Choice[],
): Promise<Made> {
  const { prepared, size, pool, attackers, terms, budgetSek, signal } = input;
  const range = { ...planningRange(size, prepared.setting), to: draws };
  const todays = await todaysOf(pool, attackers, range, signal);
  const { parts, objective } = askedOf(terms.objective, todays);
  const plans = scenarioPlanner({ ...plannerInput(prepared, size, pool, signal), seeds }, parts);
  const work = workOf(input, evaluations);
  const planned = await plans.first(limitsOf(budgetSek, terms), work, objective);
  return { choice: planned.choice, told: toldOf(input, planned, parts) };
}

/** The planner on all planning runs, what it makes least, and of which runs. */
type OnAll = {
  readonly plans: Planner;
  readonly objective: Objective;
  readonly parts: readonly Part[];
};

/** Early plans of a computation, each begun from those before it. */
export type EarlyPlans = {
  /** How many there will be. */
  readonly count: number;
  /** On the fewest runs, then on more of them where there are such. */
  readonly onFew: () => Promise<void>;
  readonly onMore: () => Promise<void>;
  /** The first on all planning runs, by the planner that all the others come from. */
  readonly onAll: (ground: OnAll) => Promise<void>;
  /** Those made so far: their measures, and what is told of them. */
  readonly choices: () => readonly Choice[];
  readonly told: () => readonly EarlyPlan[];
};

/**
 * The early plans of a computation: none where there is nothing to spend, or a calendar decides.
 * @param told called after each
 */
export function earlyPlans(
  input: EarlyInput,
  told: (early: EarlyPlan) => Promise<void>,
): EarlyPlans {
  const { terms, prepared, size, budgetSek } = input;
  const isAsked = budgetSek > 0 && (terms.dates ?? null) === null;
  const some = isAsked ? earliesFor(prepared.setting, size) : [];
  const made: Made[] = [];
  const choices = (): readonly Choice[] => made.map(({ choice }) => choice);
  const add = async (one: Made): Promise<void> => {
    made.push(one);
    await told(one.told);
  };
  const planOn = async (those: readonly Early[]): Promise<void> => {
    for (const early of those) await add(await planOnSome(input, early, choices()));
  };
  return {
    count: some.length + (isAsked ? 1 : 0),
    onFew: () => planOn(some.slice(0, 1)),
    onMore: () => planOn(some.slice(1)),
    onAll: async ({ plans, objective, parts }) => {
      if (!isAsked) return;
      const work = workOf(input, evaluationsOfAll);
      const planned = await plans.first(limitsOf(budgetSek, terms), work, objective);
      await add({ choice: planned.choice, told: toldOf(input, planned, parts) });
    },
    choices,
    told: () => made.map((one) => one.told),
  };
}
