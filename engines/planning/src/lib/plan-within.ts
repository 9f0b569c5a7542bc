/** Plans within limits: one with its proof, one soon, and those of a curve. */
import { propagate, wholeBox } from "./boxes.ts";
import { type Grouping, groupScenarios, oneGroup } from "./cuts.ts";
import { isFeasible } from "./feasible.ts";
import {
  firstIncumbent,
  firstRowRounds,
  improve,
  type Incumbent,
  type Search,
  searchByRows,
  searchFurther,
  withoutIdle,
} from "./incumbent.ts";
import type { Account } from "./ledger.ts";
import { type Asked, type Planned, plannedOf, type Setting } from "./planned.ts";
import type { Choice } from "./problem.ts";
import { gapOf, provenWithin } from "./proven.ts";
import { openRelaxation } from "./relaxation.ts";
import { openMarks } from "./search-marks.ts";
import { searchTree, type TreeQuestion, type Watch } from "./tree.ts";

/** Totals nearer than this are the same. */
const same = 1e-12;

/** How scenarios are put together in cuts: by likeness, where their weights are fixed. */
function groupingOf({ ledger, weights, rules }: Setting, account: Account): Grouping {
  return account.valuation.isLinear
    ? groupScenarios(ledger.pool, weights, rules.candidates.length)
    : oneGroup(weights.length);
}

/** Rounds of cuts for a bound that is wanted soon. */
const quickRounds = 40;

/** What no plan within the limits goes below, by the rows at hand. */
function quickBound(
  setting: Setting,
  { rules, limits, account }: Search,
  { total, today }: { readonly total: number; readonly today: number },
): number {
  const { pool, valuation } = account;
  const whole = propagate(rules, limits, wholeBox(rules));
  if (today <= 0 || whole === null) return 0;
  const grouping = groupingOf(setting, account);
  const relaxation = openRelaxation({ rules, limits, pool, valuation, grouping });
  return relaxation.bound(whole, total, quickRounds).bound;
}

/** How long a plan is searched for. */
type Effort = {
  readonly work: TreeQuestion["work"];
  /** Whether greedy, pairs and neighbours are tried besides what rows and relaxation say. */
  readonly isLong: boolean;
};

/** Grows the tree from a first plan, with the further search for plans within it or after it. */
async function provedFrom(question: TreeQuestion, first: Incumbent) {
  if (question.today <= 0) return { best: first, bound: 0, nodes: 0, isFinished: true };
  let isDeep = false;
  const deepen = async (best: Incumbent): Promise<Incumbent> => {
    if (isDeep) return best;
    isDeep = true;
    return question.deepen(best);
  };
  const proof = await searchTree({ ...question, deepen }, first);
  return { ...proof, best: await deepen(proof.best) };
}

async function searched(setting: Setting, asked: Asked, effort: Effort): Promise<Planned> {
  const { rules, bars, ledger, seeds, proven } = setting;
  const { objective, account } = asked;
  const limits = { ...asked.limits, ...bars };
  const search: Search = { rules, limits, account };
  const before = ledger.evaluations();
  const today = await account.total(rules.base);
  const marks = openMarks(before, today);
  const watch: Watch = (seen) => {
    marks.watch(seen);
    setting.watch(seen);
  };
  const floor = provenWithin(rules, proven, { limits, objective });
  const first = await firstIncumbent(search, seeds);
  watch({
    nodes: 0,
    evaluations: ledger.evaluations(),
    remains: first.total,
    bound: Math.min(first.total, floor),
  });
  const question: TreeQuestion = {
    ...search,
    grouping: groupingOf(setting, account),
    today,
    floor,
    gap: setting.limits.gap,
    work: effort.work,
    watch,
    deepen: async (best) =>
      effort.isLong
        ? searchFurther(search, seeds, best)
        : searchByRows(search, best, firstRowRounds),
  };
  const proof = await provedFrom(question, first);
  const better = effort.isLong ? await improve(search, proof.best) : proof.best;
  const best = await withoutIdle(search, better);
  const isKnown = seeds.some((seed) => seed.every((held, at) => held === best.choice[at]));
  if (!isKnown) seeds.push(best.choice);
  const found = { remains: best.total, bound: proof.bound, evaluations: ledger.evaluations() };
  const planned = plannedOf(setting, best, { ...proof, today, search: marks.ended(found) });
  // What a calendar forbids is forbidden for its own plans alone.
  if (Object.keys(bars).length === 0) proven.push({ limits, objective, bound: planned.bound });
  return planned;
}

/** The best plan found within limits, and what is proven of it. */
export async function planWithin(setting: Setting, asked: Asked): Promise<Planned> {
  return searched(setting, asked, { work: setting.limits, isLong: true });
}

/**
 * A first plan with its proof: climbed, then what is near the relaxation of all plans, which is
 * bounded with so many evaluations, then where rows say that less is left. {@link planWithin} goes
 * on from there.
 */
