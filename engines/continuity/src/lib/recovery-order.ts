/**
 * The order in which systems are restored, one for the whole model: prerequisites first, then the
 * smallest tolerable outage, then the id (dials.md §1.6). It must not depend on what is down, or
 * the damage would not be monotone.
 */
import { compareText } from "@vallgrav/kernel";
import type { Problem } from "@vallgrav/kernel";
import type { Network, System } from "./network.ts";

/** Systems of which none can come back first; `ids` in order, joined by a comma and a space. */
export type CycleProblem = Problem<"continuity/cycle", { readonly ids: string }>;

/** The order, and the cycles that had to be broken to find it. */
export type RecoveryOrder = {
  /** Indices of all systems, first restored first. */
  readonly order: readonly number[];
  readonly problems: readonly CycleProblem[];
};

/** Distinct prerequisites of each system, without references that lead nowhere. */
function edgesOf(systems: readonly System[]): readonly (readonly number[])[] {
  return systems.map(({ prerequisites }) =>
    [...new Set(prerequisites)].filter((index) => systems[index] !== undefined),
  );
}

/** Number of the strongly connected component of each system (Tarjan, without recursion). */
function componentsOf(edges: readonly (readonly number[])[]): Int32Array {
  const count = edges.length;
  const component = new Int32Array(count).fill(-1);
  const seenAt = new Int32Array(count).fill(-1);
  const lowest = new Int32Array(count);
  const open: number[] = [];
  let seen = 0;
  let components = 0;
  const enter = (node: number, path: { node: number; next: number }[]): void => {
    seenAt[node] = lowest[node] = seen;
    seen += 1;
    open.push(node);
    path.push({ node, next: 0 });
  };
  const lower = (node: number, to: number): void => {
    lowest[node] = Math.min(lowest[node] ?? 0, to);
  };
  for (let root = 0; root < count; root += 1) {
    if (seenAt[root] !== -1) continue;
    const path: { node: number; next: number }[] = [];
    enter(root, path);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { node } = top;
      const next = edges[node]?.[top.next];
      top.next += 1;
      if (next !== undefined) {
        if (seenAt[next] === -1) enter(next, path);
        else if (component[next] === -1) lower(node, seenAt[next] ?? 0);
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above !== undefined) lower(above.node, lowest[node] ?? 0);
      if (lowest[node] !== seenAt[node]) continue;
      for (let member = open.pop(); member !== undefined; member = open.pop()) {
        component[member] = components;
        if (member === node) break;
      }
      components += 1;
    }
  }
  return component;
}

function cyclesOf(
  systems: readonly System[],
  edges: readonly (readonly number[])[],
  component: Int32Array,
): readonly CycleProblem[] {
  const members = new Map<number, string[]>();
  for (const [index, { id }] of systems.entries()) {
    const own = component[index] ?? -1;
    if (!(edges[index] ?? []).some((other) => component[other] === own)) continue;
    members.set(own, [...(members.get(own) ?? []), id]);
  }
  return [...members.values()]
    .map((ids) => ids.sort(compareText).join(", "))
    .sort(compareText)
    .map((ids) => ({ code: "continuity/cycle", severity: "warning", at: null, args: { ids } }));
}

/** Puts a rank into an ascending list. */
function insert(sorted: number[], rank: number): void {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < rank) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, rank);
}

/** Systems by smallest tolerable outage, then id, then place. */
function byUrgency(systems: readonly System[]): readonly number[] {
  return [...systems.keys()].sort((a, b) => {
    const [first, second] = [systems[a], systems[b]];
    if (first === undefined || second === undefined) return a - b;
    if (first.tolerableHours < second.tolerableHours) return -1;
    if (first.tolerableHours > second.tolerableHours) return 1;
    return compareText(first.id, second.id) || a - b;
  });
}

/**
 * The order for a network, total for any input. A cycle is broken at its most urgent member once
 * all its other prerequisites are placed. Cost: edges, plus systems × cycles.
 */
export function recoveryOrder(network: Network): RecoveryOrder {
  const { systems } = network;
  const edges = edgesOf(systems);
  const component = componentsOf(edges);
  const ranked = byUrgency(systems);
  const rank = new Int32Array(systems.length);
  for (const [place, index] of ranked.entries()) rank[index] = place;
  const dependents: number[][] = systems.map(() => []);
  const waiting = new Int32Array(systems.length);
  for (const [index, needs] of edges.entries())
    for (const need of needs) {
      dependents[need]?.push(index);
      waiting[index] = (waiting[index] ?? 0) + 1;
    }
  const placed = new Uint8Array(systems.length);
  const ready = ranked.filter((index) => waiting[index] === 0).map((index) => rank[index] ?? 0);
  const order: number[] = [];
  const waitsOnlyForItsCycle = (index: number): boolean =>
    placed[index] === 0 &&
    (edges[index] ?? []).every(
      (need) => placed[need] === 1 || component[need] === component[index],
    );
  while (order.length < systems.length) {
    const next = ranked[ready.shift() ?? -1] ?? ranked.find(waitsOnlyForItsCycle);
    if (next === undefined) break;
    placed[next] = 1;
    order.push(next);
    for (const dependent of dependents[next] ?? []) {
      waiting[dependent] = (waiting[dependent] ?? 0) - 1;
      if (waiting[dependent] === 0 && placed[dependent] === 0) insert(ready, rank[dependent] ?? 0);
    }
  }
  return { order, problems: cyclesOf(systems, edges, component) };
}
