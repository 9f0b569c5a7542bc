/**
 * Looks at a plan from all sides (dials.md §4.1, §5.4, §1.8): what each objective's plan leaves by
 * every objective, both dials against every attacker, in which other worlds each measure belongs,
 * and what it comes to in a year. Plans are chosen on planning runs; every figure but gaps and
 * worlds is of the evaluation runs.
 */
import { meanOf, yearly } from "@vallgrav/dials";
import type { Choice, Planned } from "@vallgrav/planning";
import type {
  AttackerDials,
  BreakEven,
  FrequencyGiven,
  KnowingReport,
  PayOff,
  PlanSurvey,
  SurveyAsked,
  WorldsReport,
  YearlyReport,
} from "../api/index.ts";
import { lossWeights } from "./columns.ts";
import { poolOf } from "./compute.ts";
import { frequencyOf, paysOf } from "./frequency.ts";
import {
  idsOf,
  type PayOffDesk,
  type PayOffEffort,
  payOffOf,
  payOffPlans,
  type Played,
  playedUnder,
  surveyed,
} from "./pay-off.ts";
import type { Watch } from "./watch.ts";
import type { RunSize } from "./run-size.ts";
import { planningRange, todayOf, todaysOf } from "./planning-runs.ts";
import { dialsOf, runIdentity } from "./report.ts";
import { forgetIn, isOfAll, putAwayIn, type Today } from "./scenario-planner.ts";
import type { Prepared, Rival } from "./setting.ts";
import { worldsOf } from "./worlds-of-plan.ts";
import { worthKnowing } from "./worth-knowing.ts";

/** Inner draws of attackers other than the reference (dials.md §2.1). */
const innerOfOthers = 5;
/** Years drawn for the quantiles of a year's loss. */
const years = 100_000;

/** What a first table is chosen on and told by: outer draws, and inner draws of each of those. */
const few = { draws: 10, inner: 4 } as const;
/** How long plans of the first table, and of the whole one, are searched for. */
const fewEffort: PayOffEffort = { evaluations: 200, more: 0, isAskedWhole: false };
const wholeEffort: PayOffEffort = { evaluations: 1_500, more: 3_000, isAskedWhole: true };

/** Everything a survey works with. */
type Desk = PayOffDesk & { readonly rivals: readonly Rival[] };

function sizeFor({ size }: Pick<Desk, "size">, attacker: number): RunSize {
  return attacker === 0 ? size : { ...size, inner: Math.min(innerOfOthers, size.inner) };
}

/** Evaluation runs: the draws after those that plans are chosen on. */
function evaluationOf(size: RunSize): PayOffDesk["evaluationOf"] {
  return (attacker) => {
    const { inner } = sizeFor({ size }, attacker);
    return { from: size.outer, to: 2 * size.outer, inner };
  };
}

/**
 * A table soon, on a few of the runs and by the objectives that are of the reference attacker
 * alone: the others need every attacker, who takes long to make and to play.
 */
async function firstTable(
  prepared: Prepared,
  size: RunSize,
  asked: SurveyAsked,
  signal: AbortSignal,
): Promise<PayOff> {
  const attackers = [prepared];
  const pool = poolOf(attackers, size);
  try {
    const range = { ...planningRange(size, prepared.setting), to: few.draws };
    const todays = await todaysOf(pool, attackers, range, signal);
    await putAwayIn(pool, "excerpts", [0], signal);
    const { outer: from } = size;
    const inner = Math.min(few.inner, size.inner);
    const desk: PayOffDesk = {
      prepared,
      attackers,
      objectives: surveyed.filter((name) => !isOfAll(name)),
      size,
      evaluationOf: () => ({ from, to: from + few.draws, inner }),
      asked,
      effort: fewEffort,
      pool,
      signal,
      todays,
      step: () => Promise.resolve(),
    };
    const plans = await payOffPlans(desk);
    const none = new Uint8Array(prepared.candidates.length);
    const played = await playedUnder(desk, [none, ...plans.map(({ planned }) => planned.choice)]);
    return payOffOf(desk, plans, played);
  } finally {
    await pool.close();
  }
}

/** Whether a first table comes before the whole one: not where a calendar decides its plans. */
function hasFirst({ outer }: RunSize, { terms }: SurveyAsked): boolean {
  return few.draws < outer && (terms.dates ?? null) === null;
}

