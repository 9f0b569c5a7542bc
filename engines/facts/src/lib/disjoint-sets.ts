/** Disjoint sets of numbered nodes (union by size, path halving), growing as nodes come. */

/** A forest: every node's parent, and the size of the set at each root. */
export type DisjointSets = { readonly parent: number[]; readonly size: number[] };

/** No nodes yet. */
export function disjointSets(): DisjointSets {
  return { parent: [], size: [] };
}

/** Adds one node as a set of its own and returns its number. */
export function addNode({ parent, size }: DisjointSets): number {
  size.push(1);
  return parent.push(parent.length) - 1;
}

/** The node that stands for the whole set. Amortised near constant. */
export function rootOf({ parent }: DisjointSets, node: number): number {
  let at = node;
  let above = parent[at] ?? at;
  while (above !== at) {
    const next = parent[above] ?? above;
    parent[at] = next;
    at = next;
    above = parent[at] ?? at;
  }
  return at;
}

/** Makes one set of two; returns the root that stands for both. */
export function unite(sets: DisjointSets, a: number, b: number): number {
  const left = rootOf(sets, a);
  const right = rootOf(sets, b);
  if (left === right) return left;
  const total = (sets.size[left] ?? 1) + (sets.size[right] ?? 1);
  const [root, other] =
    (sets.size[left] ?? 1) < (sets.size[right] ?? 1) ? [right, left] : [left, right];
  sets.parent[other] = root;
  sets.size[root] = total;
  return root;
}

/** Takes nodes out of their set, each to stand alone; all nodes of a set must be given together. */
export function dissolve({ parent, size }: DisjointSets, nodes: readonly number[]): void {
  for (const node of nodes) {
    parent[node] = node;
    size[node] = 1;
  }
}
