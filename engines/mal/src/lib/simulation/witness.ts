/** Why objectives fell in one run, and which measures not chosen would have stood in the way. */
import { invariant } from "@vallgrav/kernel";
import { nodeKind } from "../attack-graph.ts";
import type { Witness } from "../scene.ts";
import { choose, isEffective, isOn, isReallyOpen } from "./chance-of-run.ts";
import type { Prepared } from "./prepare.ts";
import { isGateKind, isMet, isRequirement } from "./reduce.ts";
import type { Workspace } from "./workspace.ts";
import { entryTime, limitOf, localTime, playRun, timeOf } from "./run.ts";

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
  /** Days until each objective of the scene falls, Infinity where never. */
  readonly times: Float64Array;
  /** C: the smaller of patience and horizon, days. */
  readonly limit: number;
  readonly allGatesOpen: boolean;
};

/** How a run is played: `allGatesOpen` lets the attacker through every gate of the model. */
export type PlayOptions = { readonly allGatesOpen?: boolean };

/** Which run: outer draw and inner draw, whole numbers from 0. */
export type RunNumber = { readonly outer: number; readonly inner: number };

/** Plays one run and keeps how each step was reached, for {@link proof}. */
export function play(
  prepared: Prepared,
  chosen: Uint8Array,
  { outer, inner }: RunNumber,
  { allGatesOpen = false }: PlayOptions = {},
): Played {
  invariant(chosen.length === prepared.latent.length, "one byte per latent measure");
  choose(prepared, chosen);
  const { work, layout } = prepared;
  work.ignoresGates = allGatesOpen;
  playRun(prepared, outer, inner, true);
  work.ignoresGates = false;
  const times = Float64Array.from(layout.objectives, (step) => timeOf(prepared, step));
  const limit = limitOf(prepared);
  return { prepared, run: work.run, outer, inner, times, limit, allGatesOpen };
}

/** Whether a gate let the attacker through in a played run. */
function wasOpen({ prepared, allGatesOpen }: Played, node: number): boolean {
  const { scene, layout } = prepared;
  if (isRequirement(scene.graph.kinds[node] ?? 0)) return isMet(scene.graph, node);
  const gate = layout.gateOf[node] ?? -1;
  return allGatesOpen || gate < 0 || isReallyOpen(prepared, gate);
}

/** Whether an entry of the attacker, and not a step before it, led to the step. */
function cameByEntry(prepared: Prepared, step: number): boolean {
  if (prepared.layout.isEntry[step] !== 1) return false;
  const time = timeOf(prepared, step);
  return prepared.layout.entries.some(
    (entry, at) => entry.step === step && entryTime(prepared, at) === time,
  );
}

/** Position of a settled step in the order in which steps were taken. */
export function rankOf(work: Workspace, step: number): number {
  if (work.rankRun !== work.run) {
    for (let at = 0; at < work.settledCount; at += 1) work.rank[work.order[at] ?? 0] = at;
    work.rankRun = work.run;
  }
  return work.rank[step] ?? 0;
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

/** Nodes by which a settled step was reached: none for an entry, all for AND, one for OR. */
export function reachedFrom(played: Played, step: number): readonly number[] {
  const { scene, layout } = played.prepared;
  const { parentOffsets, parents, kinds } = scene.graph;
  if (cameByEntry(played.prepared, step)) return [];
  const node = layout.nodes[step] ?? 0;
  if (kinds[node] === nodeKind.and)
    return [...parents.subarray(parentOffsets[node] ?? 0, parentOffsets[node + 1] ?? 0)];
  return [earliestParent(played, step)];
}

/** Every node of the time proof of some settled steps, each once. Linear in the proof's edges. */
function nodesOfProof(played: Played, steps: readonly number[]): Set<number> {
  const { layout } = played.prepared;
  const found = new Set<number>();
  const queue: number[] = [];
  const add = (node: number): void => {
    if (found.has(node)) return;
    found.add(node);
    if ((layout.localOf[node] ?? -1) >= 0) queue.push(node);
  };
  for (const step of steps) add(layout.nodes[step] ?? 0);
  for (let node = queue.pop(); node !== undefined; node = queue.pop())
    for (const parent of reachedFrom(played, layout.localOf[node] ?? 0)) add(parent);
  return found;
}

/** Measures not chosen that would shut an open gate in this run. */
function hitsOfGate(prepared: Prepared, gate: number, hit: Set<number>): void {
  const { layout, work } = prepared;
  const { offsets, measure, strength } = layout.controls;
  const end = offsets[gate + 1] ?? 0;
  const from = offsets[gate] ?? end;
  if (from === end || !isReallyOpen(prepared, gate) || !isEffective(prepared, gate)) return;
  for (let at = from; at < end; at += 1) {
    const one = measure[at] ?? 0;
    if (work.chosen[one] !== 1 && isOn(prepared, gate, strength[at] ?? 0)) hit.add(one);
  }
}

/** Measures not chosen that would slow a step in this run. */
function hitsOfStep(prepared: Prepared, step: number, hit: Set<number>): void {
  const { layout, work } = prepared;
  const { offsets, measure, strength } = layout.slowings;
  const end = offsets[step + 1] ?? 0;
  const from = offsets[step] ?? end;
  if (from === end || cameByEntry(prepared, step) || localTime(prepared, step) === 0) return;
  for (let at = from; at < end; at += 1) {
    const one = measure[at] ?? 0;
    if (work.chosen[one] !== 1 && (strength[at] ?? 0) > (work.slowed[step] ?? 1)) hit.add(one);
  }
}

/**
 * The time proof of those of the asked objectives that fell, that is, within the limit of the run;
 * null if none did. With `allGatesOpen` it is the way to the earliest of them instead, whenever
 * that is: the way a run that held would have gone (dials.md §2.2).
 * @param objectives positions in `scene.objectives`
 */
export function proof(played: Played, objectives: readonly number[]): Witness | null {
  const { prepared, times, limit } = played;
  const { layout, work } = prepared;
  invariant(played.run === work.run, "a played run lasts until the next");
  const until = played.allGatesOpen
    ? objectives.reduce((least, at) => Math.min(least, times[at] ?? least), Infinity)
    : limit;
  let asked = objectives.filter((at) => (times[at] ?? Infinity) <= until && times[at] !== Infinity);
  if (played.allGatesOpen) asked = asked.slice(0, 1);
  if (asked.length === 0) return null;
  const steps = asked.map((at) => layout.objectives[at] ?? -1);
  const nodes = Int32Array.from(nodesOfProof(played, steps)).sort();
  const hit = new Set<number>();
  const nodeTimes = new Float64Array(nodes.length);
  nodes.forEach((node, at) => {
    const step = layout.localOf[node] ?? -1;
    const gate = layout.gateOf[node] ?? -1;
    if (step >= 0) nodeTimes[at] = timeOf(prepared, step);
    if (step >= 0) hitsOfStep(prepared, step, hit);
    if (gate >= 0) hitsOfGate(prepared, gate, hit);
  });
  return { nodes, times: nodeTimes, hit: [...hit].sort((a, b) => a - b) };
}

/** {@link play} and {@link proof} in one: why the asked objectives fell in one run. */
export function witness(
  prepared: Prepared,
  chosen: Uint8Array,
  run: RunNumber,
  { objectives, ...options }: PlayOptions & { readonly objectives: readonly number[] },
): Witness | null {
  return proof(play(prepared, chosen, run, options), objectives);
}
