/** Whether a way stands on what was there before, by the explanation of its run alone. */
import { expect } from "vitest";
import { explain } from "../explain.ts";
import type { Prepared } from "../prepare.ts";
import type { Witness } from "../../scene.ts";
import type { RunNumber } from "../witness.ts";

const never = Number.POSITIVE_INFINITY;

/**
 * How many nodes of a way follow, at their times, from others placed before them: all of them do.
 */
export function grounded(
  prepared: Prepared,
  chosen: Uint8Array,
  run: RunNumber,
  found: Pick<Witness, "nodes" | "times">,
): number {
  const { times: locals } = explain(prepared, chosen, run);
  const { layout, scene } = prepared;
  const timeOf = new Map([...found.nodes].map((node, at) => [node, found.times[at] ?? never]));
  const entries = new Set(scene.campaign.entries.map(({ node }) => node));
  const placed = new Set<number>();
  const follows = (node: number): boolean => {
    const local = locals[layout.localOf[node] ?? -1];
    const { parentOffsets, parents } = scene.graph;
    const all = [...parents.subarray(parentOffsets[node], parentOffsets[node + 1])];
    const there = all.filter((parent) => placed.has(parent));
    const ready =
      local?.kind === "and" && there.length < all.length
        ? never
        : (local?.kind === "and" ? Math.max : Math.min)(
            ...there.map((parent) => timeOf.get(parent) ?? never),
          );
    return (there.length > 0 && ready + (local?.days ?? never) === timeOf.get(node)) || false;
  };
  for (let before = -1; before < placed.size;) {
    before = placed.size;
    for (const node of found.nodes)
      if (layout.localOf[node] === -1 || entries.has(node) || follows(node)) placed.add(node);
  }
  expect([run, placed.size]).toEqual([run, found.nodes.length]);
  return placed.size;
}
