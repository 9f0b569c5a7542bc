/**
 * The planner over played scenarios, by what plans should leave least of: the runs of one attacker
 * or of several, weighed so that today is 1.
 */
import { unreachable } from "@vallgrav/kernel";
import { type Objective, planner, type Planner, type PlanLimits } from "@vallgrav/planning";
import type { Candidate, Choice, Seen } from "@vallgrav/planning";
import type { Measure } from "@vallgrav/knowledge";
import type { ObjectiveName } from "../api/index.ts";
import { basesOf } from "./bases.ts";
import { joinColumns, lossWeights, orderedColumns, unitMeans } from "./columns.ts";
import { dealt, gathered, lanes } from "./lanes.ts";
import type { Pool } from "./pool.ts";
import type {
  DialsTask,
  ForgetTask,
  LossColumns,
  LossesTask,
  LossWeights,
  PlayedScenario,
  RunColumns,
  ScenariosTask,
  PutAwayTask,
} from "./tasks.ts";
import { tailShare } from "./terms.ts";

/** Outer draws from one to before another, each with so many inner draws. */
export type PlayedRange = { readonly from: number; readonly to: number; readonly inner: number };

/**
 * Outer draws in one piece of the runs of dials. The fewest there can be: those who wait for one
 * batch of runs before the next have all threads at it to its end.
 */
const drawsOfPiece = 1;

/** Plays a range of outer draws under a choice. */
export async function playRange(
  pool: Pool,
  chosen: Choice,
  range: PlayedRange,
  signal: AbortSignal,
  setting = 0,
): Promise<RunColumns> {
  const tasks: DialsTask[] = [];
  for (let outer = range.from; outer < range.to; outer += drawsOfPiece)
    tasks.push({
      kind: "dials",
      setting,
      chosen,
      range: {
        outerFrom: outer,
        outerTo: Math.min(outer + drawsOfPiece, range.to),
        inner: range.inner,
      },
    });
  return joinColumns(await pool.run(tasks, signal));
}

/**
 * What the planning scenarios of outer draws from 0 on cost with nothing chosen; what threads take
 * of each for it stays for the plans that follow.
 */
export async function playLossesOf(
  pool: Pool,
  { to, inner }: Pick<PlayedRange, "to" | "inner">,
  signal: AbortSignal,
  setting = 0,
): Promise<LossColumns> {
  const scenarios = Array.from({ length: to * inner }, (_, scenario) => scenario);
  const pieces = dealt(scenarios, (scenario) => {
    return { part: 0, outer: Math.floor(scenario / inner) };
  });
  const tasks = pieces.map(({ lane, places }): LossesTask => {
    return { kind: "losses", setting, lane, scenarios: places, inner };
  });
  return orderedColumns(
    pieces.map(({ places }) => places),
    await pool.run(tasks, signal),
  );
}

/** A task for every lane of each of these settings. */
function inEach<T extends PutAwayTask | ForgetTask>(task: T, settings: Iterable<number>) {
  return [...settings].flatMap((setting) =>
    Array.from({ length: lanes }, (_, lane) => ({ ...task, setting, lane })),
  );
}

/**
 * Tells every thread to give back for these settings what is not needed for a while: whole runs are
 * played before plans are searched, and after.
 */
export async function putAwayIn(
  pool: Pool,
  what: PutAwayTask["what"],
  settings: Iterable<number>,
  signal: AbortSignal,
): Promise<void> {
  await pool.run(inEach<PutAwayTask>({ kind: "put-away", what }, settings), signal);
}

/** Tells every thread to forget what it keeps of the planning scenarios of these settings. */
export async function forgetIn(
  pool: Pool,
  settings: Iterable<number>,
  signal: AbortSignal,
): Promise<void> {
  await pool.run(inEach<ForgetTask>({ kind: "forget" }, settings), signal);
}

/** Scenarios of one attacker: those of its outer draws. */
export type Part = {
  /** Place of its setting in the pool. */
  readonly setting: number;
  readonly range: PlayedRange;
  readonly weights: LossWeights;
  /** What all its scenarios weigh together; those of all parts sum to 1. */
  readonly share: number;
};

/** What planners over the same scenes are made with. */
export type PlannerInput = {
  readonly pool: Pool;
  readonly candidates: readonly Candidate[];
  readonly measures: readonly Measure[];
  readonly limits: Partial<PlanLimits>;
  readonly signal: AbortSignal;
  /** Told what is found and proven so far. */
  readonly watch?: (seen: Seen) => void;
  /** Plans to begin from. */
  readonly seeds?: readonly Choice[];
};

function countOf({ range }: Part): number {
  return (range.to - range.from) * range.inner;
}

/** The part of each scenario and its number among its attacker's, in the order of the parts. */
function placesOf(parts: readonly Part[]): { readonly part: Int32Array; readonly at: Int32Array } {
  const count = parts.reduce((sum, part) => sum + countOf(part), 0);
  const [part, at] = [new Int32Array(count), new Int32Array(count)];
  let next = 0;
  for (const [place, one] of parts.entries())
    for (let scenario = 0; scenario < countOf(one); scenario += 1) {
      part[next] = place;
      at[next] = one.range.from * one.range.inner + scenario;
      next += 1;
    }
  return { part, at };
}

/** Which part each scenario is of, as objectives and worlds ask for it. */
export function partsOfScenarios(parts: readonly Part[]): Int32Array {
  return placesOf(parts).part;
}

