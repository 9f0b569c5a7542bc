/**
 * Measures under a budget, with a certified gap: sample-average programme with lazily generated
 * rows (dials.md §4). The search finds a plan; the tree proves how much better any plan could be,
 * and finds better ones on its way.
 */
import { invariant } from "@vallgrav/kernel";
import { checkProblem } from "./check.ts";
import { rulesOf, withoutMeasure } from "./feasible.ts";
import { type InTime, lateIn, limitsInTime, whyLate } from "./in-time.ts";
import { type Search, withoutIdle } from "./incumbent.ts";
import { type Account, accountOf, lossLedger } from "./ledger.ts";
import { bestBeside, curveOf, firstWithin, planWithin, stopWithin } from "./plan-within.ts";
import { type Asked, type Planned, type PlanLimits, type Setting, spentBy } from "./planned.ts";
import type { Candidate, Choice, Discount, Evaluate, Limits, Objective } from "./problem.ts";
import { gapOf } from "./proven.ts";
import { endedAt } from "./search-marks.ts";
import type { Watch } from "./tree.ts";
import { valuationOf } from "./valuation.ts";
import { surveyWorlds, type Worlds } from "./worlds.ts";

export type Planner = {
  /**
   * The best plan found within the limits, by the mean unless another objective is named. Rows and
   * plans are kept: other limits and objectives begin from them. Where a calendar is given, all of
   * the plan is done in time by it; what does not fit it stays forbidden for later plans by the
   * same calendar, and in worlds.
   */
  readonly plan: (limits: Limits, objective?: Objective, time?: InTime) => Promise<Planned>;
  /**
   * Plans within each of these limits, narrow ones first, as {@link plan} would; then, from the
   * last, those whose gap is larger than asked once more, with what the others found and proved;
   * then those that are wanted soon, as {@link stop} would. None leaves more than the one before.
   * @param told called after each plan of the first round and each soon one
   * @param isSoon which stops, by place, are wanted soon; none unless said
   */
  readonly curve: (
    stops: readonly Limits[],
    objective?: Objective,
    told?: (planned: Planned) => Promise<void>,
    isSoon?: (at: number) => boolean,
  ) => Promise<readonly Planned[]>;
  /**
   * A first plan with its proof, from so many evaluations and a few plans more: a worse one than
   * {@link plan}'s, which goes on from there; its gap says how much worse at most.
   */
  readonly first: (limits: Limits, evaluations: number, objective?: Objective) => Promise<Planned>;
  /**
   * A plan soon, between those of a curve: climbed by the rows at hand and bounded by them and by
   * what is proven within wider limits. Evaluates a few plans. It may leave more than
   * {@link plan} would; its gap says how much more at most.
   */
  readonly stop: (limits: Limits, objective?: Objective) => Promise<Planned>;
  /**
   * A plan of this planner, or the best of others that fit within its limits where one leaves less
   * by its objective; its gap is by what was proven before.
   */
  readonly beside: (
    planned: Planned,
    others: readonly Choice[],
    limits: Limits,
    objective?: Objective,
  ) => Promise<Planned>;
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

/** How often the choice is repeated where the calendar did not fit it. */
const calendarRounds = 8;
/** Forbids plans that hold all of these measures. */
function forbid(setting: Setting, measures: readonly number[]): void {
  const { rules, bars } = setting;
  const name = `forbidden/${Object.keys(bars).length}`;
  const costs = new Float64Array(rules.candidates.length);
  for (const at of measures) costs[at] = 1;
  setting.rules = {
    ...rules,
    resources: [...rules.resources, name],
    costs: [...rules.costs, costs],
  };
  setting.bars = { ...bars, [name]: measures.length - 1 };
}

/** Begins with a calendar: measures that it does not get done by themselves are forbidden. */
function forbidHopeless(setting: Setting, time: InTime): void {
  const { rules } = setting;
  const { closure, base } = rules;
  const asked = rules.resources.length - Object.keys(setting.bars).length;
  setting.rules = {
    ...rules,
    resources: rules.resources.slice(0, asked),
    costs: rules.costs.slice(0, asked),
  };
  setting.bars = {};
  setting.time = time;
  for (const [at, held] of closure.entries()) {
    const alone = base.slice();
    for (const needed of held) alone[needed] = 1;
    if (base[at] !== 1 && lateIn(time, alone).includes(at)) forbid(setting, [at]);
  }
}

/** What a search found, with as much of another choice as adds to it in the place of its own. */
async function withChoice(
  setting: Setting,
  planned: Planned,
  choice: Choice,
  { account, limits }: Asked,
): Promise<Planned> {
  const total = await account.totalAlone(choice);
  const search: Search = { rules: setting.rules, limits, account };
  const kept = await withoutIdle(search, { choice, total });
  const spent = spentBy(setting, kept.choice);
  return { ...planned, choice: kept.choice, remains: kept.total, spent };
}

/**
 * A plan that its calendar gets done: chosen on totals, laid into months, and chosen again without
 * what did not fit (dials.md §3), some rounds; in the end what does not fit is left out.
 */
async function planInTime(setting: Setting, asked: Asked, time: InTime): Promise<Planned> {
  const { closure, base } = setting.rules;
  const inTime = { ...asked, limits: limitsInTime(time, asked.limits) };
  if (setting.time !== time) forbidHopeless(setting, time);
  let best: Planned | null = null;
  let last: Planned;
  let late: readonly number[];
  let round = 0;
  do {
    last = await planWithin(setting, inTime);
    late = lateIn(time, last.choice).filter((at) => base[at] !== 1);
    const kept = late.reduce(
      (choice, at) => withoutMeasure(setting.rules, choice, at),
      last.choice,
    );
    const found = late.length === 0 ? last : await withChoice(setting, last, kept, inTime);
    if (best === null || found.remains < best.remains) best = found;
    for (const at of late) forbid(setting, whyLate(time, closure, last.choice, at));
    round += 1;
  } while (late.length > 0 && round < calendarRounds);
  const { today, work } = last;
  const bound = Math.min(last.bound, best.remains);
  const { remains } = best;
  const gap = gapOf(remains, bound, today);
  return {
    ...best,
    bound,
    gap,
    search: endedAt(last.search, { remains, bound, gap }),
    gapOfLoss: remains <= 0 ? 0 : (remains - bound) / remains,
    work,
    isFinished: late.length === 0 ? last.isFinished : gap <= setting.limits.gap,
  };
}
/**
 * A planner over a fixed set of scenarios.
 * @param input.weights weight per scenario, summing to 1
 * @param input.evaluate called only for scenarios whose loss the rows do not already give
 * @param input.watch told after each subproblem; what it throws ends the search
 * @param input.seeds plans to begin from, as those of a question over fewer scenarios
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
  readonly seeds?: readonly Choice[];
}): Planner {
  const { candidates, discounts = [], weights } = input;
  invariant(
    checkProblem(candidates, {}, discounts).length === 0,
    "the planner is asked only about measures that pass checkProblem",
  );
  const setting: Setting = {
    rules: rulesOf(candidates, discounts),
    bars: {},
    time: null,
    ledger: lossLedger(weights.length, input.evaluate),
    weights,
    limits: { ...defaultLimits, ...input.limits },
    watch: input.watch ?? (() => {}),
    seeds: [...(input.seeds ?? [])],
    proven: [],
  };
  const accountFor = (objective: Objective): Account =>
    accountOf(setting.ledger, valuationOf(objective, weights));
  const askedOf = (limits: Limits, objective: Objective): Asked => ({
    limits,
    objective,
    account: accountFor(objective),
  });
  return {
    remains: (choice, objective = mean) => accountFor(objective).totalAlone(choice),
    worlds: (limits, worlds) =>
      surveyWorlds(
        worlds.map((weighing) => ({
          rules: setting.rules,
          limits: { ...limits, ...setting.bars },
          account: accountOf(setting.ledger, valuationOf(mean, weighing)),
        })),
        setting.seeds,
      ),
    plan: (limits, objective = mean, time) =>
      time === undefined
        ? planWithin(setting, askedOf(limits, objective))
        : planInTime(setting, askedOf(limits, objective), time),
    curve: (stops, objective = mean, told = async () => {}, isSoon = () => false) =>
      curveOf(
        setting,
        stops.map((limits, at) => ({ ...askedOf(limits, objective), isSoon: isSoon(at) })),
        told,
      ),
    first: (limits, evaluations, objective = mean) =>
      firstWithin(setting, askedOf(limits, objective), evaluations),
    stop: (limits, objective = mean) => stopWithin(setting, askedOf(limits, objective)),
    beside: (planned, others, limits, objective = mean) =>
      bestBeside(setting, askedOf(limits, objective), planned, others),
  };
}
