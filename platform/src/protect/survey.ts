/**
 * Looks at a plan from all sides (dials.md §4.1, §5.4, §1.8): what each objective's plan leaves by
 * every objective, both dials against every attacker, in which other worlds each measure belongs,
 * and what it comes to in a year. Plans are chosen on planning runs; every figure but gaps and
 * worlds is of the evaluation runs.
 */
import { meanOf, yearly } from "@vallgrav/dials";
import { unreachable } from "@vallgrav/kernel";
import type { Choice, Planned, Planner } from "@vallgrav/planning";
import type {
  AttackerDials,
  BreakEven,
  FrequencyGiven,
  KnowingReport,
  ObjectiveName,
  PayOff,
  PlanSurvey,
  SurveyAsked,
  YearlyReport,
} from "../api/index.ts";
import { lossWeights, unitMeans, weighedLosses } from "./columns.ts";
import { poolOf } from "./compute.ts";
import { frequencyOf, paysOf } from "./frequency.ts";
import type { Watch } from "./watch.ts";
import type { RunSize } from "./run-size.ts";
import { plannerInput, planningRange, timeFor, todaysOf } from "./planning-runs.ts";
import type { Pool } from "./pool.ts";
import { dialsOf, runIdentity } from "./report.ts";
import { askedOf, playRange, scenarioPlanner, type Today } from "./scenario-planner.ts";
import type { Prepared, Rival } from "./setting.ts";
import type { LossWeights, RunColumns } from "./tasks.ts";
import { limitsOf, tailShare } from "./terms.ts";
import { worldsOf } from "./worlds-of-plan.ts";
import { worthKnowing } from "./worth-knowing.ts";

/** Objectives of the pay-off table, in the order they are told. */
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

/** Inner draws of attackers other than the reference (dials.md §2.1). */
const innerOfOthers = 5;
/** Years drawn for the quantiles of a year's loss. */
const years = 100_000;

/** Everything a survey works with. */
type Desk = {
  readonly prepared: Prepared;
  readonly rivals: readonly Rival[];
  readonly size: RunSize;
  readonly asked: SurveyAsked;
  readonly pool: Pool;
  readonly signal: AbortSignal;
  readonly todays: readonly Today[];
  /** Called after each step of work. */
  readonly step: () => Promise<void>;
};

/** Evaluation runs of every attacker under a choice. */
type Played = readonly RunColumns[];

function sizeFor({ size }: Desk, attacker: number): RunSize {
  return attacker === 0 ? size : { ...size, inner: Math.min(innerOfOthers, size.inner) };
}

async function playedUnder(desk: Desk, choice: Choice): Promise<Played> {
  const { size, rivals, pool, signal } = desk;
  const found: RunColumns[] = [];
  for (const attacker of rivals.keys()) {
    const { inner } = sizeFor(desk, attacker);
    const range = { from: size.outer, to: 2 * size.outer, inner };
    found.push(await playRange(pool, choice, range, signal, attacker));
  }
  return found;
}

/** Mean of the largest share of values. */
function meanOfWorst(values: Float64Array, share: number): number {
  const sorted = values.toSorted((a, b) => b - a);
  return meanOf(sorted.subarray(0, Math.max(1, Math.round(share * sorted.length))));
}

