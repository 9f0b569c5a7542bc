/**
 * Good plans, quickly: greedy by gain and by gain per cost, seeded with pairs that only help
 * together, then single swaps. Loss is monotone but not submodular, so greedy alone proves nothing;
 * the master's bound does (dials.md §4).
 */
import { costOf, isFeasible, type Rules, withMeasure, withoutMeasure } from "./feasible.ts";
import type { LossLedger } from "./ledger.ts";
import type { Choice, Limits } from "./problem.ts";

export type Incumbent = { readonly choice: Choice; readonly total: number };

/** What a search works on. */
export type Search = {
  readonly rules: Rules;
  readonly limits: Limits;
  readonly ledger: LossLedger;
};

/** Pairs tried as seeds. */
const pairSeeds = 12;
/** Totals nearer than this are the same. */
const same = 1e-12;

/** How dear a plan is: the largest share of any limit. */
function dearness(search: Search, choice: Choice): number {
  const { budgetSek, hours } = search.limits;
  const cost = costOf(search.rules, choice);
  const money = budgetSek > 0 ? cost.sek / budgetSek : 0;
  const work = hours !== null && hours > 0 ? cost.hours / hours : 0;
  return Math.max(money, work, 1e-6);
}

/** Adds the best measure until none helps or fits. */
async function greedy(search: Search, start: Incumbent, perCost: boolean): Promise<Incumbent> {
  let best = start;
  for (;;) {
    let next: (Incumbent & { readonly score: number }) | null = null;
    const before = dearness(search, best.choice);
    for (let measure = 0; measure < best.choice.length; measure += 1) {
      if (best.choice[measure] === 1) continue;
      const choice = withMeasure(search.rules, best.choice, measure);
      if (!isFeasible(search.rules, choice, search.limits)) continue;
      const price = perCost ? Math.max(dearness(search, choice) - before, 1e-6) : 1;
      // What the rows still prove is the most this measure can gain: too little, and it is skipped.
      const most = (best.total - search.ledger.lower(choice)) / price;
      if (most <= same || (next !== null && most <= next.score)) continue;
      const total = await search.ledger.total(choice);
      const score = (best.total - total) / price;
      if (score > same && (next === null || score > next.score)) next = { choice, total, score };
    }
    if (next === null) return best;
    best = { choice: next.choice, total: next.total };
  }
}

/** The pairs that could gain most by what the rows prove, dearest last among equals. */
function promisingPairs(search: Search, empty: Incumbent): Choice[] {
  const found: { readonly choice: Choice; readonly promise: number }[] = [];
  const count = empty.choice.length;
  for (let first = 0; first < count; first += 1)
    for (let second = first + 1; second < count; second += 1) {
      const choice = withMeasure(
        search.rules,
        withMeasure(search.rules, empty.choice, first),
        second,
      );
      if (!isFeasible(search.rules, choice, search.limits)) continue;
      const gain = empty.total - search.ledger.lower(choice);
      found.push({ choice, promise: gain / dearness(search, choice) });
    }
  return found
    .sort((a, b) => b.promise - a.promise)
    .slice(0, pairSeeds)
    .map(({ choice }) => choice);
}

/** Every plan one measure away: added, left out, or one for another. */
export function neighbours(search: Search, choice: Choice): Choice[] {
  const found: Choice[] = [];
  const count = choice.length;
  for (let add = 0; add < count; add += 1) {
    if (choice[add] === 1) continue;
    found.push(withMeasure(search.rules, choice, add));
    for (let drop = 0; drop < count; drop += 1)
      if (choice[drop] === 1)
        found.push(withMeasure(search.rules, withoutMeasure(search.rules, choice, drop), add));
  }
  return found.filter((plan) => isFeasible(search.rules, plan, search.limits));
}

/** Moves to better neighbours until there is none. */
async function improve(search: Search, start: Incumbent): Promise<Incumbent> {
  let best = start;
  for (let moves = 0; moves < 50; moves += 1) {
    let moved = false;
    for (const choice of neighbours(search, best.choice)) {
      if (search.ledger.lower(choice) >= best.total - same) continue;
      const total = await search.ledger.total(choice);
      if (total < best.total - same) {
        best = { choice, total };
        moved = true;
        break;
      }
    }
    if (!moved) break;
  }
  return best;
}

/** Searches from nothing, from promising pairs and from the plans handed in. */
export async function searchIncumbent(
  search: Search,
  seeds: readonly Choice[],
): Promise<Incumbent> {
  const none = new Uint8Array(search.rules.candidates.length);
  const empty: Incumbent = { choice: none, total: await search.ledger.total(none) };
  for (let measure = 0; measure < none.length; measure += 1)
    await search.ledger.total(withMeasure(search.rules, none, measure));
  const starts: Incumbent[] = [empty];
  for (const choice of [...promisingPairs(search, empty), ...seeds])
    if (isFeasible(search.rules, choice, search.limits))
      starts.push({ choice, total: await search.ledger.total(choice) });
  let best: Incumbent = empty;
  for (const [index, start] of starts.entries())
    for (const perCost of index === 0 ? [true, false] : [true]) {
      const found = await greedy(search, start, perCost);
      if (found.total < best.total - same) best = found;
    }
  return improve(search, best);
}
