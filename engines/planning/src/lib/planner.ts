/**
 * Measures under a budget, with a certified gap: sample-average programme with lazily generated
 * rows (dials.md §4). The search finds a plan; the tree proves how much better any plan could be,
 * and finds better ones on its way.
 */
import { invariant } from "@vallgrav/kernel";
import { propagate, wholeBox } from "./boxes.ts";
import { checkProblem } from "./check.ts";
import { type Grouping, groupScenarios, oneGroup } from "./cuts.ts";
import { type Rules, rulesOf, spentOf, withoutMeasure } from "./feasible.ts";
import { type InTime, lateIn, limitsInTime, whyLate } from "./in-time.ts";
import {
  firstIncumbent,
  improve,
  type Incumbent,
  type Search,
  searchIncumbent,
} from "./incumbent.ts";
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
import { gapOf, type Proven, provenWithin } from "./proven.ts";
import { openRelaxation } from "./relaxation.ts";
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
   * plans are kept: other limits and objectives begin from them. Where a calendar is given, all of
   * the plan is done in time by it; what does not fit it stays forbidden for later plans by the
   * same calendar, and in worlds.
   */
  readonly plan: (limits: Limits, objective?: Objective, time?: InTime) => Promise<Planned>;
  /**
   * Plans within each of these limits, narrow ones first, as {@link plan} would; then, from the
   * last, those whose gap is larger than asked once more, with what the others found and proved.
   * @param told called after each plan of the first round
   */
  readonly curve: (
    stops: readonly Limits[],
    objective?: Objective,
    told?: (planned: Planned) => Promise<void>,
  ) => Promise<readonly Planned[]>;
  /**
   * A plan soon, between those of a curve: climbed by the rows at hand and bounded by them and by
   * what is proven within wider limits. Evaluates a few plans. It may leave more than
   * {@link plan} would; its gap says how much more at most.
   */
  readonly stop: (limits: Limits, objective?: Objective) => Promise<Planned>;
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

/** What a planner works with from plan to plan. */
type Setting = {
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
type Asked = { readonly limits: Limits; readonly objective: Objective; readonly account: Account };

/** How scenarios are put together in cuts: by likeness, where their weights are fixed. */
function groupingOf({ ledger, weights, rules }: Setting, account: Account): Grouping {
  return account.valuation.isLinear
    ? groupScenarios(ledger.pool, weights, rules.candidates.length)
    : oneGroup(weights.length);
}

/** What a plan takes of each resource that was asked about. */
function spentBy({ rules, bars }: Setting, choice: Choice): Amounts {
  const spent = spentOf(rules, choice);
  const named = rules.resources.map((name, at) => [name, spent[at] ?? 0] as const);
  return Object.fromEntries(named.filter(([name]) => !Object.hasOwn(bars, name)));
}

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

/** What a search found, with another choice in the place of its own. */
async function withChoice(
  setting: Setting,
  planned: Planned,
  choice: Choice,
  account: Account,
): Promise<Planned> {
  const remains = await account.totalAlone(choice);
  return { ...planned, choice, remains, spent: spentBy(setting, choice) };
}

/**
 * A plan that its calendar gets done: chosen on totals, laid into months, and chosen again without
 * what did not fit (dials.md §3), some rounds; in the end what does not fit is left out.
 */
async function planInTime(setting: Setting, asked: Asked, time: InTime): Promise<Planned> {
  const { closure, base } = setting.rules;
  const { account } = asked;
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
    const found = late.length === 0 ? last : await withChoice(setting, last, kept, account);
    if (best === null || found.remains < best.remains) best = found;
    for (const at of late) forbid(setting, whyLate(time, closure, last.choice, at));
    round += 1;
  } while (late.length > 0 && round < calendarRounds);
  const { today, work } = last;
  const bound = Math.min(last.bound, best.remains);
  const gap = gapOf(best.remains, bound, today);
  return {
    ...best,
    bound,
    gap,
    gapOfLoss: best.remains <= 0 ? 0 : (best.remains - bound) / best.remains,
    work,
    isFinished: late.length === 0 ? last.isFinished : gap <= setting.limits.gap,
  };
}

/** A plan with what is proven of it. */
function plannedOf(
  setting: Setting,
  { choice, total: remains }: Incumbent,
  { today, nodes, isFinished, ...proof }: Omit<Proof, "best"> & { readonly today: number },
): Planned {
  const { ledger } = setting;
  const bound = Math.min(proof.bound, remains);
  return {
    choice,
    spent: spentBy(setting, choice),
    remains,
    today,
    bound,
    gap: gapOf(remains, bound, today),
    gapOfLoss: remains <= 0 ? 0 : (remains - bound) / remains,
    work: { nodes, rows: ledger.pool.count(), evaluations: ledger.evaluations() },
    isFinished,
  };
}

