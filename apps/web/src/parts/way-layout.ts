/** From ways to a drawing: the distinct steps, the moves between them, and where each is laid. */
import { Graph, layout } from "@dagrejs/dagre";
import type { Way, WayStep } from "@vallgrav/platform/api";

/** A step as a box; `x`, `y` are its middle. */
export type PlacedStep = {
  readonly step: WayStep;
  readonly x: number;
  readonly y: number;
  readonly place: "entry" | "between" | "objective";
  /** Ways that take the step, by their place in what was laid out. */
  readonly ways: ReadonlySet<number>;
};

/** A move from one step to the next; `frequency` is the sum over the ways that use it. */
export type PlacedMove = {
  readonly from: string;
  readonly to: string;
  readonly frequency: number;
  /** Ways that make the move, by their place in what was laid out. */
  readonly ways: ReadonlySet<number>;
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

type Gathered = {
  readonly steps: Map<string, { readonly step: WayStep; readonly ways: Set<number> }>;
  readonly entries: Set<string>;
  readonly objectives: Set<string>;
  readonly moves: Map<
    string,
    { readonly from: string; readonly to: string; frequency: number; readonly ways: Set<number> }
  >;
};

/** Lays out the ways from left to right. Cost: that of dagre, for at most a few hundred steps. */
export function layOut(ways: readonly Way[]): WayMap {
  const gathered: Gathered = {
    steps: new Map(),
    entries: new Set(),
    objectives: new Set(),
    moves: new Map(),
  };
  for (const [number, way] of ways.entries()) collect(way, number, gathered);
  const { steps, entries, objectives, moves } = gathered;
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
    steps: [...steps].map(([node, { step, ways: taking }]) => {
      const laid = graph.node(node) as { readonly x: number; readonly y: number };
      const place = objectives.has(node) ? "objective" : entries.has(node) ? "entry" : "between";
      return { step, x: laid.x, y: laid.y, place, ways: taking };
    }),
    moves: [...moves.values()].map((move) => {
      const laid = graph.edge(move.from, move.to) as Pick<PlacedMove, "points">;
      return { ...move, points: laid.points };
    }),
  };
}

function collect(way: Way, number: number, into: Gathered): void {
  for (const [at, step] of way.steps.entries()) {
    const known = into.steps.get(step.node);
    // Ways take a step at different times: the first of them is when it is first taken.
    const first = known !== undefined && known.step.days <= step.days ? known.step : step;
    into.steps.set(step.node, { step: first, ways: (known?.ways ?? new Set()).add(number) });
    const before = way.steps[at - 1];
    if (before === undefined) {
      into.entries.add(step.node);
      continue;
    }
    const key = `${before.node}\u0000${step.node}`;
    const move = into.moves.get(key);
    if (move === undefined)
      into.moves.set(key, {
        from: before.node,
        to: step.node,
        frequency: way.frequency,
        ways: new Set([number]),
      });
    else {
      move.frequency += way.frequency;
      move.ways.add(number);
    }
  }
  const last = way.steps.at(-1);
  if (last !== undefined) into.objectives.add(last.node);
}
