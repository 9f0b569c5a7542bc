/**
 * In which share of resampled worlds a measure belongs to the best plan (dials.md §5.4). A world is
 * a weighing of the same scenarios: those of one outer draw, say, in which the facts and parameters
 * are settled. Each world is planned anew by the search; nothing is proven of its plans.
 */
import { betaQuantile } from "@vallgrav/kernel";
import { isFeasible, withMeasure, withoutMeasure } from "./feasible.ts";
import { type Incumbent, type Search, searchIncumbent } from "./incumbent.ts";
import type { Choice } from "./problem.ts";

/** Where a measure stands over all worlds. */
export type Standing = {
  /** Worlds in which it belongs to the best plan. */
  readonly worlds: number;
  readonly share: number;
  /** 95 % interval of the share, exact for independent worlds (Clopper and Pearson). */
  readonly low: number;
  readonly high: number;
  /** Whether it is a safe choice: in at least 80 % of the worlds. */
  readonly isSafe: boolean;
};

export type Worlds = {
  /** By measure. */
  readonly standings: readonly Standing[];
  /** By world: 1 for each measure that belongs to its best plan. */
  readonly members: readonly Choice[];
};

/** From this share of worlds on a measure is a safe choice. */
const safeShare = 0.8;
/** A measure is in where forcing it in costs less than this share of the reduction. */
const nearTie = 0.01;
/** Reductions less than this share of today's loss are none. */
const same = 1e-9;

/** Where so many of so many worlds put a measure. */
export function standingOf(worlds: number, of: number): Standing {
  const share = of === 0 ? 0 : worlds / of;
  return {
    worlds,
    share,
    low: worlds === 0 ? 0 : betaQuantile(0.025, worlds, of - worlds + 1),
    high: worlds === of ? 1 : betaQuantile(0.975, worlds + 1, of - worlds),
    isSafe: of > 0 && share >= safeShare,
  };
}

/** What the plan would lose without each of its measures; Infinity where it may not be left out. */
async function losses({ rules, account }: Search, best: Incumbent): Promise<Float64Array> {
  const found = new Float64Array(best.choice.length).fill(Number.POSITIVE_INFINITY);
  for (const [measure, held] of best.choice.entries())
    if (held === 1 && rules.base[measure] === 0)
      found[measure] =
        (await account.total(withoutMeasure(rules, best.choice, measure))) - best.total;
  return found;
}

/** The plan with a measure forced in, and for it what the plan would miss least taken out. */
function forced(
  search: Search,
  plan: Choice,
  missed: Float64Array,
  measure: number,
): Choice | null {
  const { rules, limits } = search;
  const kept = new Set(rules.closure[measure]);
  let next = withMeasure(rules, plan, measure);
  const order = [...plan.keys()]
    .filter((at) => plan[at] === 1 && rules.base[at] === 0 && !kept.has(at))
    .sort((a, b) => (missed[a] ?? 0) - (missed[b] ?? 0) || a - b);
  for (const at of order) {
    if (isFeasible(rules, next, limits)) return next;
    const less = withoutMeasure(rules, next, at);
    if (less[measure] === 1) next = less;
  }
  return isFeasible(rules, next, limits) ? next : null;
}

/** Which measures belong to the best plan of a world, near-ties included. */
async function membersOf(search: Search, best: Incumbent, today: number): Promise<Choice> {
  const { rules, account } = search;
  const members = rules.base.slice();
  const missed = await losses(search, best);
  const most = best.total + nearTie * (today - best.total);
  for (const [measure, held] of best.choice.entries()) {
    if (held === 1) {
      if ((missed[measure] ?? 0) > same * today) members[measure] = 1;
      continue;
    }
    const plan = forced(search, best.choice, missed, measure);
    if (plan === null || account.lower(plan) > most) continue;
    const total = await account.total(plan);
    if (total > most) continue;
    const without = await account.total(withoutMeasure(rules, plan, measure));
    if (without - total > same * today) members[measure] = 1;
  }
  return members;
}

/**
 * Plans each world and counts.
 * @param searches one for each world, by its own weights
 * @param seeds plans to begin from besides
 */
export async function surveyWorlds(
  searches: readonly Search[],
  seeds: readonly Choice[],
): Promise<Worlds> {
  const members: Choice[] = [];
  for (const search of searches) {
    const today = await search.account.total(search.rules.base);
    const best = await searchIncumbent(search, seeds);
    members.push(today > 0 ? await membersOf(search, best, today) : search.rules.base.slice());
  }
  const count = searches[0]?.rules.candidates.length ?? 0;
  const standings = Array.from({ length: count }, (_, measure) =>
    standingOf(
      members.reduce((sum, world) => sum + (world[measure] ?? 0), 0),
      members.length,
    ),
  );
  return { standings, members };
}
