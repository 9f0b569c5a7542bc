/**
 * How outages spread over dependencies: the least solution of the rules of dials.md §1.6, reached
 * from "nothing is down" by applying rules to whatever may have changed, until nothing changes.
 * Starts only move earlier and ends later, through finitely many values, so it terminates; that
 * the rules are monotone makes the result the same in whichever order they are applied.
 */
import type { PreparedNetwork } from "./prepare.ts";

/** Per node, systems first: first and last hour of the outage; Infinity and 0 for none. */
export type Spans = { readonly start: Float64Array; readonly end: Float64Array };

/** The k-th smallest, k from 1, of `values` at the given nodes. */
function smallest(values: Float64Array, nodes: Int32Array, k: number): number {
  const picked = new Float64Array(nodes.length);
  for (let at = 0; at < nodes.length; at += 1) picked[at] = values[nodes[at] ?? 0] ?? 0;
  return picked.sort()[k - 1] ?? 0;
}

/** Widens the outage of `node` by what it leans on; whether it changed. */
function widen({ needs }: PreparedNetwork, { start, end }: Spans, node: number): boolean {
  const need = needs[node];
  if (need === undefined) return false;
  let first = start[node] ?? 0;
  let last = end[node] ?? 0;
  const include = (from: number, to: number): void => {
    if (!(to > from)) return;
    first = Math.min(first, from);
    last = Math.max(last, to);
  };
  for (let at = 0; at < need.on.length; at += 1) {
    const other = need.on[at] ?? 0;
    include((start[other] ?? 0) + (need.tolerance[at] ?? 0), end[other] ?? 0);
  }
  for (const { members, needed } of need.groups)
    include(smallest(start, members, members.length - needed + 1), smallest(end, members, needed));
  if (first === start[node] && last === end[node]) return false;
  start[node] = first;
  end[node] = last;
  return true;
}

/** @param doneHours per system, from {@link recoveryTimes} */
export function spreadOutages(
  prepared: PreparedNetwork,
  down: Uint8Array,
  doneHours: Float64Array,
): Spans {
  const { needs, leaners } = prepared;
  const start = new Float64Array(needs.length).fill(Number.POSITIVE_INFINITY);
  const end = new Float64Array(needs.length);
  const spans = { start, end };
  const isWaiting = new Uint8Array(needs.length);
  const waiting: number[] = [];
  const wake = (node: number): void => {
    for (const leaner of leaners[node] ?? [])
      if (isWaiting[leaner] === 0) {
        isWaiting[leaner] = 1;
        waiting.push(leaner);
      }
  };
  for (let index = 0; index < doneHours.length; index += 1) {
    const done = doneHours[index] ?? 0;
    if (down[index] !== 1 || !(done > 0)) continue;
    start[index] = 0;
    end[index] = done;
    wake(index);
  }
  for (let at = 0; at < waiting.length; at += 1) {
    const node = waiting[at] ?? 0;
    isWaiting[node] = 0;
    if (widen(prepared, spans, node)) wake(node);
  }
  return spans;
}
