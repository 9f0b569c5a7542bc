/**
 * Whether alarms leave enough time on the fastest ways anyway. Times with response are never
 * earlier than without, so where each way on which an objective falls first leaves slack enough by
 * itself, both are the same and slack need not be found for all steps (dials.md §1.4).
 */
import type { Rows } from "../graph/rows.ts";
import { delayAt } from "./detection.ts";
import { stepFlag } from "./layout.ts";
import type { Runnable } from "./prepare.ts";
import type { Asked } from "./asked.ts";
import { entryTime, isFree, localTime } from "./run.ts";

const never = Number.POSITIVE_INFINITY;

/** The ways of a pass just made. */
type Ways = {
  readonly prepared: Runnable;
  readonly parents: Rows;
  /** Steps of the ways. */
  readonly found: Set<number>;
  /** Per step of the ways: the step it was reached from, −1 for one that is just there. */
  readonly from: Map<number, number>;
  /** Steps that an entry led to, at its time. */
  readonly entered: ReadonlySet<number>;
};

/** Steps that the attacker came to by an entry. */
function enteredIn(prepared: Runnable): ReadonlySet<number> {
  const { layout, work } = prepared;
  return new Set(
    layout.entries.flatMap(({ step }, at) =>
      work.time[step] !== never && entryTime(prepared, at) === work.time[step] ? [step] : [],
    ),
  );
}

/** Whether gates alone gave a step away: it has all the time. */
function wasFree({ prepared, parents }: Ways, step: number): boolean {
  const { layout } = prepared;
  if (layout.isAnd[step] === 1) return parents.offsets[step] === parents.offsets[step + 1];
  const hasGates = (layout.gateOffsets[step] ?? 0) < (layout.gateOffsets[step + 1] ?? 0);
  return (layout.hasOpenGate[step] === 1 || hasGates) && isFree(prepared, step);
}

/** Adds what a step was reached from: all parents of an AND, the earliest of an OR. */
function addBehind(ways: Ways, step: number): void {
  const { prepared, parents, found, from, entered } = ways;
  const { layout, work } = prepared;
  from.set(step, -1);
  if (entered.has(step) || wasFree(ways, step)) return;
  const end = parents.offsets[step + 1] ?? 0;
  let best = -1;
  let least = never;
  for (let at = parents.offsets[step] ?? end; at < end; at += 1) {
    const parent = parents.values[at] ?? 0;
    if (layout.isAnd[step] === 1) {
      found.add(parent);
      continue;
    }
    const time = work.time[parent] ?? never;
    if (time > least || time === never) continue;
    if (time === least && (work.rank[parent] ?? 0) >= (work.rank[best] ?? 0)) continue;
    best = parent;
    least = time;
  }
  if (best < 0) return;
  from.set(step, best);
  found.add(best);
}

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
  for (let at = 0; at < work.settledCount; at += 1) work.rank[work.order[at] ?? 0] = at;
  const found = new Set<number>();
  for (const step of layout.objectives)
    if (step >= 0 && (work.time[step] ?? never) <= limit) found.add(step);
  const ways: Ways = {
    prepared,
    parents: layout.parents,
    found,
    from: new Map(),
    entered: enteredIn(prepared),
  };
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
