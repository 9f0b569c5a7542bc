/**
 * What an attacker reaches who already holds some steps: the same scene, entered there, played some
 * hundred times. Nobody answers in these runs: it is what lies open until somebody does.
 */
import { type AttackGraph, nodeKind, play, prepare, proof, type Scene } from "@vallgrav/mal";
import type { AlertReach, ReachedThing } from "../api/index.ts";
import { opened } from "./handed.ts";
import { ordered } from "./play-ways.ts";
import type { Prepared } from "./setting.ts";
import { assetOf, stepInfo, stepsOf, toldNodes, wordsOf } from "./ways.ts";

/** A thing of the model and techniques that were seen on it. */
export type SeenOn = { readonly asset: string; readonly techniques: readonly string[] };

/** What is asked of a thread. Structured clone keeps all of it. */
export type ReachQuestion = {
  readonly prepared: Prepared;
  /** Nodes that are held. */
  readonly held: readonly number[];
};

/** Runs, and what is looked at and told at most. */
export const reachLimits = { outer: 40, inner: 5, targets: 2_000, things: 20, ways: 6 } as const;

/** Steps that mean a thing is taken, the first that it has. */
const taking = [
  "admin",
  "act",
  "compromise",
  "administer",
  "encrypt",
  "destroy",
  "deny",
  "issue",
] as const;

/** Where somebody who was seen on a thing stands, when no technique says more. */
const standing = ["logOn", "act", "administer", "phished"] as const;

function nodesByAsset({ nodeCount, assetOf: of, assets }: AttackGraph): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (let node = 0; node < nodeCount; node += 1) {
    const id = assets[of[node] ?? 0] ?? "";
    const known = found.get(id);
    if (known === undefined) found.set(id, [node]);
    else known.push(node);
  }
  return found;
}

function isStep({ kinds }: AttackGraph, node: number): boolean {
  return (kinds[node] ?? 0) <= nodeKind.and;
}

function nameOf({ steps, stepOf }: AttackGraph, node: number): string {
  return steps[stepOf[node] ?? 0]?.name ?? "";
}

/** Whether two techniques are the same, or one is a part of the other. */
function isSame(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}

/** Steps before a step on the same thing: who took it holds what it needs there. */
function ownParents(graph: AttackGraph, node: number): readonly number[] {
  if (graph.kinds[node] !== nodeKind.and) return [];
  const parents: number[] = [];
  const end = graph.parentOffsets[node + 1] ?? 0;
  for (let at = graph.parentOffsets[node] ?? end; at < end; at += 1) {
    const parent = graph.parents[at] ?? 0;
    if (isStep(graph, parent) && graph.assetOf[parent] === graph.assetOf[node])
      parents.push(parent);
  }
  return parents;
}

/**
 * Nodes that are held by who was seen: the steps of the things that have one of the techniques,
 * with what these need on the same thing; where none has, the step of being there.
 */
export function heldNodes(
  { setting }: Pick<Prepared, "setting">,
  seen: readonly SeenOn[],
): readonly number[] {
  const { graph } = setting.municipal.scene;
  const byAsset = nodesByAsset(graph);
  const held = new Set<number>();
  for (const { asset, techniques } of seen) {
    const steps = (byAsset.get(asset) ?? []).filter((node) => isStep(graph, node));
    const named = steps.filter((node) => {
      const technique = graph.steps[graph.stepOf[node] ?? 0]?.meta["technique"];
      return technique !== undefined && techniques.some((one) => isSame(one, technique));
    });
    const there = standing
      .flatMap((name) => steps.filter((node) => nameOf(graph, node) === name))
      .slice(0, 1);
    for (const node of named.length > 0 ? named : there) {
      held.add(node);
      for (const parent of ownParents(graph, node)) held.add(parent);
    }
  }
  return [...held].sort((a, b) => a - b);
}

