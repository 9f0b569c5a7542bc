/**
 * The computation behind the first page: today's losses, plans for a row of budgets, and both dials
 * before and after on fresh runs. Planning and dials never share runs (dials.md §4.2).
 */
import type { Choice, Limits, Objective, Planned, Planner } from "@vallgrav/planning";
import type { CurvePoint, PlanReport, PlanTerms } from "../api/index.ts";
import { lossWeights } from "./columns.ts";
import type { RunSize } from "./run-size.ts";
import { earlyPlans, waitedFor } from "./early-plans.ts";
import { playToday } from "./first-dials.ts";
import { type KeptLosses, lossesOfRuns, type LossesOfRuns } from "./kept-losses.ts";
import { type OuterMeans, outerMeans } from "./movers.ts";
import { openPool, type Pool } from "./pool.ts";
import { type Attackers, planningRange, plannerInput, timeFor, todaysOf } from "./planning-runs.ts";
import { planReport, type ReportInput } from "./report.ts";
import {
  askedOf,
  isOfAll,
  partsOfScenarios,
  playRange,
  putAwayIn,
  scenarioPlanner,
} from "./scenario-planner.ts";
import type { Prepared, Setting } from "./setting.ts";
import { limitsOf, usualTerms } from "./terms.ts";
import type { LossWeights, RunColumns } from "./tasks.ts";
import type { Watch } from "./watch.ts";

/** Stops of the budget slider, SEK. */
export const budgetStops: readonly number[] = [0, 150_000, 300_000, 600_000, 1_200_000, 2_400_000];

/** Stops between each two of those, which are wanted soon and cost but their dials. */
const stopsBetween = 3;

/** Stops are whole thousands of kronor. */
const wholeSek = 1_000;

/** Steps of the scene times evaluation runs up to which there are dials for stops between. */
const mostOfDials = 200_000_000;

/** A stop of a curve: searched, or planned soon from what the searched ones found. */
export type Stop = { readonly budgetSek: number; readonly isSoon: boolean };

/**
 * The stops of a computation: the slider's get others between them, unless the scene is so large
 * that dials of each would take minutes.
 */
export function stopsFor(
  budgets: readonly number[],
  { municipal }: Pick<Setting, "municipal">,
  { outer, inner }: Pick<RunSize, "outer" | "inner">,
): readonly Stop[] {
  const searched = budgets.map((budgetSek) => ({ budgetSek, isSoon: false }));
  const isSlider = budgets.join() === budgetStops.join();
  if (!isSlider || municipal.scene.graph.nodeCount * outer * inner > mostOfDials) return searched;
  return searched.flatMap((stop, at): readonly Stop[] => {
    const next = budgets[at + 1];
    if (next === undefined) return [stop];
    const step = (next - stop.budgetSek) / (stopsBetween + 1);
    const between = Array.from({ length: stopsBetween }, (_, nth) => ({
      budgetSek: wholeSek * Math.round((stop.budgetSek + (nth + 1) * step) / wholeSek),
      isSoon: true,
    }));
    return [stop, ...between];
  });
}

/** Of a municipality in which nothing can be lost. */
const noWeights: LossWeights = { hours: 0, persons: 0, sek: 0 };

export type Computed = {
  readonly reports: readonly PlanReport[];
  readonly curve: readonly CurvePoint[];
  /** The runs without measures, by outer draw. */
  readonly today: OuterMeans;
  /** What the runs of each report cost. */
  readonly losses: KeptLosses;
};

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

/** Threads that hold the settings of all these attackers, in their order. */
export function poolOf(attackers: Attackers, { threads }: Pick<RunSize, "threads">): Pool {
  return openPool(
    attackers.map(({ setting }) => setting),
    threads,
  );
}

/** A plan for each budget: as a curve, or where a calendar must get them done one by one. */
async function plansFor(
  {
    plans,
    objective,
    time,
  }: {
    readonly plans: Planner;
    readonly objective: Objective;
    readonly time: ReturnType<typeof timeFor>;
  },
  stops: readonly (Stop & { readonly limits: Limits })[],
  told: (planned: Planned) => Promise<void>,
): Promise<readonly Planned[]> {
  if (time === undefined) {
    const isSoon = (at: number): boolean => stops[at]?.isSoon ?? false;
    return plans.curve(
      stops.map(({ limits }) => limits),
      objective,
      told,
      isSoon,
    );
  }
  const found: Planned[] = [];
  for (const { limits } of stops) {
    const planned = await plans.plan(limits, objective, time);
    found.push(planned);
    await told(planned);
  }
  return found;
}

