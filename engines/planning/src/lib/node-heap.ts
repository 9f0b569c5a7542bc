/** Boxes that wait to be looked into: the lowest bound first, the older of equals. */
import type { Box } from "./boxes.ts";

/** A box and what is known to bound it. `number` counts up as nodes are made. */
export type Node = { readonly box: Box; readonly bound: number; readonly number: number };

export type NodeHeap = {
  /** The lowest bound of all that wait; Infinity where none does. */
  readonly least: () => number;
  readonly push: (node: Node) => void;
  readonly pop: () => Node | undefined;
};

function isBefore(a: Node, b: Node): boolean {
  return a.bound < b.bound || (a.bound === b.bound && a.number < b.number);
}

/** Moves a node down from the top of a heap to where it belongs. */
function sink(nodes: Node[], node: Node): void {
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    let child = nodes[below];
    const other = nodes[below + 1];
    if (child !== undefined && other !== undefined && isBefore(other, child)) {
      below += 1;
      child = other;
    }
    if (child === undefined || !isBefore(child, node)) break;
    nodes[at] = child;
    at = below;
  }
  nodes[at] = node;
}

/** Moves a node up from the end of a heap to where it belongs. */
function rise(nodes: Node[], node: Node): void {
  let at = nodes.length;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = nodes[above];
    if (parent === undefined || !isBefore(node, parent)) break;
    nodes[at] = parent;
    at = above;
  }
  nodes[at] = node;
}

/** An empty heap. Push and pop cost the logarithm of its size. */
export function nodeHeap(): NodeHeap {
  const nodes: Node[] = [];
  return {
    least: () => nodes[0]?.bound ?? Number.POSITIVE_INFINITY,
    push: (node) => rise(nodes, node),
    pop: () => {
      const first = nodes[0];
      const last = nodes.pop();
      if (last !== undefined && nodes.length > 0) sink(nodes, last);
      return first;
    },
  };
}
