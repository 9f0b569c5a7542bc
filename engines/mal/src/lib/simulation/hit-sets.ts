/**
 * The hit sets of all objectives of a run in one pass. A proof is a graph without circles, and what
 * hits a step's proof is what hits the step and the proofs of its parents; so each step of all the
 * proofs together is looked at once, where {@link proof} looks at each of every objective anew.
 */
import { invariant } from "@vallgrav/kernel";
import { addOfNode, addOfResponse, type Sink, watchesRun } from "./hits.ts";
import type { Prepared } from "./prepare.ts";
import {
  type Played,
  type ProofOptions,
  rankOf,
  reachedFrom,
  slackFrom,
  slackRankOf,
} from "./witness.ts";
import { swapPasses } from "./workspace.ts";

/** Sets of measures as bits, one after the other, each `words` long. */
export type HitSets = { readonly words: number; readonly bits: Int32Array };

/** Numbers of the measures in set `index`, ascending. */
export function measuresIn({ words, bits }: HitSets, index: number): number[] {
  const found: number[] = [];
  for (let word = 0; word < words; word += 1) {
    let left = bits[index * words + word] ?? 0;
    while (left !== 0) {
      const low = 31 - Math.clz32(left & -left);
      found.push(32 * word + low);
      left &= left - 1;
    }
  }
  return found;
}

/** Steps of proofs, each with its set of bits. */
type Gathered = {
  readonly of: Map<number, number>;
  readonly bits: Int32Array;
  readonly words: number;
};

function rowOf(gathered: Gathered, step: number): number {
  return (gathered.of.get(step) ?? 0) * gathered.words;
}

/** Puts measures into the set that begins at `row`. */
function sinkOf(bits: Int32Array, row: number): Sink {
  return (measure) => {
    const at = row + (measure >> 5);
    bits[at] = (bits[at] ?? 0) | (1 << (measure & 31));
  };
}

function unite({ bits, words }: Gathered, into: number, from: number): void {
  for (let word = 0; word < words; word += 1)
    bits[into + word] = (bits[into + word] ?? 0) | (bits[from + word] ?? 0);
}

/** Steps that some steps follow from, themselves included. Linear in their links. */
function stepsBehind(
  { prepared }: Played,
  steps: Iterable<number>,
  parentsOf: (step: number) => readonly number[],
): { readonly steps: Set<number>; readonly parents: Map<number, readonly number[]> } {
  const { localOf } = prepared.layout;
  const found = new Set<number>(steps);
  const parents = new Map<number, readonly number[]>();
  for (const step of found) {
    const before = parentsOf(step);
    parents.set(step, before);
    for (const node of before) {
      const local = localOf[node] ?? -1;
      if (local >= 0) found.add(local);
    }
  }
  return { steps: found, parents };
}

/** Adds to each step's set what its parents' proofs are hit by, and the gates among them. */
function passOn(
  { prepared }: Played,
  gathered: Gathered,
  {
    order,
    parents,
  }: { readonly order: readonly number[]; readonly parents: Map<number, readonly number[]> },
): void {
  const { localOf } = prepared.layout;
  for (const step of order) {
    const row = rowOf(gathered, step);
    const add = sinkOf(gathered.bits, row);
    for (const node of parents.get(step) ?? []) {
      const local = localOf[node] ?? -1;
      if (local >= 0) unite(gathered, row, rowOf(gathered, local));
      else addOfNode(prepared, node, false, add);
    }
  }
}

function setsOfPass(played: Played, asked: readonly number[], isAnswered: boolean): HitSets {
  const { prepared } = played;
  const { layout, work, latent } = prepared;
  const goals = asked.map((at) => layout.objectives[at] ?? -1);
  const way = stepsBehind(played, goals, (step) => reachedFrom(played, step));
  // Where no alarm sounded the way is its own proof that there was time enough.
  const quiet =
    isAnswered && work.isAlarmed
      ? stepsBehind(played, way.steps, (step) => slackFrom(played, step))
      : null;
  // One bit more than measures: whether an alarm sounds.
  const alarm = latent.length;
  const words = (alarm >> 5) + 1;
  const steps = quiet?.steps ?? way.steps;
  const of = new Map<number, number>();
  for (const step of steps) of.set(step, of.size);
  const gathered: Gathered = { of, bits: new Int32Array(of.size * words), words };
  const watches = watchesRun(prepared, isAnswered);
  for (const [step, index] of of) {
    const add = sinkOf(gathered.bits, index * words);
    if (addOfNode(prepared, layout.nodes[step] ?? 0, watches, add)) add(alarm);
  }
  if (quiet !== null) {
    const order = [...steps].sort((a, b) => slackRankOf(work, a) - slackRankOf(work, b));
    passOn(played, gathered, { order, parents: quiet.parents });
  }
  const order = [...way.steps].sort((a, b) => rankOf(work, a) - rankOf(work, b));
  passOn(played, gathered, { order, parents: way.parents });
  return { words, bits: setsOfGoals(prepared, gathered, goals) };
}

/** The sets of the goals: where an alarm sounds on a proof, with what quickens the response. */
function setsOfGoals(prepared: Prepared, gathered: Gathered, goals: readonly number[]): Int32Array {
  const { words, bits } = gathered;
  const alarm = 1 << (prepared.latent.length & 31);
  const found = new Int32Array(goals.length * words);
  for (const [at, goal] of goals.entries()) {
    const row = rowOf(gathered, goal);
    const last = (at + 1) * words - 1;
    found.set(bits.subarray(row, row + words), at * words);
    if (((found[last] ?? 0) & alarm) === 0) continue;
    found[last] = (found[last] ?? 0) & ~alarm;
    addOfResponse(prepared, sinkOf(found, at * words));
  }
  return found;
}

/**
 * For each asked objective the measures not chosen that touch its proof: the `hit` of
 * {@link proof} asked for it alone. The hit set of several is the union of theirs.
 * @param objectives positions in `scene.objectives` of some that fell within the limit of the run
 * Cost: linear in the links of the proofs, and in their steps times the measures.
 */
export function hitSets(
  played: Played,
  objectives: readonly number[],
  { unopposed = false }: ProofOptions = {},
): HitSets {
  const { work } = played.prepared;
  invariant(played.run === work.run, "a played run lasts until the next");
  invariant(!played.allGatesOpen, "with all gates open there is nothing to hit");
  const times = unopposed ? played.unopposed : played.times;
  invariant(
    objectives.every((at) => (times[at] ?? Infinity) <= played.limit),
    "hit sets are asked of what fell",
  );
  const isOther = unopposed && work.isAlarmed;
  if (isOther) swapPasses(work);
  const found = setsOfPass(played, objectives, !unopposed);
  if (isOther) swapPasses(work);
  return found;
}
