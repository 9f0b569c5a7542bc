/**
 * The pay-off table (dials.md §4.1): a plan for every objective, and what each leaves by every
 * objective. Plans are chosen on planning runs and told by evaluation runs. Searches share what
 * they find: each begins from the plans of those before it, and in the end every objective may take
 * the plan of another that leaves less of it. Work is counted, so that the table is the same on any
 * machine.
 */
import { meanOf } from "@vallgrav/dials";
import { unreachable } from "@vallgrav/kernel";
import type { Choice, Objective, Planned, Planner } from "@vallgrav/planning";
import type { ObjectiveName, PayOff, SurveyAsked } from "../api/index.ts";
import { lossWeights, unitMeans, weighedLosses } from "./columns.ts";
import { type Attackers, plannerInput, timeFor } from "./planning-runs.ts";
import type { Pool } from "./pool.ts";
import type { RunSize } from "./run-size.ts";
import {
  askedOf,
  type Part,
  partsOfScenarios,
  type PlayedRange,
  playRange,
  putAwayIn,
  scenarioPlanner,
  type Today,
} from "./scenario-planner.ts";
import type { Prepared } from "./setting.ts";
import type { RunColumns } from "./tasks.ts";
import { limitsOf, tailShare } from "./terms.ts";

/** Objectives of the whole table, in the order they are told. */
export const surveyed: readonly ObjectiveName[] = [
  "mean",
  "tail",
  "worst",
  "all",
  "falls",
  "hours",
  "persons",
  "sek",
];

/** How long plans are searched for, in evaluations of planning runs. */
export type PayOffEffort = {
  /** Of each plan. */
  readonly evaluations: number;
  /** More of each whose gap is wide after that. */
  readonly more: number;
  /** Whether the plan of the objective that was asked for is searched for as any plan is. */
  readonly isAskedWhole: boolean;
};

/** A gap from which on a plan is searched for further. */
const wideGap = 0.1;

/** What a table is made with. */
export type PayOffDesk = {
  readonly prepared: Prepared;
  /** The reference first; the others only where objectives of all are asked about. */
  readonly attackers: Attackers;
  readonly objectives: readonly ObjectiveName[];
  readonly size: RunSize;
  /** Evaluation runs against an attacker. */
  readonly evaluationOf: (attacker: number) => PlayedRange;
  readonly asked: Pick<SurveyAsked, "budgetSek" | "terms">;
  readonly effort: PayOffEffort;
  readonly pool: Pool;
  readonly signal: AbortSignal;
  /** Planning runs of each attacker today. */
  readonly todays: readonly Today[];
  /** Called after each plan, and after the runs of each attacker. */
  readonly step: () => Promise<void>;
};

/** Evaluation runs of every attacker under a choice. */
export type Played = readonly RunColumns[];

/** A plan, and what it was chosen with. */
type Sought = {
  readonly name: ObjectiveName;
  readonly planner: Planner;
  readonly objective: Objective;
  readonly parts: readonly Part[];
  readonly planned: Planned;
};

/** A plan for an objective as far as the effort goes. */
async function planFor(
  { prepared, size, asked, effort }: PayOffDesk,
  { name, planner, objective }: Pick<Sought, "name" | "planner" | "objective">,
): Promise<Planned> {
  const limits = limitsOf(asked.budgetSek, asked.terms);
  const time = timeFor(prepared, asked.terms);
  const isWhole = effort.isAskedWhole && name === asked.terms.objective;
  if (isWhole || time !== undefined) return planner.plan(limits, objective, time);
  const workOf = (evaluations: number): number =>
    Math.min(evaluations, size.work?.evaluations ?? evaluations);
  const first = await planner.first(limits, workOf(effort.evaluations), objective);
  if (first.gap <= wideGap || effort.more === 0) return first;
  return planner.first(limits, workOf(effort.more), objective);
}

/**
 * A plan for every objective, the one asked for first; those over the same scenarios share their
 * planner. What threads keep of the scenarios is of use to all of them.
 */
export async function payOffPlans(desk: PayOffDesk): Promise<readonly Sought[]> {
  const { prepared, size, asked, objectives, pool, signal, todays, step } = desk;
  const order = objectives.toSorted(
    (a, b) => Number(b === asked.terms.objective) - Number(a === asked.terms.objective),
  );
  const planners = new Map<string, Planner>();
  const found = new Map<ObjectiveName, Sought>();
  for (const name of order) {
    const { parts, objective } = askedOf(name, todays);
    const key = name === "tail" ? "mean" : name;
    const seeds = [...found.values()].map(({ planned }) => planned.choice);
    const planner =
      planners.get(key) ??
      scenarioPlanner({ ...plannerInput(prepared, size, pool, signal), seeds }, parts);
    planners.set(key, planner);
    const planned = await planFor(desk, { name, planner, objective });
    found.set(name, { name, planner, objective, parts, planned });
    await step();
  }
  const limits = limitsOf(asked.budgetSek, asked.terms);
  const sought = objectives.flatMap((name) => found.get(name) ?? []);
  const choices = sought.map(({ planned }) => planned.choice);
  const best: Sought[] = [];
  for (const one of sought) {
    const planned = await one.planner.beside(one.planned, choices, limits, one.objective);
    best.push({ ...one, planned });
  }
  return best;
}