/** A planner over the scenarios of the parts. */
export function scenarioPlanner(input: PlannerInput, parts: readonly Part[]): Planner {
  const { pool, candidates, measures, limits, signal } = input;
  const places = placesOf(parts);
  const count = places.part.length;
  const bases = basesOf(measures, count);
  const weights = Float64Array.from(places.part, (place) => {
    const part = parts[place];
    return part === undefined ? 0 : part.share / countOf(part);
  });
  const evaluate = async (
    choice: Choice,
    scenarios: readonly number[],
    rowsWanted: boolean,
  ): Promise<readonly PlayedScenario[]> => {
    const acting = scenarios.map((scenario) => bases.actingFor(scenario, choice));
    const pieces = dealt(scenarios, (scenario) => {
      const part = places.part[scenario] ?? 0;
      const { from, to, inner } = parts[part]?.range ?? { from: 0, to: 0, inner: 1 };
      const at = places.at[scenario] ?? 0;
      // Runs of a single draw are for all threads, too.
      return { part, outer: to - from === 1 ? at : Math.floor(at / inner) };
    });
    const tasks = pieces.flatMap((piece): readonly ScenariosTask[] => {
      const part = parts[piece.part];
      if (part === undefined) return [];
      return [
        {
          kind: "scenarios",
          setting: part.setting,
          lane: piece.lane,
          chosen: choice,
          scenarios: piece.places.map((at) => places.at[scenarios[at] ?? 0] ?? 0),
          acting: piece.places.map((at) => acting[at] ?? choice),
          rowsWanted,
          inner: part.range.inner,
          weights: part.weights,
        },
      ];
    });
    const played = gathered(pieces, await pool.run(tasks, signal));
    return played.map((one, at) => {
      const scenario = scenarios[at] ?? 0;
      bases.learn(scenario, acting[at] ?? choice, one.touched);
      const rows = one.rows.map((row) => ({ ...row, scenario }));
      return { ...one, scenario, rows };
    });
  };
  const { watch, seeds = [] } = input;
  const told = watch === undefined ? {} : { watch };
  return planner({ candidates, weights, limits, evaluate, seeds, ...told });
}

/** An attacker's part before it is weighed: its runs today, and how often it comes. */
export type Today = {
  readonly setting: number;
  readonly range: PlayedRange;
  readonly columns: LossColumns;
  /** Campaigns per campaign of the reference attacker. */
  readonly relativeRate: number;
};

/** What a unit alone weighs: all over today's mean; nothing where nothing is lost today. */
function unitWeights(
  columns: LossColumns,
  unit: "falls" | "hours" | "persons" | "sek",
): LossWeights {
  const mean = unitMeans(columns)[unit];
  return { hours: 0, persons: 0, sek: 0, [unit]: mean > 0 ? 1 / mean : 0 };
}

/** What an hour, a person and a krona weigh over all attackers, each by how often it comes. */
function weightsOfAll(todays: readonly Today[], whole: number): LossWeights {
  const units = ["hours", "persons", "sek"] as const;
  const means = todays.map(({ columns, relativeRate }) => ({
    means: unitMeans(columns),
    share: relativeRate / whole,
  }));
  const sums = units.map((unit) => means.reduce((sum, of) => sum + of.share * of.means[unit], 0));
  const lost = sums.filter((sum) => sum > 0).length;
  const [hours = 0, persons = 0, sek = 0] = sums.map((sum) => (sum > 0 ? 1 / (lost * sum) : 0));
  return { hours, persons, sek };
}

/** Scenarios and what to make least, for an objective by name; the reference attacker is first. */
export function askedOf(
  name: ObjectiveName,
  todays: readonly Today[],
): { readonly parts: readonly Part[]; readonly objective: Objective } {
  const partOf = ({ setting, range }: Today, weights: LossWeights, share: number): Part => ({
    setting,
    range,
    weights,
    share,
  });
  const [reference] = todays;
  if (reference === undefined) return { parts: [], objective: { kind: "mean" } };
  const mean: Objective = { kind: "mean" };
  switch (name) {
    case "mean":
    case "tail":
      return {
        parts: [partOf(reference, lossWeights(reference.columns), 1)],
        objective: name === "mean" ? mean : { kind: "tail", share: tailShare },
      };
    case "all": {
      const whole = todays.reduce((sum, { relativeRate }) => sum + relativeRate, 0);
      const weights = weightsOfAll(todays, whole);
      return {
        parts: todays.map((today) => partOf(today, weights, today.relativeRate / whole)),
        objective: mean,
      };
    }
    case "worst": {
      const lossy = todays.filter(({ columns }) => {
        const weights = lossWeights(columns);
        return weights.hours + weights.persons + weights.sek > 0;
      });
      const asked = lossy.length === 0 ? [reference] : lossy;
      const parts = asked.map((today) =>
        partOf(today, lossWeights(today.columns), 1 / asked.length),
      );
      return {
        parts,
        objective: { kind: "worst-profile", profiles: partsOfScenarios(parts) },
      };
    }
    case "falls":
    case "hours":
    case "persons":
    case "sek":
      return {
        parts: [partOf(reference, unitWeights(reference.columns, name), 1)],
        objective: mean,
      };
    default:
      return unreachable(name);
  }
}

/** Whether an objective is of all attackers, so that every one of them is played. */
export function isOfAll(name: ObjectiveName): boolean {
  return name === "all" || name === "worst";
}
