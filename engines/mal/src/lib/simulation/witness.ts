/** Why objectives fell in one run, and which measures not chosen would have stood in the way. */
import { invariant } from "@vallgrav/kernel";
import { nodeKind } from "../attack-graph.ts";
import type { Witness } from "../scene.ts";
import { choose, isReallyOpen, turnToRun } from "./chance-of-run.ts";
import { addHits } from "./hits.ts";
import { playTurned } from "./play-run.ts";
import type { Prepared } from "./prepare.ts";
import { isGateKind, isMet, isRequirement } from "./reduce.ts";
import { cameByEntry, entryTime, headOf, limitOf, timeOf, unopposedTimeOf } from "./run.ts";
import type { Workspace } from "./workspace.ts";
import { swapPasses } from "./workspace.ts";

/**
 * One run as it was played. Valid until the next run of the same prepared scene; asking for a proof
 * of an older one is a fault of the caller.
 */
export type Played = {
  readonly prepared: Prepared;
  /** Number of the run in the workspace, by which a stale one is known. */
  readonly run: number;
  readonly outer: number;
  readonly inner: number;
  /** T: days until each objective of the scene falls, Infinity where never. */
  readonly times: Float64Array;
  /** Tu: the same without response. */
  readonly unopposed: Float64Array;
  /** C: the smaller of patience and horizon, days. */
  readonly limit: number;
  readonly allGatesOpen: boolean;
};

/**
 * How a run is played: `allGatesOpen` lets the attacker through every gate of the model, and nobody
 * answers alerts. With `vital`, objectives by their place, less is found out and sooner: of what
 * falls after the limit only whether any of these ever does without response; and with all gates
 * open, only when the first of them falls. Other times may then be Infinity.
 */
export type PlayOptions = {
  readonly allGatesOpen?: boolean;
  readonly vital?: readonly number[];
};

/** Which run: outer draw and inner draw, whole numbers from 0. */
export type RunNumber = { readonly outer: number; readonly inner: number };

/** Plays one run and keeps how each step was reached, for {@link proof}. */
export function play(
  prepared: Prepared,
  chosen: Uint8Array,
  { outer, inner }: RunNumber,
  { allGatesOpen = false, vital }: PlayOptions = {},
): Played {
  invariant(chosen.length === prepared.latent.length, "one byte per latent measure");
  choose(prepared, chosen);
  const { work, layout } = prepared;
  turnToRun(prepared, outer, inner);
  const limit = limitOf(prepared);
  work.ignoresGates = allGatesOpen;
  work.vital = vital === undefined ? null : new Set(vital.map((at) => layout.objectives[at] ?? -1));
  const until = allGatesOpen ? "first" : "limit";
  playTurned(prepared, vital === undefined ? { until: "fallen" } : { until, limit });
  work.ignoresGates = false;
  work.vital = null;
  const times = Float64Array.from(layout.objectives, (step) => timeOf(prepared, step));
  const unopposed = work.isAlarmed
    ? Float64Array.from(layout.objectives, (step) => unopposedTimeOf(prepared, step))
    : times;
  return { prepared, run: work.run, outer, inner, times, unopposed, limit, allGatesOpen };
}

/** Whether a gate let the attacker through in a played run. */
function wasOpen({ prepared, allGatesOpen }: Played, node: number): boolean {
  const { scene, layout } = prepared;
  if (isRequirement(scene.graph.kinds[node] ?? 0)) return isMet(scene.graph, node);
  const gate = layout.gateOf[node] ?? -1;
  return allGatesOpen || gate < 0 || isReallyOpen(prepared, gate);
}

/** How far behind the step that is played for it a step is, less than one. */
function behind({ names }: Workspace, step: number): number {
  return names === null ? 0 : (names.depth[step] ?? 0) / 65_536;
}

/** Position of a settled step in the order in which steps were taken; other names come behind. */
export function rankOf(work: Workspace, step: number): number {
  if (work.rankRun !== work.run) {
    for (let at = 0; at < work.settledCount; at += 1) work.rank[work.order[at] ?? 0] = at;
    work.rankRun = work.run;
  }
  return (work.rank[headOf(work, step)] ?? 0) + behind(work, step);
}

/** The same in the pass for slack. */
export function slackRankOf(work: Workspace, step: number): number {
  return (work.slackRank[headOf(work, step)] ?? 0) + behind(work, step);
}

/**
 * The node by which an OR step was reached: of its parents that were there first, the lowest. Only
 * parents that were settled before the step count, so a proof never leads in a circle.
 */
function earliestParent(played: Played, step: number): number {
  const { scene, layout, work } = played.prepared;
  const { parentOffsets, parents, kinds } = scene.graph;
  const node = layout.nodes[step] ?? 0;
  let first = -1;
  let firstTime = Number.POSITIVE_INFINITY;
  const end = parentOffsets[node + 1] ?? 0;
  for (let at = parentOffsets[node] ?? end; at < end; at += 1) {
    const parent = parents[at] ?? 0;
    let time = Number.POSITIVE_INFINITY;
    if (isGateKind(kinds[parent] ?? 0)) time = wasOpen(played, parent) ? 0 : time;
    else {
      const local = layout.localOf[parent] ?? -1;
      time = timeOf(played.prepared, local);
      if (time < firstTime && rankOf(work, local) >= rankOf(work, step))
        time = Number.POSITIVE_INFINITY;
    }
    if (time < firstTime) {
      first = parent;
      firstTime = time;
    }
  }
  return first;
}