/** What choices come to in the evaluation runs; those that hold the same share them. */
export async function playedUnder(
  { attackers, evaluationOf, pool, signal, step }: PayOffDesk,
  choices: readonly Choice[],
): Promise<(choice: Choice) => Played> {
  const played = new Map<string, { readonly choice: Choice; readonly columns: RunColumns[] }>();
  for (const choice of choices) played.set(choice.join(""), { choice, columns: [] });
  // One attacker after the other: room to play runs in is large, and each has its own.
  for (const attacker of attackers.keys()) {
    for (const { choice, columns } of played.values())
      columns.push(await playRange(pool, choice, evaluationOf(attacker), signal, attacker));
    await putAwayIn(pool, "all", [attacker], signal);
    await step();
  }
  return (choice) => played.get(choice.join(""))?.columns ?? [];
}

/** Mean of the largest share of values. */
function meanOfWorst(values: Float64Array, share: number): number {
  const sorted = values.toSorted((a, b) => b - a);
  return meanOf(sorted.subarray(0, Math.max(1, Math.round(share * sorted.length))));
}

/** What is left of today's by an objective; null where nothing is lost today. */
function leftBy(
  todays: readonly Today[],
  name: ObjectiveName,
  before: Played,
  after: Played,
): number | null {
  const ratio = (of: (columns: RunColumns, attacker: number) => number, attacker = 0) => {
    const [was, is] = [before[attacker], after[attacker]];
    if (was === undefined || is === undefined) return null;
    const whole = of(was, attacker);
    return whole > 0 ? of(is, attacker) / whole : null;
  };
  const losses = (columns: RunColumns, attacker: number): Float64Array => {
    const today = todays[attacker]?.columns ?? columns;
    return weighedLosses(columns, lossWeights(today));
  };
  switch (name) {
    case "mean":
      return ratio((columns, attacker) => meanOf(losses(columns, attacker)));
    case "tail":
      return ratio((columns, attacker) => meanOfWorst(losses(columns, attacker), tailShare));
    case "worst": {
      const found = todays.flatMap((_, attacker) => {
        const left = ratio((columns) => meanOf(losses(columns, attacker)), attacker);
        return left === null ? [] : [left];
      });
      return found.length === 0 ? null : Math.max(...found);
    }
    case "all": {
      const { parts } = askedOf("all", todays);
      const sum = (played: Played): number =>
        parts.reduce((total, { weights, share }, attacker) => {
          const columns = played[attacker];
          return columns === undefined
            ? total
            : total + share * meanOf(weighedLosses(columns, weights));
        }, 0);
      const whole = sum(before);
      return whole > 0 ? sum(after) / whole : null;
    }
    case "falls":
    case "hours":
    case "persons":
    case "sek":
      return ratio((columns) => unitMeans(columns)[name]);
    default:
      return unreachable(name);
  }
}

/** Ids of what a choice holds. */
export function idsOf({ candidates }: Pick<Prepared, "candidates">, choice: Choice) {
  return candidates.filter((_, at) => choice[at] === 1).map(({ id }) => id);
}

/** The table, of plans and what they and nothing came to. */
export function payOffOf(
  { prepared, objectives, todays, evaluationOf }: PayOffDesk,
  plans: readonly Sought[],
  played: (choice: Choice) => Played,
): PayOff {
  const before = played(new Uint8Array(prepared.candidates.length));
  const rows = plans.map(({ name: objective, planned, parts }) => ({
    objective,
    measures: idsOf(prepared, planned.choice),
    costSek: planned.spent["sek"] ?? 0,
    hours: planned.spent["hours"] ?? 0,
    gap: planned.gap,
    finished: planned.isFinished,
    planningRuns: partsOfScenarios(parts).length,
    leaves: objectives.map((by) => leftBy(todays, by, before, played(planned.choice))),
  }));
  const runsOf = (name: ObjectiveName): number =>
    askedOf(name, todays).parts.reduce((sum, { setting }) => {
      const { from, to, inner } = evaluationOf(setting);
      return sum + (to - from) * inner;
    }, 0);
  return {
    objectives,
    plans: rows,
    inEvery: prepared.candidates
      .map(({ id }) => id)
      .filter((id) => rows.every(({ measures }) => measures.includes(id))),
    runs: objectives.map(runsOf),
  };
}
