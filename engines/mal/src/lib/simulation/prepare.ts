/** Makes a scene ready for runs: reduces it exactly, hashes the keys, lays out flat arrays. */
import { nodeKind } from "../attack-graph.ts";
import type { AttackGraph } from "../attack-graph.ts";
import type { Campaign, LatentMeasures, Scene } from "../scene.ts";
import { drawName, keyOf } from "./draw-names.ts";
import { layOutDetection, layOutQuickenings } from "./lay-out-detection.ts";
import { changingGates, layOutEffects, layOutGates, layOutStates } from "./lay-out-gates.ts";
import type { TimeBook } from "./lay-out-times.ts";
import { layOutEntries, layOutTime, layOutTimes, timeBook } from "./lay-out-times.ts";
import { operation } from "./distributions.ts";
import type { DetectorTable, EntryDraw, Layout, RunLayout } from "./layout.ts";
import { stepFlag } from "./layout.ts";
import type { Terrain } from "./reduce.ts";
import { isGateKind, isMet, isRequirement, leadingTo, reachable } from "./reduce.ts";
import type { Workspace } from "./workspace.ts";
import { workspaceFor } from "./workspace.ts";

/** What runs need of a scene beside its layout. */
export type RunScene = Pick<Scene, "parameters" | "horizonDays"> & {
  readonly campaign: Pick<Campaign, "skillMean" | "skillLoading" | "skillOnTime" | "stealth">;
};

/**
 * What runs are played with. Runs of one share its room for work: each ends before the next begins.
 * Threads have their own.
 */
export type Runnable = {
  readonly scene: RunScene;
  /** As many as there are bytes in a choice. */
  readonly latent: { readonly length: number };
  readonly layout: RunLayout;
  readonly work: Workspace;
};

/** A scene ready for runs whose proofs may be asked for, each until the next run begins. */
export type Prepared = Runnable & {
  readonly scene: Scene;
  readonly latent: LatentMeasures;
  /** Nodes that gates alone may give away, with no entry at all; ascending (dials.md §6.1). */
  readonly free: Int32Array;
  readonly layout: Layout;
};

/** A scene laid out, with no room for runs yet: much of what a thread holds of a large one. */
export type Ground = Omit<Prepared, "work">;

/** What stands in the way in a scene. */
export function terrainOf(scene: Scene, book: TimeBook): Terrain {
  const { graph } = scene;
  const isShut = new Uint8Array(graph.nodeCount);
  const isNever = new Uint8Array(graph.nodeCount);
  for (let node = 0; node < graph.nodeCount; node += 1) {
    const kind = graph.kinds[node] ?? 0;
    if (isRequirement(kind)) isShut[node] = isMet(graph, node) ? 0 : 1;
    else if (!isGateKind(kind))
      isNever[node] = book.constantAt(node) === Number.POSITIVE_INFINITY ? 1 : 0;
  }
  for (const node of scene.campaign.closed) isNever[node] = 1;
  return { graph, isShut, isNever };
}

/** Nodes of the entries that this attacker may have. */
export function usableEntries(scene: Scene): readonly number[] {
  const closed = new Set(scene.campaign.closed);
  return scene.campaign.entries
    .filter(({ node, available }) => available > 0 && !closed.has(node))
    .map(({ node }) => node);
}

function nodesMarked(marks: Uint8Array): Int32Array {
  let count = 0;
  for (const mark of marks) count += mark;
  const nodes = new Int32Array(count);
  let next = 0;
  for (let node = 0; node < marks.length; node += 1)
    if (marks[node] === 1) {
      nodes[next] = node;
      next += 1;
    }
  return nodes;
}

function inverse(nodes: Int32Array, count: number): Int32Array {
  const numbers = new Int32Array(count).fill(-1);
  nodes.forEach((node, number) => {
    numbers[node] = number;
  });
  return numbers;
}

function marked(count: number, entries: readonly EntryDraw[]): Uint8Array {
  const marks = new Uint8Array(count);
  for (const { step } of entries) marks[step] = 1;
  return marks;
}

type Links = { readonly offsets: Int32Array; readonly targets: Int32Array };

