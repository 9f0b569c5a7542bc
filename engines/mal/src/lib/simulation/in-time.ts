/**
 * Whether alarms leave enough time on the fastest ways anyway. Times with response are never
 * earlier than without, so where each way on which an objective falls first leaves slack enough by
 * itself, both are the same and slack need not be found for all steps (dials.md §1.4).
 */
import { delayAt } from "./detection.ts";
import { stepFlag } from "./layout.ts";
import type { Runnable } from "./prepare.ts";
import type { Asked } from "./asked.ts";
import { localTime } from "./run.ts";
import { addBehind, rankSteps, type Ways, wasFree, waysOf } from "./ways-of-pass.ts";

const never = Number.POSITIVE_INFINITY;

/** What a step of the ways has left when it begins; −Infinity where a parent had too little. */
function leftBefore(ways: Ways, step: number, left: ReadonlyMap<number, number>): number {
  const { prepared, parents, from, entered } = ways;
  if (entered.has(step) || wasFree(ways, step)) return never;
  if (prepared.layout.isAnd[step] === 0) return left.get(from.get(step) ?? -1) ?? -never;
  let least = never;
  const end = parents.offsets[step + 1] ?? 0;
  for (let at = parents.offsets[step] ?? end; at < end; at += 1)
    least = Math.min(least, left.get(parents.values[at] ?? 0) ?? -never);
  return least;
}

/** Whether every objective that was reached, and is asked for, has such a way. */
export function isInTime(prepared: Runnable, asked: Asked): boolean {
  const { layout, work } = prepared;
  if (layout.parents === undefined) return false;
  const limit = asked.until === "limit" ? asked.limit : Number.MAX_VALUE;
  rankSteps(work);
  const found = new Set<number>();
  for (const step of layout.objectives)
    if (step >= 0 && (work.time[step] ?? never) <= limit) found.add(step);
  const ways = waysOf(prepared, layout.parents, found);
  for (const step of found) addBehind(ways, step);
  const order = [...found].sort((a, b) => (work.rank[a] ?? 0) - (work.rank[b] ?? 0));
  const left = new Map<number, number>();
  for (const step of order) {
    const isEntered = ways.entered.has(step);
    const isTimed = ((layout.flags[step] ?? 0) & stepFlag.timed) !== 0 && !isEntered;
    const before = leftBefore(ways, step, left) - (isTimed ? localTime(prepared, step) : 0);
    if (before < 0) return false;
    left.set(step, Math.min(before, delayAt(prepared, step)));
  }
  return true;
}
