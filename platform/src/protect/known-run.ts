/**
 * What is kept of a run that was played for the planner: what fell, what would have fallen had
 * nobody answered alerts, and which measures stand in the way of each. A plan that adds none of
 * those measures has the same run, so it need not be played again.
 */
import { hitSets, type HitSets, measuresIn, playExcerpt, type RunNumber } from "@vallgrav/mal";
import { fallenOf, firstVital } from "./losses.ts";
import type { PackedRun } from "./packed-run.ts";
import type { Stage } from "./stage.ts";
import { stoppedIn } from "./stopped-losses.ts";

/**
 * Objectives that the same measures stand in the way of. `unopposed`: they fall where nobody
 * answers, and stand only for what stopping the rest costs.
 */
export type Group = {
  readonly hit: readonly number[];
  readonly objectives: readonly number[];
  readonly unopposed: boolean;
};

export type KnownRun = {
  /** When the first vital objective fell, days; Infinity where none did. */
  readonly first: number;
  /** What fell, by place in the scene's objectives. */
  readonly fallen: readonly number[];
  /** What would have fallen without response; `fallen` itself where that is the same. */
  readonly unopposed: readonly number[];
  readonly groups: readonly Group[];
  /** Every measure not in its plan that stands in the way of anything, ascending. */
  readonly touched: readonly number[];
};

/** Runs a thread keeps; beyond that it forgets all and begins anew. */
const keptRuns = 40_000;

/** A set of small numbers as a short text. */
export function packed(places: readonly number[]): string {
  const words: number[] = [];
  for (const at of places) {
    while (words.length <= at >> 4) words.push(0);
    words[at >> 4] = (words[at >> 4] ?? 0) | (1 << (at & 15));
  }
  return String.fromCharCode(...words);
}

/** A set's words as a short text. */
function keyOf({ words, bits }: HitSets, index: number): string {
  let key = "";
  for (let at = index * words; at < (index + 1) * words; at += 1) {
    const word = bits[at] ?? 0;
    key += String.fromCharCode(word & 0xffff, word >>> 16);
  }
  return key;
}

/** Objectives put together by their hit sets, in the order in which each set is first met. */
function groupsOf(
  sets: HitSets,
  objectives: readonly number[],
  unopposed: boolean,
): readonly Group[] {
  const groups = new Map<string, { readonly hit: readonly number[]; objectives: number[] }>();
  for (const [index, at] of objectives.entries()) {
    const key = keyOf(sets, index);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { hit: measuresIn(sets, index), objectives: [at] });
    else group.objectives.push(at);
  }
  return [...groups.values()].map((group) => ({ ...group, unopposed }));
}

/** The run with its lists told once. */
export function packRun({ first, fallen, unopposed, groups }: KnownRun): PackedRun {
  const isStopped = unopposed !== fallen;
  const numbers: number[] = [];
  for (const { hit, objectives, unopposed: isUnopposed } of groups) {
    numbers.push(isUnopposed ? 1 : 0, hit.length, objectives.length);
    for (const one of hit) numbers.push(one);
    for (const one of objectives) numbers.push(one);
  }
  return { first, isStopped, numbers: Int32Array.from(numbers) };
}

/** Small numbers in their order, each once. */
function inOrder(lists: readonly (readonly number[])[]): readonly number[] {
  return [...new Set(lists.flat())].sort((a, b) => a - b);
}

/** The run with all its lists. */
export function openRun({ first, isStopped, numbers }: PackedRun): KnownRun {
  const groups: Group[] = [];
  for (let at = 0; at < numbers.length;) {
    const from = at + 3;
    const between = from + (numbers[at + 1] ?? 0);
    const end = between + (numbers[at + 2] ?? 0);
    groups.push({
      hit: [...numbers.subarray(from, between)],
      objectives: [...numbers.subarray(between, end)],
      unopposed: numbers[at] === 1,
    });
    at = end;
  }
  const fell = (isUnopposed: boolean) =>
    inOrder(
      groups.flatMap(({ objectives, unopposed }) =>
        unopposed === isUnopposed ? [objectives] : [],
      ),
    );
  const fallen = fell(false);
  const touched = inOrder(groups.map(({ hit }) => hit));
  return { first, fallen, unopposed: isStopped ? fell(true) : fallen, groups, touched };
}

function playedAnew(stage: Stage, acting: Uint8Array, run: RunNumber): KnownRun {
  const played = playExcerpt(stage.excerpt(run), acting);
  const fallen = fallenOf(played);
  const { time } = firstVital(stage, played);
  const first = time <= played.limit ? time : Number.POSITIVE_INFINITY;
  const stopped = stoppedIn(played);
  const unopposed = stopped?.unopposed ?? fallen;
  const groups = [...groupsOf(hitSets(played, fallen), fallen, false)];
  if (stopped !== null)
    groups.push(...groupsOf(hitSets(played, unopposed, { unopposed: true }), unopposed, true));
  const touched = inOrder(groups.map(({ hit }) => hit));
  return { first, fallen, unopposed, groups, touched };
}

/**
 * A run of a scenario under the measures that act on the graph; kept.
 * @param acting by measure; measures that only soften change nothing here
 */
export function knownRun(stage: Stage, acting: Uint8Array, run: RunNumber): KnownRun {
  const places = [...acting.keys()].filter((at) => acting[at] === 1);
  // By run, not by scenario: planners of one pool number their runs differently.
  const key = `${run.outer}/${run.inner}/${packed(places)}`;
  const before = stage.runs.get(key);
  if (before !== undefined) return openRun(before);
  const made = playedAnew(stage, acting, run);
  if (stage.runs.size >= keptRuns) stage.runs.clear();
  stage.runs.set(key, packRun(made));
  return made;
}