/** The links of the steps `nodes`, renumbered; targets numbered −1 are left out. */
function renumber(nodes: Int32Array, from: Links, numberOf: Int32Array): Links {
  const offsets = new Int32Array(nodes.length + 1);
  let room = 0;
  for (const node of nodes) room += (from.offsets[node + 1] ?? 0) - (from.offsets[node] ?? 0);
  const targets = new Int32Array(room);
  let count = 0;
  for (let step = 0; step < nodes.length; step += 1) {
    const node = nodes[step] ?? 0;
    const end = from.offsets[node + 1] ?? 0;
    for (let at = from.offsets[node] ?? end; at < end; at += 1) {
      const number = numberOf[from.targets[at] ?? 0] ?? -1;
      if (number < 0) continue;
      targets[count] = number;
      count += 1;
    }
    offsets[step + 1] = count;
  }
  return { offsets, targets: targets.slice(0, count) };
}

/** How each step begins: see the fields of the same names in {@link Layout}. */
function beginnings(
  { graph, isShut }: Terrain,
  nodes: Int32Array,
  gateOf: Int32Array,
): Pick<Layout, "isAnd" | "need" | "starts" | "hasOpenGate"> {
  const isAnd = new Uint8Array(nodes.length);
  const need = new Int32Array(nodes.length);
  const hasOpenGate = new Uint8Array(nodes.length);
  const starts: number[] = [];
  nodes.forEach((node, step) => {
    let steps = 0;
    let mayOpen = 0;
    let shut = 0;
    const end = graph.parentOffsets[node + 1] ?? 0;
    for (let at = graph.parentOffsets[node] ?? end; at < end; at += 1) {
      const parent = graph.parents[at] ?? 0;
      if (!isGateKind(graph.kinds[parent] ?? 0)) steps += 1;
      else if (isShut[parent] === 1) shut += 1;
      else {
        mayOpen += 1;
        if ((gateOf[parent] ?? -1) < 0) hasOpenGate[step] = 1;
      }
    }
    isAnd[step] = graph.kinds[node] === nodeKind.and ? 1 : 0;
    // A requirement that is not met keeps an AND waiting for ever; an entry may still lead there.
    need[step] = isAnd[step] === 0 ? 1 : shut > 0 ? steps + 1 : steps;
    if (mayOpen > 0 && (isAnd[step] === 0 || need[step] === 0)) starts.push(step);
  });
  return { isAnd, need, starts: Int32Array.from(starts), hasOpenGate };
}

type Numbers = {
  readonly gateOf: Int32Array;
  readonly localOf: Int32Array;
  readonly gates: number;
  readonly detectors: DetectorTable;
  readonly steps: number;
};

function layOutEffectsOf(
  latent: LatentMeasures,
  { gateOf, localOf, gates, detectors, steps }: Numbers,
): Pick<Layout, "coverings" | "slowings" | "quickenings"> {
  let last = -1;
  for (const placement of detectors.placement) if (placement > last) last = placement;
  const stateOf = new Int32Array(last + 1).fill(-1);
  detectors.placement.forEach((placement, at) => {
    stateOf[placement] = gates + at;
  });
  return {
    coverings: layOutEffects(latent, {
      count: gates + detectors.count,
      placesOf: ({ kind }) => (kind === "control" ? gateOf : kind === "sees" ? stateOf : null),
      strengthOf: (effect) => ("coverage" in effect ? effect.coverage : 0),
    }),
    slowings: layOutEffects(latent, {
      count: steps,
      placesOf: ({ kind }) => (kind === "slower" ? localOf : null),
      strengthOf: (effect) => (effect.kind === "slower" ? effect.factor : 1),
    }),
    quickenings: layOutQuickenings(latent),
  };
}

function layOutObjectives(
  scene: Scene,
  localOf: Int32Array,
): Pick<Layout, "objectives" | "objectiveCount"> {
  const objectives = Int32Array.from(scene.objectives, (node) => localOf[node] ?? -1);
  return { objectives, objectiveCount: new Set(objectives.filter((step) => step >= 0)).size };
}

/** {@link Layout.flags} from the rest of a layout. */
function flagsOf(layout: Omit<Layout, "flags">): Uint8Array {
  const { gateOffsets, times, isAnd, objectives, detectors } = layout;
  const flags = Uint8Array.from(isAnd, (isIt, step) => {
    const isGuarded = isIt === 1 && (gateOffsets[step + 1] ?? 0) > (gateOffsets[step] ?? 0);
    const isTimed = times.op[step] !== operation.number || times.first[step] !== 0;
    return (isGuarded ? stepFlag.guarded : 0) + (isTimed ? stepFlag.timed : 0);
  });
  for (const step of objectives)
    if (step >= 0) flags[step] = (flags[step] ?? 0) | stepFlag.objective;
  for (const step of detectors.step) flags[step] = (flags[step] ?? 0) | stepFlag.watched;
  return flags;
}

