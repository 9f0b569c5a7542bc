/**
 * Good plans, quickly: greedy by gain and by gain per cost, from nothing and from pairs that only
 * help together, then single swaps. Loss is monotone but not submodular, so greedy alone proves
 * nothing; the bound of the tree does (dials.md §4). Plans are compared by what the rows say of
 * them, and evaluated only where that says they may be the best.
 */
import {
  fittingBeside,
  isFeasible,
  limitsBy,
  type Rules,
  spentOf,
  withMeasure,
  withoutMeasure,
} from "./feasible.ts";
import type { Account } from "./ledger.ts";
import type { Choice, Limits } from "./problem.ts";

export type Incumbent = { readonly choice: Choice; readonly total: number };

/** What a search works on. */
export type Search = {
  readonly rules: Rules;
  readonly limits: Limits;
  readonly account: Account;
};

/** Pairs tried as seeds. */
const pairSeeds = 12;
/** Measures of which pairs are made: those with the most to gain alone or with another. */
const pairMeasures = 80;
/** Times one seed is climbed from again because the rows had promised too much. */
const climbs = 3;
/** Plans looked from while climbing first and later, and while swapping: each reads every row. */
const firstLooks = 60;
const climbLooks = 300;
const swapLooks = 400;
/** Moves by rows at most before their end is evaluated, and times that is done. */
const rowMoves = 40;
const rowRounds = 30;
/** Likewise of a first plan, that is waited for. */
export const firstRowRounds = 12;
/** Totals nearer than this are the same. */
const same = 1e-12;

/** How dear a plan is: the largest share of any limit. */
function dearness(search: Search, choice: Choice): number {
  const most = limitsBy(search.rules, search.limits);
  const shares = spentOf(search.rules, choice).map((spent, at) => {
    const limit = most[at] ?? 0;
    return limit > 0 ? spent / limit : 0;
  });
  return Math.max(1e-6, ...shares);
}

/** How dear a plan is with a measure added; quick where volumes change no price. */
function dearnessBeside(search: Search, choice: Choice): (measure: number) => number {
  const { rules, limits } = search;
  if (rules.volumes.length > 0)
    return (measure) => dearness(search, withMeasure(rules, choice, measure));
  const most = limitsBy(rules, limits);
  const spent = spentOf(rules, choice);
  return (measure) => {
    let dearest = 1e-6;
    for (let resource = 0; resource < most.length; resource += 1) {
      const limit = most[resource] ?? 0;
      if (!(limit > 0)) continue;
      let sum = spent[resource] ?? 0;
      for (const at of rules.closure[measure] ?? [])
        if (choice[at] !== 1) sum += rules.costs[resource]?.[at] ?? 0;
      dearest = Math.max(dearest, sum / limit);
    }
    return dearest;
  };
}

/** A measure that can be added to a plan, and what it costs and at most gains. */
type Step = {
  readonly measure: number;
  readonly price: number;
  readonly most: number;
};

/**
 * Every plan one measure larger that fits, by what it at most gains per price.
 * @param known what the plan leaves; null: what the rows say of it
 */
function stepsFrom(search: Search, choice: Choice, known: number | null, perCost: boolean): Step[] {
  const { rules, limits, account } = search;
  const outlook = account.outlook(choice);
  const total = known ?? outlook.total;
  const before = dearness(search, choice);
  const dearnessWith = dearnessBeside(search, choice);
  const fits = fittingBeside(rules, choice, limits);
  const steps: Step[] = [];
  for (let measure = 0; measure < choice.length; measure += 1) {
    if (choice[measure] === 1 || !fits(measure)) continue;
    const price = perCost ? Math.max(dearnessWith(measure) - before, 1e-6) : 1;
    const most = (total - outlook.withAdded(rules.closure[measure] ?? [])) / price;
    if (most > same) steps.push({ measure, price, most });
  }
  return steps.sort((a, b) => b.most - a.most);
}

/** Adds the best measure until none helps or fits; of equally good ones the first. */
async function greedy(search: Search, start: Incumbent, perCost: boolean): Promise<Incumbent> {
  let best = start;
  for (;;) {
    let next: (Incumbent & { readonly score: number; readonly measure: number }) | null = null;
    for (const step of stepsFrom(search, best.choice, best.total, perCost)) {
      const { measure, price, most } = step;
      const least = next === null ? same : next.score - same * Math.max(1, next.score);
      // What the rows still prove is the most a measure can gain: too little ends the search.
      if (most <= least) break;
      const choice = withMeasure(search.rules, best.choice, measure);
      const total = await search.account.totalBelow(choice, best.total - least * price);
      const score = (best.total - total) / price;
      if (score <= least) continue;
      const isEqual = next !== null && score - next.score <= next.score - least;
      if (next === null || !isEqual || measure < next.measure)
        next = { choice, total, score, measure };
    }
    if (next === null) return best;
    best = { choice: next.choice, total: next.total };
  }
}

