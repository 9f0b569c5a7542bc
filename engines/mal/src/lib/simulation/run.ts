/**
 * One run: the times of an attack graph by settling steps in order of time (Dijkstra, generalised
 * to AND by Knuth). The solution is the least in reachability: what only leads to itself is never
 * reached (dials.md §1.2, mal.md §2.4).
 */
import { uniformAt } from "@vallgrav/kernel";
import { drawnTime, isReallyOpen, scaleAt } from "./chance-of-run.ts";
import { asTime, operation, quantileOf } from "./distributions.ts";
import { dropFirst, pushStep } from "./heap.ts";
import { compoundTime, stepFlag } from "./layout.ts";
import type { Prepared, Runnable } from "./prepare.ts";

const never = Number.POSITIVE_INFINITY;

/** Local time of a step before scale, skill and measures; days. */
export function baseTime({ layout, work }: Runnable, step: number): number {
  const { times } = layout;
  const op = times.op[step] ?? 0;
  if (op === operation.number) return times.first[step] ?? 0;
  if (op === compoundTime) {
    const drawn = times.compounds[times.compound[step] ?? 0];
    return drawn === undefined ? 0 : drawnTime(drawn, work);
  }
  const high = times.keyHigh[step] ?? 0;
  const u = uniformAt(high, times.keyLow[step] ?? 0, work.outer, work.inner);
  return asTime(quantileOf(op, times.first[step] ?? 0, times.second[step] ?? 0, u));
}

/** τ of a step in this run, days. */
export function localTime(prepared: Runnable, step: number): number {
  const base = baseTime(prepared, step);
  if (base === 0 || base === never) return base;
  return base * scaleAt(prepared, step) * (prepared.work.slowed[step] ?? 1);
}

/** Whether all the gates before a step (`all`), or any of them, let the attacker through. */
export function gatesOpen(prepared: Runnable, step: number, all: boolean): boolean {
  const { layout, work } = prepared;
  const end = layout.gateOffsets[step + 1] ?? 0;
  for (let at = layout.gateOffsets[step] ?? end; at < end; at += 1) {
    const isOpen = work.ignoresGates || isReallyOpen(prepared, layout.gatesOf[at] ?? 0);
    if (isOpen !== all) return isOpen;
  }
  return all;
}

/** Takes a step at `now`, and makes ready what now has all it needs. */
function settle({ layout, work }: Runnable, step: number, now: number): void {
  const { childOffsets, children } = layout;
  const { waiting, ready, time } = work;
  if (time[step] !== never) return;
  time[step] = now;
  work.order[work.settledCount] = step;
  work.settledCount += 1;
  if (((layout.flags[step] ?? 0) & stepFlag.objective) !== 0) work.objectivesLeft -= 1;
  let { readySize } = work;
  const end = childOffsets[step + 1] ?? 0;
  for (let at = childOffsets[step] ?? end; at < end; at += 1) {
    const child = children[at] ?? 0;
    const left = (waiting[child] ?? 0) - 1;
    waiting[child] = left;
    if (left === 0) {
      ready[readySize] = child;
      readySize += 1;
    }
  }
  work.readySize = readySize;
}

/** Begins a step that has all it needs at `now`: it is taken after its local time. */
function begin(prepared: Runnable, step: number, now: number): void {
  const { layout, work } = prepared;
  const flags = layout.flags[step] ?? 0;
  if (work.usesSlack && (work.slack[step] ?? 0) < 0) return;
  if ((flags & stepFlag.guarded) !== 0 && !gatesOpen(prepared, step, true)) return;
  if ((flags & stepFlag.timed) === 0) {
    settle(prepared, step, now);
    return;
  }
  if (work.time[step] !== never) return;
  const time = now + localTime(prepared, step);
  if (time === now) settle(prepared, step, now);
  else if (time < never) pushStep(work, time, step);
}

/** When an entry is there in this run, days; Infinity where it is not. */
export function entryTime({ layout, work }: Runnable, entry: number): number {
  const found = layout.entries[entry];
  if (found === undefined) return never;
  if (found.available < 1) {
    const u = uniformAt(found.keyHigh, found.keyLow, work.outer, work.inner);
    if (u >= found.available) return never;
  }
  return drawnTime(found.delay, work);
}

/** Whether the gates before a step of `layout.starts` give it away in this run. */
export function isFree(prepared: Runnable, step: number): boolean {
  const { isAnd, hasOpenGate } = prepared.layout;
  return isAnd[step] === 1 || hasOpenGate[step] === 1 || gatesOpen(prepared, step, false);
}

/** Puts the attacker at its entries, and makes ready what gates alone give away. */
function start(prepared: Runnable): void {
  const { layout, work } = prepared;
  const { starts } = layout;
  work.time.fill(never);
  work.waiting.set(layout.need);
  work.settledCount = 0;
  work.objectivesLeft = layout.objectiveCount;
  work.heapSize = 0;
  work.readySize = 0;
  for (let at = 0; at < starts.length; at += 1) {
    const step = starts[at] ?? 0;
    if (!isFree(prepared, step)) continue;
    work.waiting[step] = 0;
    work.ready[work.readySize] = step;
    work.readySize += 1;
  }
  for (let entry = 0; entry < layout.entries.length; entry += 1) {
    const time = entryTime(prepared, entry);
    const step = layout.entries[entry]?.step ?? 0;
    if (time === 0) settle(prepared, step, 0);
    else if (time < never) pushStep(work, time, step);
  }
}

/**
 * Settles the times of the run turned to. Ends when nothing more can be reached, or with
 * `untilAllFell` as soon as every objective has; times settled until then are the same.
 * O(E + N log N) in the steps reached.
 */
export function findTimes(prepared: Runnable, untilAllFell: boolean): void {
  start(prepared);
  const { work } = prepared;
  let now = 0;
  for (;;) {
    while (work.readySize > 0) {
      if (untilAllFell && work.objectivesLeft === 0) return;
      work.readySize -= 1;
      begin(prepared, work.ready[work.readySize] ?? 0, now);
    }
    if (work.heapSize === 0 || (untilAllFell && work.objectivesLeft === 0)) return;
    now = work.heapTimes[0] ?? 0;
    const step = work.heapSteps[0] ?? 0;
    dropFirst(work);
    settle(prepared, step, now);
  }
}

/** Time of a local step in the run just played, days; Infinity where it was not reached. */
export function timeOf({ work }: Runnable, step: number): number {
  return work.time[step] ?? never;
}

/** The same without response. */
export function unopposedTimeOf({ work }: Runnable, step: number): number {
  return (work.isAlarmed ? work.otherTime[step] : work.time[step]) ?? never;
}

/** Whether an entry of the attacker, and not a step before it, led to the step. */
export function cameByEntry(prepared: Prepared, step: number): boolean {
  if (prepared.layout.isEntry[step] !== 1) return false;
  const time = timeOf(prepared, step);
  return prepared.layout.entries.some(
    (entry, at) => entry.step === step && entryTime(prepared, at) === time,
  );
}

/** C of this run: the smaller of patience and horizon, days. */
export function limitOf({ scene, layout, work }: Runnable): number {
  const patience = drawnTime(layout.patience, work);
  return patience < scene.horizonDays ? patience : scene.horizonDays;
}