/** Gates among the parents of the kept steps, of those that may change. */
function gatesNearby(
  graph: AttackGraph,
  kept: Uint8Array,
  changing: readonly number[],
): readonly number[] {
  return changing.filter((gate) => {
    const end = graph.childOffsets[gate + 1] ?? 0;
    for (let at = graph.childOffsets[gate] ?? end; at < end; at += 1)
      if (kept[graph.children[at] ?? 0] === 1) return true;
    return false;
  });
}

/** A layout, and what stood in the way where it was laid out. */
type LaidOut = { readonly layout: Layout; readonly terrain: Terrain };

/**
 * Lays a scene out. Keeps exactly the steps that some run under some choice may need: those that
 * can be come to with every gate open and from which some objective can be come to.
 */
export function layOut(scene: Scene, latent: LatentMeasures): LaidOut {
  const { graph, seed } = scene;
  const book = timeBook(scene);
  const terrain = terrainOf(scene, book);
  const reached = reachable(terrain, usableEntries(scene));
  const kept = leadingTo(graph, reached, scene.objectives);
  const nodes = nodesMarked(kept);
  const localOf = inverse(nodes, graph.nodeCount);
  const { gates, mechanisms, sources } = layOutGates(
    scene,
    gatesNearby(graph, kept, changingGates(scene, latent)),
  );
  const detection = layOutDetection(scene, book, localOf, nodes.length);
  const { detectors, senses, response } = detection;
  const gateOf = inverse(gates.node, graph.nodeCount);
  const down = { offsets: graph.childOffsets, targets: graph.children };
  const up = { offsets: graph.parentOffsets, targets: graph.parents };
  const children = renumber(nodes, down, localOf);
  const parents = renumber(nodes, up, localOf);
  const gatesOf = renumber(nodes, up, gateOf);
  const skill = keyOf(drawName.skill, seed);
  const parameterKeys = scene.parameters.map(({ id }) => keyOf(drawName.parameter(id), seed));
  const entries = layOutEntries(scene, book, localOf);
  const numbers = { gateOf, localOf, gates: gates.count, detectors, steps: nodes.length };
  const layout: Omit<Layout, "flags"> = {
    nodes,
    localOf,
    ...beginnings(terrain, nodes, gateOf),
    childOffsets: children.offsets,
    children: children.targets,
    parents: { offsets: parents.offsets, values: parents.targets },
    gateOffsets: gatesOf.offsets,
    gatesOf: gatesOf.targets,
    gateOf,
    states: layOutStates([...sources, ...detection.sources], seed),
    gates,
    mechanisms,
    detectors,
    senses,
    response,
    times: layOutTimes(scene, book, nodes),
    entries,
    isEntry: marked(nodes.length, entries),
    patience: layOutTime(book, scene.campaign.patience, seed, drawName.patience),
    skillHigh: skill.high,
    skillLow: skill.low,
    ...layOutObjectives(scene, localOf),
    ...layOutEffectsOf(latent, numbers),
    parameterHigh: Uint32Array.from(parameterKeys, ({ high }) => high),
    parameterLow: Uint32Array.from(parameterKeys, ({ low }) => low),
  };
  return { terrain, layout: { ...layout, flags: flagsOf(layout) } };
}

/**
 * Lays a scene out for runs. Linear in the graph, the scene and the effects. Errors of `checkScene`
 * are not caught here.
 */
export function prepareLayout(scene: Scene, latent: LatentMeasures): Ground {
  const { layout, terrain } = layOut(scene, latent);
  const unaided = reachable(terrain, []);
  const free = layout.nodes.filter((node) => unaided[node] === 1);
  return { scene, latent, free, layout };
}

/** The same with room for runs. Linear in its steps. */
export function withRoom(ground: Ground): Prepared {
  return { ...ground, work: workspaceFor(ground.layout) };
}

/** Makes a scene ready for runs: {@link prepareLayout} and {@link withRoom}. */
export function prepare(scene: Scene, latent: LatentMeasures): Prepared {
  return withRoom(prepareLayout(scene, latent));
}
