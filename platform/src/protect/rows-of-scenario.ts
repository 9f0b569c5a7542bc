/**
 * Rows of one scenario: what it costs at least, whatever plan is chosen (dials.md §4.3). A row
 * stands on witnesses: while no measure that hits one is chosen, what it explains falls, whatever
 * else is chosen or left out.
 */
import { play, type Played, proof, type RunNumber } from "@vallgrav/mal";
import type { Row } from "@vallgrav/planning";
import { fallenOf, lossOf } from "./losses.ts";
import type { Classes, ScenarioLoss, Stage } from "./stage.ts";
import type { LossWeights } from "./tasks.ts";

/** A scenario under a plan, as it is explained. */
export type Question = {
  readonly stage: Stage;
  readonly chosen: Uint8Array;
  /** The plan with every softening measure added. */
  readonly withAllSoft: Uint8Array;
  readonly weights: LossWeights;
  readonly run: RunNumber;
  readonly scenario: number;
};

/** What fell by the same measures' leave: these are not chosen and stand in the way of each. */
type Group = { readonly hit: ReadonlySet<number>; readonly objectives: readonly number[] };

/** Chains tried for one scenario: each gives a row, and each level of one costs an outage. */
const chainLimit = 3;
/** Losses a thread keeps; beyond that it forgets all and begins anew. */
const keptLosses = 200_000;

/** A loss as a share of today's damage. */
function weighed({ hours, persons, sek }: ScenarioLoss, weights: LossWeights): number {
  return hours * weights.hours + persons * weights.persons + sek * weights.sek;
}

/** A set of small numbers as a short text. */
function packed(places: readonly number[]): string {
  const words: number[] = [];
  for (const at of places) {
    while (words.length <= at >> 4) words.push(0);
    words[at >> 4] = (words[at >> 4] ?? 0) | (1 << (at & 15));
  }
  return String.fromCharCode(...words);
}

/** What a scenario costs under a plan if just these objectives fall. */
export function lossUnder(
  { stage, weights, run, scenario }: Question,
  plan: Uint8Array,
  fallen: readonly number[],
): number {
  const soft = stage.softening.filter((at) => plan[at] === 1);
  const key = `${scenario}/${packed(soft)}/${packed(fallen)}`;
  const before = stage.losses.get(key);
  if (before !== undefined) return weighed(before, weights);
  const { hours, persons, sek } = lossOf(stage, fallen, plan, run);
  const made = { hours: hours.reduce((sum, value) => sum + value, 0), persons, sek };
  if (stage.losses.size >= keptLosses) stage.losses.clear();
  stage.losses.set(key, made);
  return weighed(made, weights);
}

/** Objectives by the measures that stand in the way of each. */
function groupsOf(played: Played, objectives: readonly number[]): readonly Group[] {
  const groups = new Map<string, { hit: ReadonlySet<number>; objectives: number[] }>();
  for (const at of objectives) {
    const hit = proof(played, [at])?.hit ?? [];
    const key = hit.join();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { hit: new Set(hit), objectives: [at] });
    else group.objectives.push(at);
  }
  return [...groups.values()];
}

/**
 * What falls in a scenario with nothing chosen, in classes that the same measures stand in the way
 * of. Kept, for every plan of the scenario begins from them. Plays the run anew.
 */
export function classesOf({ stage, run, scenario }: Question): Classes {
  const before = stage.classes.get(scenario);
  if (before !== undefined) return before;
  const played = play(stage.prepared, new Uint8Array(stage.measures.length), run);
  const classes = groupsOf(played, fallenOf(played)).map(({ objectives }) => objectives);
  stage.classes.set(scenario, classes);
  return classes;
}

/**
 * What fell under a plan, in groups. A class stays together where its first and last objective are
 * hit by all that hits any of it; measures that hit a part stand for the whole, which is true of
 * every row, if not the sharpest.
 */
function fallenGroups(
  played: Played,
  fallen: readonly number[],
  classes: Classes,
): readonly Group[] {
  const left = new Set(fallen);
  const parts = classes.map((part) => part.filter((at) => left.delete(at)));
  const hitOf = (part: readonly number[]): readonly number[] => proof(played, part)?.hit ?? [];
  return [...parts, [...left]].flatMap((part): readonly Group[] => {
    if (part.length === 0) return [];
    const hit = hitOf(part);
    const ends = [part.slice(0, 1), part.slice(-1)];
    const isWhole = part.length === 1 || ends.every((end) => hitOf(end).length === hit.length);
    return isWhole ? [{ hit: new Set(hit), objectives: part }] : groupsOf(played, part);
  });
}

/** The groups in an order in which each asks for few measures that those before it did not. */
function chainFrom(groups: readonly Group[], first: Group): readonly Group[] {
  const chain: Group[] = [];
  const asked = new Set<number>();
  const left = new Set(groups);
  const more = ({ hit }: Group): number => [...hit].filter((measure) => !asked.has(measure)).length;
  const take = (group: Group): void => {
    left.delete(group);
    chain.push(group);
    for (const measure of group.hit) asked.add(measure);
  };
  // What no measure left can stop comes first in every chain.
  for (const group of groups) if (group.hit.size === 0) take(group);
  if (left.has(first)) take(first);
  while (left.size > 0) {
    let next: Group | null = null;
    for (const group of left) if (next === null || more(group) < more(next)) next = group;
    if (next !== null) take(next);
  }
  return chain;
}

/**
 * The row of a chain F1 ⊂ F2 ⊂ …. A measure that hits a level takes away what the loss rises from
 * the level below it to the last one; what lies below falls all the same. Softening measures take
 * away the most that all of them together soften of any level.
 */
function rowOf(question: Question, chain: readonly Group[]): Row | null {
  const { stage, chosen, withAllSoft, scenario } = question;
  const isSoftenable = stage.softening.some((at) => chosen[at] !== 1);
  const below = new Map<number, number>();
  const family: number[] = [];
  let level = 0;
  let softened = 0;
  for (const { hit, objectives } of chain) {
    for (const measure of hit) if (!below.has(measure)) below.set(measure, level);
    family.push(...objectives);
    level = Math.max(level, lossUnder(question, chosen, family));
    if (isSoftenable)
      softened = Math.max(softened, level - lossUnder(question, withAllSoft, family));
  }
  if (level <= 0) return null;
  const coefficients = new Map<number, number>();
  for (const [measure, kept] of below) coefficients.set(measure, level - kept);
  if (softened > 0)
    for (const measure of stage.softening)
      if (chosen[measure] !== 1)
        coefficients.set(measure, Math.min(level, (coefficients.get(measure) ?? 0) + softened));
  return {
    scenario,
    constant: level,
    coefficients: [...coefficients]
      .sort(([a], [b]) => a - b)
      .map(([measure, value]) => ({ measure, value })),
  };
}

/** The rows of what fell under a plan: one for each of a few chains of its groups. */
export function rowsOf(
  question: Question,
  played: Played,
  { fallen, classes }: { readonly fallen: readonly number[]; readonly classes: Classes },
): readonly Row[] {
  const groups = fallenGroups(played, fallen, classes);
  const firsts = groups
    .filter(({ hit }) => hit.size > 0)
    .sort((a, b) => a.hit.size - b.hit.size)
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
