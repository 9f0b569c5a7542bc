/**
 * Time proofs of the first vital objective of runs that fell: the ways in, before they are
 * counted.
 */
import { type AttackGraph, nodeKind, play, proof, type Witness } from "@vallgrav/mal";
import type { Stage } from "./stage.ts";
import type { FoundWay, WaysTask } from "./tasks.ts";

/** Whether a step of a proof can come next: an entry or what its placed parents allow. */
function isNext(
  graph: AttackGraph,
  node: number,
  placed: ReadonlySet<number>,
  way: ReadonlySet<number>,
): boolean {
  const parents: number[] = [];
  const end = graph.parentOffsets[node + 1] ?? 0;
  for (let at = graph.parentOffsets[node] ?? end; at < end; at += 1) {
    const parent = graph.parents[at] ?? 0;
    if (way.has(parent) && (graph.kinds[parent] ?? 0) <= nodeKind.and) parents.push(parent);
  }
  return graph.kinds[node] === nodeKind.and
    ? parents.every((parent) => placed.has(parent))
    : parents.length === 0 || parents.some((parent) => placed.has(parent));
}

/** The steps of a proof, gates left out, each after what it follows from; earliest first. */
export function ordered(
  graph: AttackGraph,
  way: Witness,
  entries: ReadonlySet<number>,
): FoundWay["nodes"] {
  const { kinds } = graph;
  const times = new Map([...way.nodes].map((node, at) => [node, way.times[at] ?? 0]));
  const open = [...way.nodes]
    .filter((node) => (kinds[node] ?? 0) <= nodeKind.and)
    .sort((a, b) => (times.get(a) ?? 0) - (times.get(b) ?? 0) || a - b);
  const all = new Set(way.nodes);
  const placed = new Set<number>();
  const result: number[] = [];
  while (open.length > 0) {
    const at = open.findIndex((node) => entries.has(node) || isNext(graph, node, placed, all));
    const [node = 0] = open.splice(Math.max(0, at), 1);
    placed.add(node);
    result.push(node);
  }
  return result;
}

/** One way for each run that fell, in slot order. */
export function playWays(stage: Stage, { chosen, range }: WaysTask): readonly FoundWay[] {
  const entries = new Set(
    stage.setting.municipal.scene.campaign.entries.map((entry) => entry.node),
  );
  const found: FoundWay[] = [];
  for (let outer = range.outerFrom; outer < range.outerTo; outer += 1)
    for (let inner = 0; inner < range.inner; inner += 1) {
      const played = play(stage.quick(), chosen, { outer, inner }, { vital: stage.vital });
      let objective = -1;
      let earliest = Number.POSITIVE_INFINITY;
      for (const at of stage.vital) {
        const time = played.times[at] ?? Number.POSITIVE_INFINITY;
        if (time <= played.limit && time < earliest) {
          objective = at;
          earliest = time;
        }
      }
      const way = objective < 0 ? null : proof(played, [objective]);
      if (way === null) continue;
      const times = new Map([...way.nodes].map((node, at) => [node, way.times[at] ?? 0]));
      const nodes = ordered(stage.setting.municipal.scene.graph, way, entries);
      const { kinds } = stage.setting.municipal.scene.graph;
      const gates = [...way.nodes].filter((node) => (kinds[node] ?? 0) > nodeKind.and);
      const { hit } = way;
      found.push({
        objective,
        nodes,
        times: nodes.map((node) => times.get(node) ?? 0),
        gates,
        hit,
      });
    }
  return found;
}
