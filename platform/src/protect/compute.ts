/**
 * The computation behind the first page: today's losses, plans for a row of budgets, and both dials
 * before and after on fresh runs. Planning and dials never share runs (dials.md §4.2).
 */
import {
  type Choice,
  type Objective,
  type Planned,
  type PlanLimits,
  planner,
  type Planner,
} from "@vallgrav/planning";
import type { CurvePoint, PlanReport, PlanTerms } from "../api/index.ts";
import { basesOf } from "./bases.ts";
import { joinColumns, lossWeights, outerPerPiece } from "./columns.ts";
import type { RunSize } from "./door.ts";
import { type OuterMeans, outerMeans } from "./movers.ts";
import { openPool, type Pool } from "./pool.ts";
import { planReport } from "./report.ts";
import type { Prepared } from "./setting.ts";
import { limitsOf, objectiveOf, usualTerms } from "./terms.ts";
import type { DialsTask, LossWeights, RunColumns, ScenariosTask } from "./tasks.ts";

/** Stops of the budget slider, SEK. */
export const budgetStops: readonly number[] = [0, 150_000, 300_000, 600_000, 1_200_000, 2_400_000];

/**
 * Inner draws per outer draw of the planning set. Fewer than the dials': the choice turns on facts
 * and parameters, which the outer draws carry, and the dials shown come from other runs anyway.
 */
const planningInner = 2;

/**
 * Work of one stop, so that all of them take a minute and a quarter of one processor on the
 * example. What is not proven by then is told: the gap says it, and that the search was stopped.
 */
const planWork: Partial<PlanLimits> = { nodes: 40, evaluations: 3_000 };

/** The outer draws and inner draws that plans are chosen on. */
export function planningRange({ outer, inner }: RunSize): PlayedRange {
  return { from: 0, to: outer, inner: Math.min(planningInner, inner) };
}

/** Scenarios per piece of work. */
const scenariosPerPiece = 50;

export type Computed = {
  readonly reports: readonly PlanReport[];
  readonly curve: readonly CurvePoint[];
  /** The runs without measures, by outer draw. */
  readonly today: OuterMeans;
};

/** What a computation tells while it runs: steps done of a total that is known beforehand. */
export type Watch = {
  readonly signal: AbortSignal;
  readonly progress: (
    done: number,
    total: number,
    counts: Readonly<Record<string, number>>,
  ) => Promise<void>;
};

/** Outer draws from one to before another, each with so many inner draws. */
export type PlayedRange = { readonly from: number; readonly to: number; readonly inner: number };

/** Plays a range of outer draws under a choice. */
export async function playRange(
  pool: Pool,
  chosen: Choice,
  range: PlayedRange,
  signal: AbortSignal,
): Promise<RunColumns> {
  const tasks: DialsTask[] = [];
  for (let outer = range.from; outer < range.to; outer += outerPerPiece)
    tasks.push({
      kind: "dials",
      chosen,
      range: {
        outerFrom: outer,
        outerTo: Math.min(outer + outerPerPiece, range.to),
        inner: range.inner,
      },
    });
  return joinColumns(await pool.run(tasks, signal));
}

function scenarioPlanner(
  input: { readonly prepared: Prepared; readonly size: RunSize; readonly pool: Pool },
  weights: LossWeights,
  signal: AbortSignal,
): Planner {
  const { prepared, size, pool } = input;
  const { inner } = planningRange(size);
  const count = size.outer * inner;
  const bases = basesOf(prepared.setting.measures, count);
  return planner({
    candidates: prepared.candidates,
    weights: new Float64Array(count).fill(1 / count),
    limits: size.work ?? planWork,
    evaluate: async (choice, scenarios, rowsWanted) => {
      const acting = scenarios.map((scenario) => bases.actingFor(scenario, choice));
      const tasks: ScenariosTask[] = [];
      for (let at = 0; at < scenarios.length; at += scenariosPerPiece)
        tasks.push({
          kind: "scenarios",
          chosen: choice,
          scenarios: scenarios.slice(at, at + scenariosPerPiece),
          acting: acting.slice(at, at + scenariosPerPiece),
          rowsWanted,
          inner,
          weights,
        });
      const played = (await pool.run(tasks, signal)).flat();
      for (const [at, { scenario, touched }] of played.entries())
        bases.learn(scenario, acting[at] ?? choice, touched);
      return played;
    },
  });
}