/** What is left of today's by an objective; null where nothing is lost today. */
function leftBy(desk: Desk, name: ObjectiveName, before: Played, after: Played): number | null {
  const { todays } = desk;
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

/** A plan for every objective; those over the same scenarios share their planner. */
async function plansFor(desk: Desk): Promise<ReadonlyMap<ObjectiveName, Planned>> {
  const { prepared, size, asked, pool, signal, todays, step } = desk;
  const found = new Map<ObjectiveName, Planned>();
  const planners = new Map<string, Planner>();
  const time = timeFor(prepared, asked.terms);
  for (const name of surveyed) {
    const { parts, objective } = askedOf(name, todays);
    const key = name === "tail" ? "mean" : name;
    const planner =
      planners.get(key) ?? scenarioPlanner(plannerInput(prepared, size, pool, signal), parts);
    planners.set(key, planner);
    found.set(name, await planner.plan(limitsOf(asked.budgetSek, asked.terms), objective, time));
    await step();
  }
  return found;
}

/** What is lost weighs of the reference attacker, in the planning runs. */
function weightsOf([reference]: readonly Today[]): LossWeights {
  return reference === undefined
    ? { hours: 0, persons: 0, sek: 0 }
    : lossWeights(reference.columns);
}

function idsOf({ candidates }: Prepared, choice: Choice): readonly string[] {
  return candidates.filter((_, at) => choice[at] === 1).map(({ id }) => id);
}

async function payOffOf(
  desk: Desk,
  plans: ReadonlyMap<ObjectiveName, Planned>,
  before: Played,
): Promise<{ readonly payOff: PayOff; readonly played: ReadonlyMap<string, Played> }> {
  const played = new Map<string, Played>();
  const rows: PayOff["plans"][number][] = [];
  for (const [objective, planned] of plans) {
    const key = planned.choice.join("");
    const after = played.get(key) ?? (await playedUnder(desk, planned.choice));
    played.set(key, after);
    rows.push({
      objective,
      measures: idsOf(desk.prepared, planned.choice),
      costSek: planned.spent["sek"] ?? 0,
      hours: planned.spent["hours"] ?? 0,
      gap: planned.gap,
      finished: planned.isFinished,
      leaves: surveyed.map((name) => leftBy(desk, name, before, after)),
    });
    await desk.step();
  }
  const inEvery = idsOf(desk.prepared, new Uint8Array(desk.prepared.candidates.length).fill(1));
  return {
    payOff: {
      objectives: surveyed,
      plans: rows,
      inEvery: inEvery.filter((id) => rows.every(({ measures }) => measures.includes(id))),
    },
    played,
  };
}

/** What is worth knowing before the choice between the plans; doing nothing is no plan here. */
function knowingOf(desk: Desk, before: Played, played: ReadonlyMap<string, Played>): KnowingReport {
  const [today] = before;
  if (today === undefined) throw new Error("the reference attacker has been played");
  const plans = [...played]
    .filter(([choice]) => choice.includes("1"))
    .flatMap(([, [columns]]) => (columns === undefined ? [] : [columns]));
  return worthKnowing(desk.prepared, desk.size, { today, plans, weights: lossWeights(today) });
}

function attackersOf(desk: Desk, before: Played, after: Played): readonly AttackerDials[] {
  const { prepared, rivals, todays } = desk;
  return rivals.flatMap(({ profile, setting }, attacker): AttackerDials[] => {
    const [was, is, today] = [before[attacker], after[attacker], todays[attacker]];
    if (was === undefined || is === undefined || today === undefined) return [];
    const { id, name, subject, relativeRate } = profile;
    const own = { ...prepared, setting, profile, identity: { ...prepared.identity, profile: id } };
    const size = sizeFor(desk, attacker);
    const weights = lossWeights(today.columns);
    return [
      {
        id,
        name,
        subject,
        relativeRate: { median: relativeRate.median, spread: relativeRate.spread },
        before: dialsOf(own, size, was, weights),
        after: dialsOf(own, size, is, weights),
      },
    ];
  });
}

function yearlyOf(
  { todays, size }: Desk,
  given: FrequencyGiven,
  before: Played,
  after: Played,
): YearlyReport {
  const frequency = frequencyOf(given);
  const figures = (played: Played): YearlyReport["before"] => {
    const streams = played.flatMap((columns, attacker) => {
      const relativeRate = todays[attacker]?.relativeRate ?? 0;
      return [{ relativeRate, losses: columns.sek }];
    });
    const found = yearly({ frequency, streams, years, seed: size.seed });
    const { mean, probabilityNone, p95, p99 } = found;
    return { mean, probabilityNone, p95, p99 };
  };
  return {
    frequency: { ...given, ...frequency },
    before: figures(before),
    after: figures(after),
  };
}

/** When the plan pays, counted over all attackers, each by how often it comes beside the first. */
function breakEvenOf(
  { todays }: Desk,
  { spent }: Planned,
  before: Played,
  after: Played,
): BreakEven {
  const savedSek = todays.reduce((sum, { relativeRate }, attacker) => {
    const [was, is] = [before[attacker], after[attacker]];
    if (was === undefined || is === undefined) return sum;
    return sum + relativeRate * (meanOf(was.sek) - meanOf(is.sek));
  }, 0);
  return paysOf({ costSek: spent["sek"] ?? 0, yearlySek: spent["yearlySek"] ?? 0 }, savedSek);
}

/**
 * Computes a survey. The same setting, size and question give the same answer for any number of
 * threads.
 * @param rivals every attacker with a way in, the reference first
 */
export async function computeSurvey(
  prepared: Prepared,
  rivals: readonly Rival[],
  size: RunSize,
  asked: SurveyAsked,
  watch: Watch,
): Promise<PlanSurvey> {
  const pool = poolOf(rivals, size);
  const total = 2 + 2 * surveyed.length + asked.worlds;
  let done = 0;
  const step = async (): Promise<void> => {
    done += 1;
    watch.signal.throwIfAborted();
    await watch.progress(done, total, {});
  };
  try {
    const { signal } = watch;
    const todays = await todaysOf(pool, rivals, planningRange(size, prepared.setting), signal);
    const desk: Desk = { prepared, rivals, size, asked, pool, signal, todays, step };
    await step();
    const plans = await plansFor(desk);
    const before = await playedUnder(desk, new Uint8Array(prepared.candidates.length));
    await step();
    const { payOff, played } = await payOffOf(desk, plans, before);
    const planned = plans.get(asked.terms.objective);
    if (planned === undefined) throw new Error("every objective has been planned for");
    const after = played.get(planned.choice.join("")) ?? before;
    const worlds =
      asked.worlds === 0
        ? null
        : await worldsOf({ ...desk, choice: planned.choice, weights: weightsOf(todays) });
    const { outer, inner, seed } = size;
    return {
      budgetSek: asked.budgetSek,
      terms: asked.terms,
      measures: idsOf(prepared, planned.choice),
      payOff,
      attackers: attackersOf(desk, before, after),
      worlds,
      knowing: knowingOf(desk, before, played),
      yearly: asked.frequency === null ? null : yearlyOf(desk, asked.frequency, before, after),
      breakEven: breakEvenOf(desk, planned, before, after),
      runs: { outer, inner, innerOfOthers: Math.min(innerOfOthers, inner), seed },
      run: runIdentity(prepared, size, planned.choice),
    };
  } finally {
    await pool.close();
  }
}