export async function firstWithin(
  setting: Setting,
  asked: Asked,
  evaluations: number,
): Promise<Planned> {
  return searched(setting, asked, { work: { nodes: 1, evaluations }, isLong: false });
}

/** The same plan, with what was proven after it. */
function tightened(setting: Setting, asked: Asked, planned: Planned): Planned {
  const { remains, today, work } = planned;
  const limits = { ...asked.limits, ...setting.bars };
  const known = provenWithin(setting.rules, setting.proven, { ...asked, limits });
  const bound = Math.max(planned.bound, known);
  const isFinished =
    planned.isFinished || gapOf(remains, Math.min(bound, remains), today) <= setting.limits.gap;
  const proof = { bound, nodes: work.nodes, isFinished, today, search: planned.search };
  return { ...plannedOf(setting, { choice: planned.choice, total: remains }, proof), work };
}
/** A stop of a curve. */
export type CurveStop = Asked & {
  /** Whether a plan from the rows of the others is enough. */
  readonly isSoon: boolean;
};

/** A plan that leaves more than the one before, which fits here too, gives way to it. */
function notWorse(
  setting: Setting,
  { limits }: Asked,
  planned: Planned,
  narrower: Planned | undefined,
): Planned {
  if (narrower === undefined || narrower.remains >= planned.remains - same) return planned;
  if (!isFeasible(setting.rules, narrower.choice, { ...limits, ...setting.bars })) return planned;
  const { choice, remains } = narrower;
  const { bound, today, work, isFinished, search } = planned;
  const proof = { bound, nodes: work.nodes, isFinished, today, search };
  return { ...plannedOf(setting, { choice, total: remains }, proof), work };
}

/**
 * Plans of stops, narrow ones first: the searched ones, then backwards those with too large a gap
 * once more, then those wanted soon.
 * @param told after each plan of the first round, and each soon one
 */
export async function curveOf(
  setting: Setting,
  stops: readonly CurveStop[],
  told: (planned: Planned) => Promise<void>,
): Promise<readonly Planned[]> {
  const found: Planned[] = [];
  const searched = [...stops.entries()].filter(([, { isSoon }]) => !isSoon);
  for (const [at, one] of searched) {
    const planned = await planWithin(setting, one);
    found[at] = planned;
    await told(planned);
  }
  // Backwards: what is proven and found within wider limits helps within narrower ones.
  for (const [at, one] of searched.toReversed()) {
    const first = found[at];
    if (first === undefined) continue;
    const before = tightened(setting, one, first);
    found[at] = before.isFinished ? before : await planWithin(setting, one);
  }
  for (const [at, one] of stops.entries()) {
    if (!one.isSoon) continue;
    const planned = await stopWithin(setting, one);
    found[at] = planned;
    await told(planned);
  }
  const curve: Planned[] = [];
  for (const [at, one] of stops.entries()) {
    const planned = found[at];
    if (planned !== undefined)
      curve.push(notWorse(setting, one, tightened(setting, one, planned), curve.at(-1)));
  }
  return curve;
}

/**
 * The plan, or the best of other plans within its limits where one leaves less: they may come from
 * other objectives, whose searches went elsewhere. What was proven stays proven. Cost: evaluations
 * of nothing but losses.
 */
export async function bestBeside(
  setting: Setting,
  asked: Asked,
  planned: Planned,
  others: readonly Choice[],
): Promise<Planned> {
  const { rules } = setting;
  const { account } = asked;
  const limits = { ...asked.limits, ...setting.bars };
  let best: Incumbent = { choice: planned.choice, total: planned.remains };
  for (const choice of others) {
    if (!isFeasible(rules, choice, limits)) continue;
    const total = await account.totalBelow(choice, best.total - same, false);
    if (total < best.total - same) best = { choice, total };
  }
  if (best.choice === planned.choice) return planned;
  const lean = await withoutIdle({ rules, limits, account }, best);
  const { bound, today, work, search } = planned;
  const gap = gapOf(lean.total, Math.min(bound, lean.total), today);
  const isFinished = planned.isFinished || gap <= setting.limits.gap;
  const proof = { bound, nodes: work.nodes, isFinished, today, search };
  return { ...plannedOf(setting, lean, proof), work };
}

/** A plan soon, from the rows at hand. */
export async function stopWithin(setting: Setting, asked: Asked): Promise<Planned> {
  const { rules, seeds, proven } = setting;
  const { objective, account } = asked;
  const limits = { ...asked.limits, ...setting.bars };
  const today = await account.total(rules.base);
  const search: Search = { rules, limits, account };
  const best = await withoutIdle(search, await firstIncumbent(search, seeds));
  const relaxed = quickBound(setting, search, { total: best.total, today });
  const bound = Math.max(provenWithin(rules, proven, { limits, objective }), relaxed);
  const isFinished = gapOf(best.total, Math.min(bound, best.total), today) <= setting.limits.gap;
  return plannedOf(setting, best, { bound, nodes: 1, isFinished, today });
}