/** How much the plan would lose without each of its measures; 0 for those it does not hold. */
async function contributions(
  plans: Planner,
  planned: Planned,
  objective: Objective,
): Promise<readonly number[]> {
  const found: number[] = [];
  for (let at = 0; at < planned.choice.length; at += 1) {
    if (planned.choice[at] !== 1) {
      found.push(0);
      continue;
    }
    const without = planned.choice.slice();
    without[at] = 0;
    found.push((await plans.remains(without, objective)) - planned.remains);
  }
  return found;
}

/** R with each measure alone. */
async function alone(
  plans: Planner,
  measures: number,
  objective: Objective,
): Promise<readonly number[]> {
  const found: number[] = [];
  for (let at = 0; at < measures; at += 1) {
    const choice = new Uint8Array(measures);
    choice[at] = 1;
    found.push(await plans.remains(choice, objective));
  }
  return found;
}

/**
 * Computes plans and dials for each budget, in the order given. The same setting, size and budgets
 * give the same answer for any number of threads.
 */
export async function computePlans(
  prepared: Prepared,
  size: RunSize,
  budgets: readonly number[],
  watch: Watch,
  terms: PlanTerms = usualTerms,
): Promise<Computed> {
  const pool = openPool(prepared.setting, size.threads);
  const { outer, inner } = size;
  const objective = objectiveOf(terms);
  const total = 3 + 2 * budgets.length;
  let done = 0;
  const step = async (counts: Readonly<Record<string, number>> = {}): Promise<void> => {
    done += 1;
    watch.signal.throwIfAborted();
    await watch.progress(done, total, counts);
  };
  try {
    const none = new Uint8Array(prepared.candidates.length);
    const planning = planningRange(size);
    const today = await playRange(pool, none, planning, watch.signal);
    await step();
    const weights = lossWeights(today);
    const plans = scenarioPlanner({ prepared, size, pool }, weights, watch.signal);
    // Nothing comes first: its rows say which measures change which runs.
    await plans.plan({ sek: 0, hours: 0 });
    const singles = await alone(plans, none.length, objective);
    await step();
    const evaluation = { from: outer, to: 2 * outer, inner };
    const before = await playRange(pool, none, evaluation, watch.signal);
    await step();
    const reports: PlanReport[] = [];
    const after = new Map<string, RunColumns>([[none.join(""), before]]);
    for (const budgetSek of budgets) {
      const planned = await plans.plan(limitsOf(budgetSek, terms), objective);
      await step({ evaluations: planned.work.evaluations, rows: planned.work.rows });
      const key = planned.choice.join("");
      const columns =
        after.get(key) ?? (await playRange(pool, planned.choice, evaluation, watch.signal));
      after.set(key, columns);
      reports.push(
        planReport({
          prepared,
          size,
          budgetSek,
          terms,
          planned,
          contributions: await contributions(plans, planned, objective),
          alone: singles,
          before,
          after: columns,
          weights,
          planningRuns: planning.to * planning.inner,
        }),
      );
      await step({ evaluations: planned.work.evaluations, rows: planned.work.rows });
    }
    return {
      reports,
      today: outerMeans(before, size, weights),
      curve: reports.map(({ budgetSek, costSek, remains, bound }) => ({
        budgetSek,
        costSek,
        remains,
        bound,
      })),
    };
  } finally {
    await pool.close();
  }
}
