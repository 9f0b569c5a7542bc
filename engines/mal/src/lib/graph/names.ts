/** Names of nodes, made and looked up only when asked for. */
import type { AttackGraph } from "../attack-graph.ts";

/** `<asset id>:<step>`. Asset ids may hold colons and step names do not: split at the last. */
export function nodeName(graph: AttackGraph, node: number): string {
  const asset = graph.assets[graph.assetOf[node] ?? -1] ?? "";
  const step = graph.steps[graph.stepOf[node] ?? -1]?.name ?? "";
  return `${asset}:${step}`;
}

/** Finds nodes by asset id and step name; null where there is no such node. */
export type NodeFinder = (assetId: string, step: string) => number | null;

/** A finder for many look-ups: linear to make, then constant but for the steps of one type. */
export function nodeFinder(graph: AttackGraph): NodeFinder {
  const numbers = new Map(graph.assets.map((id, index) => [id, index]));
  return (assetId, step) => {
    const asset = numbers.get(assetId);
    return asset === undefined ? null : findStep(graph, asset, step);
  };
}

/**
 * One node by asset id and step name, or null. Linear in the assets; for many use {@link
 * nodeFinder}.
 */
export function findNode(graph: AttackGraph, assetId: string, step: string): number | null {
  const asset = graph.assets.indexOf(assetId);
  return asset < 0 ? null : findStep(graph, asset, step);
}

function findStep(graph: AttackGraph, asset: number, step: string): number | null {
  const end = graph.firstNode[asset + 1] ?? graph.nodeCount;
  for (let node = graph.firstNode[asset] ?? end; node < end; node += 1)
    if (graph.steps[graph.stepOf[node] ?? -1]?.name === step) return node;
  return null;
}