/** Nodes of the graph, some of them read where the graph has them. */
export type Nodes = readonly number[] | Int32Array;

/** Nodes by which a settled step was reached: none for an entry, all for AND, one for OR. */
export function reachedFrom(played: Played, step: number): Nodes {
  const { scene, layout } = played.prepared;
  const { parentOffsets, parents, kinds } = scene.graph;
  if (cameByEntry(played.prepared, step)) return [];
  const node = layout.nodes[step] ?? 0;
  if (kinds[node] === nodeKind.and)
    return parents.subarray(parentOffsets[node] ?? 0, parentOffsets[node + 1] ?? 0);
  return [earliestParent(played, step)];
}

/**
 * The node that leaves an OR step the most slack: of its parents settled before it, the one with
 * the largest, and of several the lowest; an open gate leaves all the time.
 */
function slackestParent(played: Played, step: number): number {
  const { scene, layout, work } = played.prepared;
  const { parentOffsets, parents, kinds } = scene.graph;
  const node = layout.nodes[step] ?? 0;
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  const end = parentOffsets[node + 1] ?? 0;
  for (let at = parentOffsets[node] ?? end; at < end; at += 1) {
    const parent = parents[at] ?? 0;
    const local = layout.localOf[parent] ?? -1;
    if (isGateKind(kinds[parent] ?? 0)) {
      if (wasOpen(played, parent)) return parent;
      continue;
    }
    const slack = work.slack[headOf(work, local)] ?? Number.NEGATIVE_INFINITY;
    const isBefore = slackRankOf(work, local) < slackRankOf(work, step);
    if (slack > most && isBefore) {
      best = parent;
      most = slack;
    }
  }
  return best;
}

/** Nodes that a step's slack rests on: none for an entry, all for AND, the best for OR. */
export function slackFrom(played: Played, step: number): Nodes {
  const { prepared } = played;
  const { scene, layout } = prepared;
  const { parentOffsets, parents, kinds } = scene.graph;
  const isThere =
    layout.isEntry[step] === 1 &&
    layout.entries.some(
      (entry, at) => entry.step === step && entryTime(prepared, at) < Number.POSITIVE_INFINITY,
    );
  if (isThere) return [];
  const node = layout.nodes[step] ?? 0;
  if (kinds[node] === nodeKind.and)
    return parents.subarray(parentOffsets[node] ?? 0, parentOffsets[node + 1] ?? 0);
  return [slackestParent(played, step)];
}

/** Every node that some nodes follow from, themselves included. Linear in the edges. */
function nodesBehind(
  { prepared }: Played,
  nodes: Iterable<number>,
  parentsOf: (step: number) => Nodes,
): Set<number> {
  const { localOf } = prepared.layout;
  const found = new Set<number>(nodes);
  for (const node of found) {
    const step = localOf[node] ?? -1;
    if (step >= 0) for (const parent of parentsOf(step)) found.add(parent);
  }
  return found;
}

/** Which proof: `unopposed` asks why objectives would have fallen had nobody answered alerts. */
export type ProofOptions = { readonly unopposed?: boolean };

function proofOfPass(played: Played, asked: readonly number[], isAnswered: boolean): Witness {
  const { prepared } = played;
  const { scene, layout, work } = prepared;
  const goals = asked.map((at) => scene.objectives[at] ?? -1);
  const way = nodesBehind(played, goals, (step) => reachedFrom(played, step));
  const nodes = Int32Array.from(way).sort();
  const times = Float64Array.from(nodes, (node) => {
    const step = layout.localOf[node] ?? -1;
    return step < 0 ? 0 : timeOf(prepared, step);
  });
  // Where no alarm sounded the way is its own proof that there was time enough.
  const quiet =
    isAnswered && work.isAlarmed
      ? nodesBehind(played, way, (step) => slackFrom(played, step))
      : way;
  const hit = new Set<number>();
  addHits(prepared, quiet, isAnswered, hit);
  return { nodes, times, hit: [...hit].sort((a, b) => a - b) };
}

/**
 * The time proof of those of the asked objectives that fell, that is, within the limit of the run;
 * null if none did. With `allGatesOpen` it is the way to the earliest of them instead, whenever
 * that is: the way a run that held would have gone (dials.md §2.2).
 * @param objectives positions in `scene.objectives`
 */
export function proof(
  played: Played,
  objectives: readonly number[],
  { unopposed = false }: ProofOptions = {},
): Witness | null {
  const { work } = played.prepared;
  invariant(played.run === work.run, "a played run lasts until the next");
  const times = unopposed ? played.unopposed : played.times;
  const until = played.allGatesOpen
    ? objectives.reduce((least, at) => Math.min(least, times[at] ?? least), Infinity)
    : played.limit;
  let asked = objectives.filter((at) => (times[at] ?? Infinity) <= until && times[at] !== Infinity);
  if (played.allGatesOpen) asked = asked.slice(0, 1);
  if (asked.length === 0) return null;
  const isOther = unopposed && work.isAlarmed;
  if (isOther) swapPasses(work);
  const found = proofOfPass(played, asked, !unopposed && !played.allGatesOpen);
  if (isOther) swapPasses(work);
  return found;
}

/** {@link play} and {@link proof} in one: why the asked objectives fell in one run. */
export function witness(
  prepared: Prepared,
  chosen: Uint8Array,
  run: RunNumber,
  {
    objectives,
    ...options
  }: PlayOptions & ProofOptions & { readonly objectives: readonly number[] },
): Witness | null {
  return proof(play(prepared, chosen, run, options), objectives, options);
}
