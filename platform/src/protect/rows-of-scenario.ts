/**
 * Rows of one scenario: what it costs at least, whatever plan is chosen (dials.md §4.3). A row
 * stands on witnesses: while no measure that hits one is chosen, what it explains falls, whatever
 * else is chosen or left out.
 */
import type { RunNumber } from "@vallgrav/mal";
import type { Row } from "@vallgrav/planning";
import type { Group, KnownRun } from "./known-run.ts";
import { type Struck, lossOfSets } from "./scenario-losses.ts";
import { softCoefficients, type Softness } from "./softness.ts";
import type { Softened, Stage } from "./stage.ts";
import type { LossWeights } from "./tasks.ts";

/** A scenario under a plan, as it is explained. */
export type Question = {
  readonly stage: Stage;
  readonly chosen: Uint8Array;
  readonly softness: Softness;
  readonly weights: LossWeights;
  readonly run: RunNumber;
  readonly scenario: number;
};

/** Chains tried for one scenario: each gives a row, and each level of one costs an outage. */
const chainLimit = 1;
/** Levels nearer than this share of the whole loss are not told apart. */
const levelShare = 0.1;
/** Softening of less than this share of a loss is not told apart by its parts. */
const littleShare = 0.02;

/** The groups in an order in which each asks for few measures that those before it did not. */
function chainFrom(groups: readonly Group[], first: Group): readonly Group[] {
  const chain: Group[] = [];
  const asked = new Set<number>();
  const left = new Set(groups);
  const more = ({ hit }: Group): number => {
    let count = 0;
    for (const measure of hit) if (!asked.has(measure)) count += 1;
    return count;
  };
  const take = (group: Group): void => {
    left.delete(group);
    chain.push(group);
    for (const measure of group.hit) asked.add(measure);
  };
  // What no measure left can stop comes first in every chain.
  for (const group of groups) if (group.hit.length === 0) take(group);
  if (left.has(first)) take(first);
  while (left.size > 0) {
    let next: Group | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const group of left) {
      const count = more(group);
      if (count < least) {
        next = group;
        least = count;
      }
    }
    if (next !== null) take(next);
  }
  return chain;
}

/** What the first groups of a chain alone come to: what fell, and what would have. */
function struckBy({ stage }: Question, chain: readonly Group[], count: number): Struck {
  // 1: would have fallen, 2: fell.
  const marks = new Uint8Array(stage.setting.vital.length);
  for (const group of chain.slice(0, count))
    for (const at of group.objectives)
      marks[at] = group.unopposed ? Math.max(1, marks[at] ?? 0) : 2;
  const [fallen, unopposed]: [number[], number[]] = [[], []];
  for (let at = 0; at < marks.length; at += 1) {
    if (marks[at] === 2) fallen.push(at);
    if (marks[at] !== 0) unopposed.push(at);
  }
  return { fallen, unopposed };
}

/**
 * What the struck costs under each softening of {@link Softness}; its own loss where a softening is
 * not asked about, or takes no more away than one of the levels before it.
 * @param most what each softening took away at the levels before; kept up to date
 */
function lossesOf(question: Question, struck: Struck, most: Float64Array): Float64Array {
  const { mixed } = question.softness;
  const lossUnder = (soft: Softened | null | undefined): number =>
    soft === null || soft === undefined ? 0 : lossOfSets(question, soft, struck);
  const own = lossUnder(mixed[0]);
  // What is not asked about takes nothing away.
  const losses = new Float64Array(mixed.length).fill(own);
  const all = mixed.findLastIndex((soft) => soft !== null);
  if (all <= 0) return losses;
  const least = lossUnder(mixed[all]);
  // Where all together soften little, each is said to soften all of it.
  const isLittle = own - least <= littleShare * own;
  for (const [parts, soft] of mixed.entries()) {
    // None takes away more than all together.
    if (soft === null || parts === 0 || own - least <= (most[parts] ?? 0)) continue;
    losses[parts] = isLittle || parts === all ? least : lossUnder(soft);
    most[parts] = Math.max(most[parts] ?? 0, own - (losses[parts] ?? 0));
  }
  return losses;
}

/**
 * Levels of a chain by how many groups they hold: what those cost under each softening of
 * {@link Softness}, the plan's own first. Levels between two that hardly differ are left out, for
 * the lower of them says nearly as much.
 */
function levelsOf(question: Question, chain: readonly Group[]): ReadonlyMap<number, Float64Array> {
  const most = new Float64Array(question.softness.mixed.length);
  const levelAt = (count: number): Float64Array =>
    lossesOf(question, struckBy(question, chain, count), most);
  const levels = new Map<number, Float64Array>([[chain.length, levelAt(chain.length)]]);
  const least = levelShare * (levels.get(chain.length)?.[0] ?? 0);
  const between = (low: number, high: number): void => {
    const gain = (levels.get(high)?.[0] ?? 0) - (levels.get(low)?.[0] ?? 0);
    if (high - low < 2 || gain <= least) return;
    const middle = (low + high) >> 1;
    levels.set(middle, levelAt(middle));
    between(low, middle);
    between(middle, high);
  };
  between(0, chain.length);
  return levels;
}

/**
 * The row of a chain F1 ⊂ F2 ⊂ …. A measure that hits a level takes away what the loss rises from
 * the level below it to the last one; what lies below falls all the same. What softening measures
 * take away is {@link softCoefficients}.
 */
function rowOf(question: Question, chain: readonly Group[]): Row | null {
  const { softness, scenario } = question;
  const levels = levelsOf(question, chain);
  const whole = levels.get(chain.length)?.[0] ?? 0;
  if (whole <= 0) return null;
  const coefficients = new Map<number, number>();
  let kept = 0;
  for (const [at, { hit }] of chain.entries()) {
    for (const measure of hit)
      if (!coefficients.has(measure)) coefficients.set(measure, whole - kept);
    kept = Math.max(kept, levels.get(at + 1)?.[0] ?? 0);
  }
  for (const { measure, value } of softCoefficients(softness, [...levels.values()]))
    coefficients.set(measure, Math.min(whole, (coefficients.get(measure) ?? 0) + value));
  return {
    scenario,
    constant: whole,
    coefficients: [...coefficients]
      .sort(([a], [b]) => a - b)
      .map(([measure, value]) => ({ measure, value })),
  };
}

/** The rows of what fell under a plan: one for each of a few chains of its groups. */
export function rowsOf(question: Question, { groups }: KnownRun): readonly Row[] {
  const firsts = groups
    .filter(({ hit }) => hit.length > 0)
    .sort((a, b) => a.hit.length - b.hit.length)
    .slice(0, chainLimit);
  const seen = new Set<string>();
  return (firsts.length === 0 ? groups.slice(0, 1) : firsts).flatMap((first) => {
    const chain = chainFrom(groups, first);
    const key = chain.map((group) => groups.indexOf(group)).join();
    if (seen.has(key)) return [];
    seen.add(key);
    const row = rowOf(question, chain);
    return row === null ? [] : [row];
  });
}