function curveOf(reports: readonly PlanReport[]): readonly CurvePoint[] {
  return reports.map(({ budgetSek, costSek, remains, bound }) => {
    return { budgetSek, costSek, remains, bound };
  });
}

/** What a report is made of besides the plan, its budget and its runs. */
type ReportGround = Omit<ReportInput, "planned" | "budgetSek" | "after">;

/** Reports of plans in their order; plans that hold the same share their runs. */
async function reportsOf(
  found: readonly Pick<ReportInput, "planned" | "budgetSek">[],
  groundOf: (planned: Planned) => Promise<ReportGround>,
  play: (choice: Choice) => Promise<RunColumns>,
  told: (planned: Planned) => Promise<void>,
): Promise<Pick<Computed, "losses" | "reports">> {
  const reports: PlanReport[] = [];
  const losses: Record<string, LossesOfRuns> = {};
  const played = new Map<string, RunColumns>();
  for (const { planned, budgetSek } of found) {
    const ground = await groundOf(planned);
    const key = planned.choice.join("");
    const isNothing = planned.choice.every((held) => held === 0);
    const after = played.get(key) ?? (isNothing ? ground.before : await play(planned.choice));
    played.set(key, after);
    const report = planReport({ ...ground, planned, budgetSek, after });
    reports.push(report);
    losses[report.run.id] ??= lossesOfRuns(ground.before);
    losses[report.afterRun] ??= lossesOfRuns(after);
    await told(planned);
  }
  return { reports, losses };
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
  rivals: Attackers = [],
): Promise<Computed> {
  const attackers = isOfAll(terms.objective) ? rivals : [prepared];
  const pool = poolOf(attackers, size);
  const stops = stopsFor(budgets, prepared.setting, size);
  const { signal } = watch;
  const budgetSek = waitedFor(budgets, budgetStops);
  const early = earlyPlans(
    { prepared, size, pool, attackers, terms, budgetSek, signal },
    async (one) => {
      watch.early?.(one);
      await step();
    },
  );
  const total = 3 + early.count + 2 * stops.length;
  let done = 0;
  const step = async (counts: Readonly<Record<string, number>> = {}): Promise<void> => {
    done += 1;
    watch.signal.throwIfAborted();
    await watch.progress(done, total, counts);
  };
  try {
    const none = new Uint8Array(prepared.candidates.length);
    // Today's dials first. Whole runs and excerpts are never in memory together.
    const before = await playToday({ prepared, size, pool }, signal, watch.first);
    await step();
    await putAwayIn(pool, "runs", attackers.keys(), signal);
    for (const plan of [early.onFew, early.onMore]) await plan();
    const todays = await todaysOf(pool, attackers, planningRange(size, prepared.setting), signal);
    await putAwayIn(pool, "excerpts", attackers.keys(), signal);
    await step();
    const { parts, objective } = askedOf(terms.objective, todays);
    const weights = todays[0] === undefined ? noWeights : lossWeights(todays[0].columns);
    // Not begun from the plans on a few runs: those fit few, and keep the search near themselves.
    const plans = scenarioPlanner(plannerInput(prepared, size, pool, signal), parts);
    // Nothing comes first: its rows say which measures change which runs.
    await plans.plan({ sek: 0, hours: 0 });
    const singles = await alone(plans, none.length, objective);
    await step();
    await early.onAll({ plans, objective, parts });
    const evaluation = { from: size.outer, to: 2 * size.outer, inner: size.inner };
    const found = await plansFor(
      { plans, objective, time: timeFor(prepared, terms) },
      stops.map((stop) => ({ ...stop, limits: limitsOf(stop.budgetSek, terms) })),
      ({ work }) => step({ evaluations: work.evaluations, rows: work.rows }),
    );
    const ground = { prepared, size, terms, weights, before, alone: singles, early: early.told() };
    const planningRuns = partsOfScenarios(parts).length;
    const reported = await reportsOf(
      found.map((planned, at) => ({ planned, budgetSek: stops[at]?.budgetSek ?? 0 })),
      async (planned) => ({
        ...ground,
        planningRuns,
        contributions: await contributions(plans, planned, objective),
      }),
      async (choice) => playRange(pool, choice, evaluation, signal),
      ({ work }) => step({ evaluations: work.evaluations, rows: work.rows }),
    );
    return {
      ...reported,
      today: outerMeans(before, size, weights),
      curve: curveOf(reported.reports),
    };
  } finally {
    await pool.close();
  }
}