/** What is worth knowing before the choice between the plans; doing nothing is no plan here. */
function knowingOf(
  { prepared, size }: Desk,
  plans: readonly { readonly planned: Planned }[],
  played: (choice: Choice) => Played,
): KnowingReport {
  const [today] = played(new Uint8Array(prepared.candidates.length));
  if (today === undefined) throw new Error("the reference attacker has been played");
  const choices = new Map(plans.map(({ planned: { choice } }) => [choice.join(""), choice]));
  const columns = [...choices.values()]
    .filter((choice) => choice.includes(1))
    .flatMap((choice) => played(choice)[0] ?? []);
  return worthKnowing(prepared, size, { today, plans: columns, weights: lossWeights(today) });
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
 * Computes a survey but for other worlds, which are {@link computeWorlds}. The same setting, size
 * and question give the same answer for any number of threads.
 * @param rivals makes every attacker with a way in, the reference first
 */
export async function computeSurvey(
  prepared: Prepared,
  rivals: () => Promise<readonly Rival[]>,
  size: RunSize,
  asked: SurveyAsked,
  watch: Watch,
): Promise<PlanSurvey> {
  const { signal } = watch;
  const isFirst = watch.payOff !== undefined && hasFirst(size, asked);
  if (isFirst) watch.payOff?.(await firstTable(prepared, size, asked, signal));
  const attackers = await rivals();
  const total = (isFirst ? 1 : 0) + 1 + surveyed.length + attackers.length;
  let done = 0;
  const step = async (): Promise<void> => {
    done += 1;
    signal.throwIfAborted();
    await watch.progress(done, total, {});
  };
  if (isFirst) await step();
  const pool = poolOf(attackers, size);
  try {
    const range = planningRange(size, prepared.setting);
    const todays: Today[] = [];
    for (const [setting, attacker] of attackers.entries()) {
      todays.push(await todayOf(pool, attacker, { setting, range }, signal));
      // What excerpts are taken with is large, and each attacker has its own.
      await putAwayIn(pool, "all", [setting], signal);
    }
    await step();
    const desk: Desk = {
      prepared,
      attackers,
      rivals: attackers,
      objectives: surveyed,
      size,
      evaluationOf: evaluationOf(size),
      asked,
      effort: wholeEffort,
      pool,
      signal,
      todays,
      step,
    };
    const plans = await payOffPlans(desk);
    // Whole runs and excerpts are never in memory together.
    await forgetIn(pool, attackers.keys(), signal);
    const none = new Uint8Array(prepared.candidates.length);
    const played = await playedUnder(desk, [none, ...plans.map(({ planned }) => planned.choice)]);
    const planned = plans.find(({ name }) => name === asked.terms.objective)?.planned;
    if (planned === undefined) throw new Error("every objective has been planned for");
    const [before, after] = [played(none), played(planned.choice)];
    const { outer, inner, seed } = size;
    return {
      budgetSek: asked.budgetSek,
      terms: asked.terms,
      measures: idsOf(prepared, planned.choice),
      payOff: payOffOf(desk, plans, played),
      attackers: attackersOf(desk, before, after),
      worlds: null,
      knowing: knowingOf(desk, plans, played),
      yearly: asked.frequency === null ? null : yearlyOf(desk, asked.frequency, before, after),
      breakEven: breakEvenOf(desk, planned, before, after),
      runs: { outer, inner, innerOfOthers: Math.min(innerOfOthers, inner), seed },
      run: runIdentity(prepared, size, planned.choice),
    };
  } finally {
    await pool.close();
  }
}

/**
 * Plans other worlds anew beside a plan.
 * @param measures ids of what that plan holds
 */
export async function computeWorlds(
  prepared: Prepared,
  size: RunSize,
  asked: SurveyAsked,
  measures: readonly string[],
  watch: Watch,
): Promise<WorldsReport> {
  const { signal } = watch;
  const pool = poolOf([prepared], size);
  let done = 0;
  const step = async (): Promise<void> => {
    done += 1;
    signal.throwIfAborted();
    await watch.progress(done, 1 + asked.worlds, {});
  };
  try {
    const range = planningRange(size, prepared.setting);
    const today = await todayOf(pool, prepared, { setting: 0, range }, signal);
    await forgetIn(pool, [0], signal);
    await step();
    const held = new Set(measures);
    const choice = Uint8Array.from(prepared.candidates, ({ id }) => (held.has(id) ? 1 : 0));
    const weights = lossWeights(today.columns);
    return await worldsOf({ prepared, size, asked, pool, signal, choice, weights, step });
  } finally {
    await pool.close();
  }
}
