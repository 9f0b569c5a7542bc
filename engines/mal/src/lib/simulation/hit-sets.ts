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

/** Steps of proofs in the order found, and the nodes that each follows from, all in a row. */
type Proofs = {
  readonly steps: readonly number[];
  /** Place of each step of the layout among them, −1 for those that are not. */
  readonly placeOf: Int32Array;
  readonly offsets: readonly number[];
  readonly nodes: readonly number[];
};

/** Their sets of bits, by place. */
type Gathered = Pick<Proofs, "placeOf"> & { readonly bits: Int32Array; readonly words: number };

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

/** What some steps follow from, themselves included. Linear in their links. */
function proofsOf(
  { prepared }: Played,
  begun: readonly number[],
  nodesBefore: (step: number) => ArrayLike<number>,
): Proofs {
  const { localOf, isAnd } = prepared.layout;
  const placeOf = new Int32Array(isAnd.length).fill(-1);
  const steps: number[] = [];
  const offsets = [0];
  const nodes: number[] = [];
  const add = (step: number): void => {
    if (placeOf[step] !== -1) return;
    placeOf[step] = steps.length;
    steps.push(step);
  };
  for (const step of begun) add(step);
  for (let next = 0; next < steps.length; next += 1) {
    const before = nodesBefore(steps[next] ?? 0);
    for (let at = 0; at < before.length; at += 1) {
      const node = before[at] ?? 0;
      nodes.push(node);
      const local = localOf[node] ?? -1;
      if (local >= 0) add(local);
    }
    offsets.push(nodes.length);
  }
  return { steps, placeOf, offsets, nodes };
}

/** Places of proofs by the rank of their steps. */
function inOrder({ steps }: Proofs, rankOfStep: (step: number) => number): Int32Array {
  const ranks = Float64Array.from(steps, rankOfStep);
  return Int32Array.from(steps.keys()).sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0));
}

/** Adds to each step's set what its parents' proofs are hit by, and the gates among them. */
function passOn(
  { prepared }: Played,
  gathered: Gathered,
  { steps, offsets, nodes }: Proofs,
  order: Int32Array,
): void {
  const { localOf } = prepared.layout;
  const { placeOf, words, bits } = gathered;
  for (const place of order) {
    const row = (placeOf[steps[place] ?? 0] ?? 0) * words;
    const end = offsets[place + 1] ?? 0;
    for (let at = offsets[place] ?? end; at < end; at += 1) {
      const node = nodes[at] ?? 0;
      const local = localOf[node] ?? -1;
      if (local >= 0) unite(gathered, row, (placeOf[local] ?? 0) * words);
      else addOfNode(prepared, node, false, sinkOf(bits, row));
    }
  }
}

function setsOfPass(played: Played, asked: readonly number[], isAnswered: boolean): HitSets {
  const { prepared } = played;
  const { layout, work, latent } = prepared;
  const goals = asked.map((at) => layout.objectives[at] ?? -1);
  const way = proofsOf(played, goals, (step) => reachedFrom(played, step));
  // Where no alarm sounded the way is its own proof that there was time enough.
  const quiet =
    isAnswered && work.isAlarmed
      ? proofsOf(played, way.steps, (step) => slackFrom(played, step))
      : null;
  // One bit more than measures: whether an alarm sounds.
  const alarm = latent.length;
  const words = (alarm >> 5) + 1;
  const { steps, placeOf } = quiet ?? way;
  const bits = new Int32Array(steps.length * words);
  const gathered: Gathered = { placeOf, bits, words };
  const watches = watchesRun(prepared, isAnswered);
  for (const [place, step] of steps.entries()) {
    const add = sinkOf(bits, place * words);
    if (addOfNode(prepared, layout.nodes[step] ?? 0, watches, add)) add(alarm);
  }
  if (quiet !== null)
    passOn(
      played,
      gathered,
      quiet,
      inOrder(quiet, (step) => slackRankOf(work, step)),
    );
  passOn(
    played,
    gathered,
    way,
    inOrder(way, (step) => rankOf(work, step)),
  );
  return { words, bits: setsOfGoals(prepared, gathered, goals) };
}

/** The sets of the goals: where an alarm sounds on a proof, with what quickens the response. */
function setsOfGoals(prepared: Prepared, gathered: Gathered, goals: readonly number[]): Int32Array {
  const { words, bits, placeOf } = gathered;
  const alarm = 1 << (prepared.latent.length & 31);
  const found = new Int32Array(goals.length * words);
  for (const [at, goal] of goals.entries()) {
    const row = (placeOf[goal] ?? 0) * words;
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