/** Nodes that mean something is taken, in order of how few steps lead there; not those held. */
function targetsFrom(graph: AttackGraph, held: readonly number[]): readonly number[] {
  const byAsset = nodesByAsset(graph);
  const takes = new Map<string, number>();
  for (const [id, nodes] of byAsset) {
    const found = taking
      .flatMap((name) =>
        nodes.filter((node) => isStep(graph, node) && nameOf(graph, node) === name),
      )
      .at(0);
    if (found !== undefined) takes.set(id, found);
  }
  const wanted = new Set(takes.values());
  const heldAssets = new Set(held.map((node) => graph.assetOf[node]));
  const seen = new Set(held);
  const targets: number[] = [];
  const queue = [...held];
  for (let at = 0; at < queue.length && targets.length < reachLimits.targets; at += 1) {
    const node = queue[at] ?? 0;
    if (wanted.has(node) && !heldAssets.has(graph.assetOf[node])) targets.push(node);
    const end = graph.childOffsets[node + 1] ?? 0;
    for (let child = graph.childOffsets[node] ?? end; child < end; child += 1) {
      const next = graph.children[child] ?? 0;
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  return targets;
}

function sceneFrom(scene: Scene, held: readonly number[], objectives: readonly number[]): Scene {
  return {
    ...scene,
    detectors: [],
    response: null,
    campaign: {
      ...scene.campaign,
      entries: held.map((node) => ({
        node,
        available: 1,
        delay: { kind: "number", value: 0 },
        key: `held/${node}`,
      })),
      // Who is seen to be able to, is.
      closed: scene.campaign.closed.filter((node) => !held.includes(node)),
    },
    objectives,
  };
}

type Found = { readonly node: number; readonly days: number[] };

function medianOf(days: readonly number[]): number {
  const sorted = days.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

function thingOf(prepared: Prepared, { node, days }: Found, runs: number): ReachedThing {
  return {
    asset: assetOf(prepared, node),
    step: wordsOf(prepared, node),
    technique: stepInfo(prepared, node).technique,
    share: days.length / runs,
    days: medianOf(days),
  };
}

/** The surest first, then the soonest. */
function byNearness(a: ReachedThing, b: ReachedThing): number {
  return b.share - a.share || a.days - b.days || (a.asset.id < b.asset.id ? -1 : 1);
}

type Tally = {
  readonly found: Map<number, Found>;
  readonly next: Map<number, Found>;
  /** First vital objectives of the runs. */
  readonly vital: Map<number, Found>;
  readonly ways: Map<number, { nodes: readonly number[]; times: readonly number[] }>;
  fell: number;
};

function count(into: Map<number, Found>, node: number, days: number): void {
  const known = into.get(node) ?? { node, days: [] };
  known.days.push(days);
  into.set(node, known);
}

/** Targets of a run that were nearest, whose ways are looked at beside that to the vital one. */
const waysPerRun = 2;

function playOnce(
  [prepared, stage, held]: readonly [Prepared, ReturnType<typeof prepare>, ReadonlySet<number>],
  [vitalFrom, run]: readonly [number, { readonly outer: number; readonly inner: number }],
  tally: Tally,
): void {
  const { scene } = stage;
  const played = play(stage, new Uint8Array(0), run);
  const reached = [...played.times.entries()]
    .filter(([, days]) => days <= played.limit)
    .sort(([, a], [, b]) => a - b);
  const vital = reached.find(([at]) => at >= vitalFrom);
  if (vital !== undefined) tally.fell += 1;
  const targets = reached.filter(([at]) => at < vitalFrom);
  for (const [at, days] of targets) count(tally.found, scene.objectives[at] ?? 0, days);
  const nextOnes = new Map<number, number>();
  if (vital !== undefined) count(tally.vital, scene.objectives[vital[0]] ?? 0, vital[1]);
  for (const [at] of [...targets.slice(0, waysPerRun), ...(vital === undefined ? [] : [vital])]) {
    const way = proof(played, [at]);
    if (way === null) continue;
    const timeOf = new Map([...way.nodes].map((node, place) => [node, way.times[place] ?? 0]));
    const nodes = ordered(scene.graph, way, held);
    const times = nodes.map((node) => timeOf.get(node) ?? 0);
    const target = scene.objectives[at] ?? 0;
    if (!tally.ways.has(target)) tally.ways.set(target, { nodes, times });
    const first = toldNodes(prepared, nodes).find((node) => !held.has(node));
    if (first !== undefined) nextOnes.set(first, timeOf.get(first) ?? 0);
  }
  for (const [node, days] of nextOnes) count(tally.next, node, days);
}

/** The most common ways: half of them to what is vital, the others to what is nearest. */
function drawnWays(prepared: Prepared, tally: Tally, runs: number): AlertReach["ways"] {
  const wayTo = (found: Found): AlertReach["ways"] => {
    const way = tally.ways.get(found.node);
    const { asset, share } = thingOf(prepared, found, runs);
    return way === undefined
      ? []
      : [{ objective: asset.name, frequency: share, steps: stepsOf(prepared, way) }];
  };
  const sorted = (all: ReadonlyMap<number, Found>): readonly Found[] =>
    [...all.values()].sort((a, b) => b.days.length - a.days.length || a.node - b.node);
  const vital = sorted(tally.vital).slice(0, reachLimits.ways / 2);
  const near = sorted(tally.found).filter(({ node }) => tally.ways.has(node));
  return [...vital, ...near].flatMap(wayTo).slice(0, reachLimits.ways);
}

/** Plays the runs and tells what they reached. Cost: some hundred runs on the reduced graph. */
export function computeReach({ prepared, held }: ReachQuestion): AlertReach {
  const { municipal, vital } = prepared.setting;
  const { scene, objectives } = opened(municipal);
  const targets = targetsFrom(scene.graph, held);
  const vitals = objectives.flatMap(({ node }, at) => (vital[at] === 1 ? [node] : []));
  const isTarget = new Set(targets);
  const own = targets.filter((node) => !vitals.includes(node));
  const stage = prepare(
    sceneFrom(scene, held, [...own, ...vitals.filter((node) => !held.includes(node))]),
    [],
  );
  const tally: Tally = {
    found: new Map(),
    next: new Map(),
    vital: new Map(),
    ways: new Map(),
    fell: 0,
  };
  const heldSet = new Set(held);
  for (let outer = 0; outer < reachLimits.outer; outer += 1)
    for (let inner = 0; inner < reachLimits.inner; inner += 1)
      playOnce([prepared, stage, heldSet], [own.length, { outer, inner }], tally);
  const runs = reachLimits.outer * reachLimits.inner;
  const things = [...tally.found.values()]
    .filter(({ node }) => isTarget.has(node))
    .map((found) => ({ found, thing: thingOf(prepared, found, runs) }))
    .sort((a, b) => byNearness(a.thing, b.thing));
  const shown = things.slice(0, reachLimits.things);
  return {
    held: held.map((node) => ({ asset: assetOf(prepared, node), step: wordsOf(prepared, node) })),
    runs,
    horizonDays: scene.horizonDays,
    things: shown.map(({ thing }) => thing),
    more: things.length - shown.length,
    withinDay: things.filter(({ thing }) => thing.share >= 0.5 && thing.days <= 1).length,
    fell: tally.fell / runs,
    next: [...tally.next.values()]
      .map((found) => thingOf(prepared, found, runs))
      .sort(byNearness)
      .slice(0, reachLimits.ways),
    ways: drawnWays(prepared, tally, runs),
  };
}