/** Adds what the rows say is best until nothing fits, without evaluating anything. */
export function climb(search: Search, start: Choice, left: { looks: number }): Choice {
  let choice = start;
  for (;;) {
    left.looks -= 1;
    const [best] = stepsFrom(search, choice, null, true);
    if (best === undefined) return choice;
    choice = withMeasure(search.rules, choice, best.measure);
  }
}

/** The pairs that could gain most by what the rows prove, dearest last among equals. */
function promisingPairs(search: Search, empty: Incumbent): Choice[] {
  const { rules, limits, account } = search;
  const outlook = account.outlook(empty.choice);
  const closures = rules.closure
    .map((closure, measure) => ({ closure, measure, least: outlook.withAdded(closure) }))
    .filter(({ measure }) => isFeasible(rules, withMeasure(rules, empty.choice, measure), limits))
    .sort((a, b) => a.least - b.least || a.measure - b.measure)
    .slice(0, pairMeasures);
  const found: { readonly choice: Choice; readonly promise: number }[] = [];
  for (const [at, first] of closures.entries())
    for (const second of closures.slice(at + 1)) {
      const choice = withMeasure(
        rules,
        withMeasure(rules, empty.choice, first.measure),
        second.measure,
      );
      if (!isFeasible(rules, choice, limits)) continue;
      const gain = empty.total - outlook.withAdded([...first.closure, ...second.closure]);
      found.push({ choice, promise: gain / dearness(search, choice) });
    }
  return found
    .sort((a, b) => b.promise - a.promise)
    .slice(0, pairSeeds)
    .map(({ choice }) => choice);
}

/** A plan one measure away that the rows say may be better, and how good at best. */
type Neighbour = { readonly choice: Choice; readonly least: number };

/** Plans one measure away, added or one for another, that may cost less than `below`. */
function neighbours(search: Search, choice: Choice, below: number): Neighbour[] {
  const { rules, limits, account } = search;
  const found: Neighbour[] = [];
  const from = (base: Choice): void => {
    const outlook = account.outlook(base);
    const fits = fittingBeside(rules, base, limits);
    for (let add = 0; add < base.length; add += 1) {
      if (base[add] === 1 || choice[add] === 1 || !fits(add)) continue;
      const least = outlook.withAdded(rules.closure[add] ?? []);
      if (least < below) found.push({ choice: withMeasure(rules, base, add), least });
    }
  };
  from(choice);
  for (const [drop, held] of choice.entries())
    if (held === 1 && rules.base[drop] === 0) from(withoutMeasure(rules, choice, drop));
  return found.sort((a, b) => a.least - b.least);
}

/** Moves to what the rows say is the best neighbour until none is better, evaluating nothing. */
function descend(search: Search, start: Choice): Choice {
  let choice = start;
  for (let moves = 0; moves < rowMoves; moves += 1) {
    const [next] = neighbours(search, choice, search.account.lower(choice) - same);
    if (next === undefined) return choice;
    choice = next.choice;
  }
  return choice;
}

/**
 * Goes where the rows say less is left, evaluates only where that ends, and goes again with what
 * the rows say then. Cost: a reading of all rows for each measure held and move.
 */
export async function searchByRows(
  search: Search,
  found: Incumbent,
  rounds: number = rowRounds,
): Promise<Incumbent> {
  let best = found;
  for (let times = 0; times < rounds; times += 1) {
    const choice = descend(search, best.choice);
    if (search.account.lower(choice) >= best.total - same) break;
    const total = await search.account.totalBelow(choice, best.total - same);
    if (total < best.total - same) best = { choice, total };
  }
  return best;
}

/** Moves to better neighbours until there is none. */
export async function improve(search: Search, start: Incumbent): Promise<Incumbent> {
  let best = start;
  for (let looks = 0; looks < swapLooks; looks += 1) {
    looks += best.choice.reduce((sum, held) => sum + held, 0);
    let moved = false;
    for (const { choice } of neighbours(search, best.choice, best.total - same)) {
      const total = await search.account.totalBelow(choice, best.total - same);
      if (total >= best.total - same) continue;
      best = { choice, total };
      moved = true;
      break;
    }
    if (!moved) break;
  }
  return best;
}

/** The better of two: of those that leave the same the cheaper, and the first of equals. */
function better(search: Search, a: Incumbent, b: Incumbent): Incumbent {
  if (b.total < a.total - same) return b;
  if (b.total > a.total + same) return a;
  return dearness(search, b.choice) < dearness(search, a.choice) ? b : a;
}

