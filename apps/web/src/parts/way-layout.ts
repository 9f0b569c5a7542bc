/** From ways to a drawing: the distinct steps, the moves between them, and where each is laid. */
import { Graph, layout } from "@dagrejs/dagre";
import type { Way, WayStep } from "@vallgrav/platform/api";

/** A step as a box; `x`, `y` are its middle. */
export type PlacedStep = {
  readonly step: WayStep;
  readonly x: number;
  readonly y: number;
  readonly place: "entry" | "between" | "objective";
};

/** A move from one step to the next; `frequency` is the sum over the ways that use it. */
export type PlacedMove = {
  readonly from: string;
  readonly to: string;
  readonly frequency: number;
  readonly points: readonly { readonly x: number; readonly y: number }[];
};

/** A laid-out map; sizes in the drawing's own units (pixels at 100 %). */
export type WayMap = {
  readonly width: number;
  readonly height: number;
  readonly steps: readonly PlacedStep[];
  readonly moves: readonly PlacedMove[];
};

/** Size of a box. */
export const boxSize: { readonly width: number; readonly height: number } = {
  width: 222,
  height: 78,
};

/** Lays out the ways from left to right. Cost: that of dagre, for at most a few hundred steps. */
export function layOut(ways: readonly Way[]): WayMap {
  const steps = new Map<string, WayStep>();
  const entries = new Set<string>();
  const objectives = new Set<string>();
  const moves = new Map<string, { from: string; to: string; frequency: number }>();
  for (const way of ways) collect(way, { steps, entries, objectives, moves });
  const graph = new Graph();
  graph.setGraph({ rankdir: "LR", nodesep: 18, ranksep: 46, marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of steps.keys()) graph.setNode(node, { ...boxSize });
  for (const move of moves.values()) graph.setEdge(move.from, move.to, {});
  layout(graph);
  const size = graph.graph() as { readonly width?: number; readonly height?: number };
  return {
    width: size.width ?? 0,
    height: size.height ?? 0,
    steps: [...steps].map(([node, step]) => {
      const laid = graph.node(node) as { readonly x: number; readonly y: number };
      const place = objectives.has(node) ? "objective" : entries.has(node) ? "entry" : "between";
      return { step, x: laid.x, y: laid.y, place };
    }),
    moves: [...moves.values()].map((move) => {
      const laid = graph.edge(move.from, move.to) as Pick<PlacedMove, "points">;
      return { ...move, points: laid.points };
    }),
  };
}

function collect(
  way: Way,
  into: {
    readonly steps: Map<string, WayStep>;
    readonly entries: Set<string>;
    readonly objectives: Set<string>;
    readonly moves: Map<string, { from: string; to: string; frequency: number }>;
  },
): void {
  for (const [at, step] of way.steps.entries()) {
    into.steps.set(step.node, step);
    const before = way.steps[at - 1];
    if (before === undefined) {
      into.entries.add(step.node);
      continue;
    }
    const key = `${before.node}\u0000${step.node}`;
    const known = into.moves.get(key);
    if (known === undefined)
      into.moves.set(key, { from: before.node, to: step.node, frequency: way.frequency });
    else known.frequency += way.frequency;
  }
  const last = way.steps.at(-1);
  if (last !== undefined) into.objectives.add(last.node);
}
