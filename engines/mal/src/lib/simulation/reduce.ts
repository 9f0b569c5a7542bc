/**
 * Exact reduction: which attack steps can matter at all. A step is kept if the attacker can come to
 * it with every gate open, and some objective can be come to from it.
 */
import type { AttackGraph } from "../attack-graph.ts";
import { nodeKind } from "../attack-graph.ts";

/** What stands in the way, per node. */
export type Terrain = {
  readonly graph: AttackGraph;
  /** 1 where the node is a gate that is shut in every run: a requirement that nothing meets. */
  readonly isShut: Uint8Array;
  /** 1 where an attack step can never be taken: closed to this attacker, or without end. */
  readonly isNever: Uint8Array;
};

/** Whether a kind of node is a gate. */
export function isGateKind(kind: number): boolean {
  return kind > nodeKind.and;
}

/** Whether this gate is a requirement, true or false by the model alone. */
export function isRequirement(kind: number): boolean {
  return kind === nodeKind.exist || kind === nodeKind.notExist;
}

/** Whether a requirement is met and so open. */
export function isMet(graph: AttackGraph, node: number): boolean {
  return (graph.existence[node] === 1) === (graph.kinds[node] === nodeKind.exist);
}

/** More steps than any graph has. */
const neverEnough = 0x7fffffff;

/** How a step can be started: by how many steps before it, and by gates alone or not. */
type Beginning = { readonly need: number; readonly isFree: boolean };

function beginning({ graph, isShut }: Terrain, node: number): Beginning {
  const isAnd = graph.kinds[node] === nodeKind.and;
  let steps = 0;
  let open = 0;
  let shut = 0;
  const end = graph.parentOffsets[node + 1] ?? 0;
  for (let at = graph.parentOffsets[node] ?? end; at < end; at += 1) {
    const parent = graph.parents[at] ?? 0;
    if (!isGateKind(graph.kinds[parent] ?? 0)) steps += 1;
    else if (isShut[parent] === 1) shut += 1;
    else open += 1;
  }
  if (!isAnd) return { need: 1, isFree: open > 0 };
  if (shut > 0) return { need: neverEnough, isFree: false };
  return { need: steps, isFree: steps === 0 && open > 0 };
}

type Spread = { readonly reached: Uint8Array; readonly need: Int32Array };

function spread({ graph, isNever }: Terrain, queue: number[], { reached, need }: Spread): void {
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const end = graph.childOffsets[next + 1] ?? 0;
    for (let at = graph.childOffsets[next] ?? end; at < end; at += 1) {
      const child = graph.children[at] ?? 0;
      if (isGateKind(graph.kinds[child] ?? 0) || reached[child] === 1) continue;
      need[child] = (need[child] ?? 0) - 1;
      if ((need[child] ?? 0) > 0 || isNever[child] === 1) continue;
      reached[child] = 1;
      queue.push(child);
    }
  }
}

/** Steps that can be come to from `entries` with every gate open that is not shut. Linear. */
export function reachable(terrain: Terrain, entries: readonly number[]): Uint8Array {
  const { graph, isNever } = terrain;
  const reached = new Uint8Array(graph.nodeCount);
  const need = new Int32Array(graph.nodeCount);
  const queue: number[] = [];
  for (let node = 0; node < graph.nodeCount; node += 1) {
    if (isGateKind(graph.kinds[node] ?? 0)) continue;
    const { need: steps, isFree } = beginning(terrain, node);
    need[node] = steps;
    if (isFree && isNever[node] === 0) queue.push(node);
  }
  for (const node of queue) reached[node] = 1;
  for (const node of entries) {
    if (reached[node] === 1) continue;
    reached[node] = 1;
    queue.push(node);
  }
  spread(terrain, queue, { reached, need });
  return reached;
}

/** Of the steps reached, those from which some objective can be come to. Linear. */
export function leadingTo(
  graph: AttackGraph,
  reached: Uint8Array,
  objectives: readonly number[],
): Uint8Array {
  const { nodeCount, parentOffsets, parents } = graph;
  const kept = new Uint8Array(nodeCount);
  // Each node is in it once at most.
  const queue = new Int32Array(nodeCount);
  let waiting = 0;
  for (const node of objectives) {
    if (reached[node] !== 1 || kept[node] === 1) continue;
    kept[node] = 1;
    queue[waiting] = node;
    waiting += 1;
  }
  while (waiting > 0) {
    waiting -= 1;
    const next = queue[waiting] ?? 0;
    const end = parentOffsets[next + 1] ?? 0;
    for (let at = parentOffsets[next] ?? end; at < end; at += 1) {
      const parent = parents[at] ?? 0;
      if (reached[parent] !== 1 || kept[parent] === 1) continue;
      kept[parent] = 1;
      queue[waiting] = parent;
      waiting += 1;
    }
  }
  return kept;
}