/** The plan without some measures where as little is left without all of them; else null. */
async function without(
  { rules, account }: Search,
  best: Incumbent,
  [measures, most]: readonly [readonly number[], number],
): Promise<Incumbent | null> {
  let { choice } = best;
  for (const at of measures) if (choice[at] === 1) choice = withoutMeasure(rules, choice, at);
  const spent = spentOf(rules, best.choice);
  if (spentOf(rules, choice).some((amount, at) => amount > (spent[at] ?? 0))) return null;
  const total = await account.totalBelow(choice, most + same, false);
  return total <= most ? { choice, total } : null;
}

/**
 * The plan without what adds nothing to it: a measure goes, with what requires it, where as little
 * is left without and nothing costs more. The dearest go first, many at a time as long as none of
 * them is needed; what was needed before is needed after, for losses only rise. Cost: evaluations
 * of nothing but losses, about as many as measures are needed, times the logarithm of the rest.
 */
export async function withoutIdle(search: Search, found: Incumbent): Promise<Incumbent> {
  const { rules } = search;
  const most = found.total + same;
  let best = found;
  const held = [...found.choice.keys()]
    .filter((at) => found.choice[at] === 1 && rules.base[at] !== 1)
    .map((at) => ({ at, rest: dearness(search, withoutMeasure(rules, found.choice, at)) }))
    .sort((a, b) => a.rest - b.rest || a.at - b.at)
    .map(({ at }) => at);
  const open: (readonly number[])[] = [held];
  for (let measures = open.pop(); measures !== undefined; measures = open.pop()) {
    const left = measures.filter((at) => best.choice[at] === 1);
    if (left.length === 0) continue;
    const stripped = await without(search, best, [left, most]);
    if (stripped !== null) best = stripped;
    else if (left.length > 1) {
      const half = left.length >> 1;
      open.push(left.slice(half), left.slice(0, half));
    }
  }
  return best;
}

/** Climbs from a seed, evaluates where it ended, and climbs again where the rows now say less. */
async function climbFrom(
  search: Search,
  seed: Choice,
  best: Incumbent,
  left: { looks: number },
): Promise<Incumbent> {
  let found = best;
  for (let times = 0; times < climbs && left.looks > 0; times += 1) {
    const choice = climb(search, seed, left);
    const promised = search.account.lower(choice);
    if (promised >= found.total - same) break;
    const total = await search.account.total(choice);
    found = better(search, found, { choice, total });
    if (total <= promised + same) break;
  }
  return found;
}

/** The best of nothing and of the plans handed in that fit. */
async function bestKnown(search: Search, seeds: readonly Choice[]): Promise<Incumbent> {
  const { rules, limits, account } = search;
  let best: Incumbent = { choice: rules.base, total: await account.total(rules.base) };
  for (const choice of seeds)
    if (isFeasible(rules, choice, limits))
      best = better(search, best, { choice, total: await account.total(choice) });
  return best;
}

/**
 * A plan soon: climbed by what the rows say, from nothing and from the plans handed in. Evaluates
 * those plans and, of each climb, where it ended; greedy may find better.
 */
export async function firstIncumbent(search: Search, seeds: readonly Choice[]): Promise<Incumbent> {
  const { rules, limits } = search;
  let best = await bestKnown(search, seeds);
  const left = { looks: firstLooks };
  for (const seed of [rules.base, ...seeds])
    if (isFeasible(rules, seed, limits)) best = await climbFrom(search, seed, best, left);
  return best;
}

/**
 * Searches from nothing by greedy, from promising pairs and from the plans handed in, and moves to
 * better neighbours of the best. What is proven before it saves it evaluations.
 */
export async function searchFurther(
  search: Search,
  seeds: readonly Choice[],
  found: Incumbent,
): Promise<Incumbent> {
  const { rules, limits, account } = search;
  const empty: Incumbent = { choice: rules.base, total: await account.total(rules.base) };
  let best = empty;
  for (const perCost of [true, false])
    best = better(search, best, await greedy(search, empty, perCost));
  best = better(search, best, found);
  const left = { looks: climbLooks };
  for (const seed of [...promisingPairs(search, empty), ...seeds])
    if (isFeasible(rules, seed, limits)) best = await climbFrom(search, seed, best, left);
  return improve(search, await searchByRows(search, best));
}

/** Both of them: a plan soon, and then the longer search. */
export async function searchIncumbent(
  search: Search,
  seeds: readonly Choice[],
): Promise<Incumbent> {
  return searchFurther(search, seeds, await firstIncumbent(search, seeds));
}