async function planWithin(setting: Setting, asked: Asked): Promise<Planned> {
  const { rules, bars, ledger, seeds, watch, proven } = setting;
  const { objective, account } = asked;
  const limits = { ...asked.limits, ...bars };
  const { gap, ...work } = setting.limits;
  const search: Search = { rules, limits, account };
  const today = await account.total(rules.base);
  const floor = provenWithin(rules, proven, { limits, objective });
  const tell = ({ total }: Incumbent): void =>
    watch({ nodes: 0, evaluations: ledger.evaluations(), remains: total, bound: floor });
  const start = await searchIncumbent(search, seeds, tell);
  tell(start);
  const grouping = groupingOf(setting, account);
  const proof: Proof =
    today > 0
      ? await searchTree({ ...search, grouping, today, floor, gap, work, watch }, start)
      : { best: start, bound: 0, nodes: 0, isFinished: true };
  const best = await improve(search, proof.best);
  const isKnown = seeds.some((seed) => seed.every((held, at) => held === best.choice[at]));
  if (!isKnown) seeds.push(best.choice);
  const planned = plannedOf(setting, best, { ...proof, today });
  // What a calendar forbids is forbidden for its own plans alone.
  if (Object.keys(bars).length === 0) proven.push({ limits, objective, bound: planned.bound });
  return planned;
}

/** The same plan, with what was proven after it. */
function tightened(setting: Setting, asked: Asked, planned: Planned): Planned {
  const { remains, today, work } = planned;
  const limits = { ...asked.limits, ...setting.bars };
  const known = provenWithin(setting.rules, setting.proven, { ...asked, limits });
  const bound = Math.max(planned.bound, known);
  const isFinished =
    planned.isFinished || gapOf(remains, Math.min(bound, remains), today) <= setting.limits.gap;
  const proof = { bound, nodes: work.nodes, isFinished, today };
  return { ...plannedOf(setting, { choice: planned.choice, total: remains }, proof), work };
}

async function curveOf(
  setting: Setting,
  asked: readonly Asked[],
  told: (planned: Planned) => Promise<void>,
): Promise<readonly Planned[]> {
  const found: Planned[] = [];
  for (const one of asked) {
    const planned = await planWithin(setting, one);
    found.push(planned);
    await told(planned);
  }
  // Backwards: what is proven and found within wider limits helps within narrower ones.
  for (const [at, one] of [...asked.entries()].toReversed()) {
    const first = found[at];
    if (first === undefined) continue;
    const before = tightened(setting, one, first);
    found[at] = before.isFinished ? before : await planWithin(setting, one);
  }
  return found.map((planned, at) => {
    const own = asked[at];
    return own === undefined ? planned : tightened(setting, own, planned);
  });
}

/** Rounds of cuts for a plan that is wanted soon. */
const stopRounds = 40;

async function stopWithin(setting: Setting, asked: Asked): Promise<Planned> {
  const { rules, ledger, seeds, proven } = setting;
  const { objective, account } = asked;
  const { pool } = ledger;
  const { valuation } = account;
  const limits = { ...asked.limits, ...setting.bars };
  const today = await account.total(rules.base);
  const best = await firstIncumbent({ rules, limits, account }, seeds);
  const grouping = groupingOf(setting, account);
  const whole = propagate(rules, limits, wholeBox(rules));
  const relaxation = openRelaxation({ rules, limits, pool, valuation, grouping });
  const relaxed =
    today > 0 && whole !== null ? relaxation.bound(whole, best.total, stopRounds).bound : 0;
  const bound = Math.max(provenWithin(rules, proven, { limits, objective }), relaxed);
  const isFinished = gapOf(best.total, Math.min(bound, best.total), today) <= setting.limits.gap;
  return plannedOf(setting, best, { bound, nodes: 1, isFinished, today });
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
    bars: {},
    time: null,
    ledger: lossLedger(weights.length, input.evaluate),
    weights,
    limits: { ...defaultLimits, ...input.limits },
    watch: input.watch ?? (() => {}),
    seeds: [],
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
    curve: (stops, objective = mean, told = async () => {}) =>
      curveOf(
        setting,
        stops.map((limits) => askedOf(limits, objective)),
        told,
      ),
    stop: (limits, objective = mean) => stopWithin(setting, askedOf(limits, objective)),
  };
}
