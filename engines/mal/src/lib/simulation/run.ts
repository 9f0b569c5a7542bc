/**
 * One run: the times of an attack graph by settling steps in order of time (Dijkstra, generalised
 * to AND by Knuth). The solution is the least in reachability: what only leads to itself is never
 * reached (dials.md §1.2, mal.md §2.4).
 */
import { uniformAt } from "@vallgrav/kernel";
import type { Asked } from "./asked.ts";
import { drawnTime, isReallyOpen, scaleAt } from "./chance-of-run.ts";
import { asTime, operation, quantileOf } from "./distributions.ts";
import { crowdTime } from "./crowd-draws.ts";
import { dropFirst, pushStep } from "./heap.ts";
import { compoundTime, stepFlag } from "./layout.ts";
import { isSecondOfRow, isWanted, isWithoutUse, lookAtExits, noteTwin } from "./exits.ts";
import { beginLooking, isOfNoUse, lookAhead } from "./look-ahead.ts";
import type { Prepared, Runnable } from "./prepare.ts";
import type { Workspace } from "./workspace.ts";

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

function drawnLocalTime(prepared: Runnable, step: number): number {
  const { crowds } = prepared.layout;
  const crowd = crowds === undefined ? -1 : (crowds.of[step] ?? -1);
  if (crowds !== undefined && crowd >= 0) return crowdTime(prepared, crowds, [step, crowd]);
  const base = baseTime(prepared, step);
  if (base === 0 || base === never) return base;
  return base * scaleAt(prepared, step) * (prepared.work.slowed[step] ?? 1);
}

/** τ of a step in this run, days. Kept where a run has more passes than one. */
export function localTime(prepared: Runnable, step: number): number {
  const { work } = prepared;
  const { shortcuts } = work;
  const draw = shortcuts === null ? -1 : (shortcuts.drawOf[step] ?? -1);
  if (draw >= 0) {
    if (work.drawRun[draw] === work.run) return work.drawDays[draw] ?? 0;
    const days = drawnLocalTime(prepared, step);
    work.drawDays[draw] = days;
    work.drawRun[draw] = work.run;
    return days;
  }
  if (work.local.length === 0) return drawnLocalTime(prepared, step);
  if (work.localRun[step] === work.run) return work.local[step] ?? 0;
  const time = drawnLocalTime(prepared, step);
  work.local[step] = time;
  work.localRun[step] = work.run;
  return time;
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

/** Takes note that an objective was taken. */
function takeObjective(work: Workspace, step: number): void {
  work.objectivesLeft -= 1;
  if (work.vital?.has(step) === true) work.isVitalTaken = true;
}

/** Makes ready what a step just taken was wanting for, unless all it leads to is under way. */
function settleByExits(
  work: Workspace,
  { childOffsets, children }: Runnable["layout"],
  step: number,
  exitOf: Int32Array,
): void {
  const { waiting, ready, begun, useful } = work;
  const looked = work.isNarrowed ? work.looks : -1;
  let { readySize } = work;
  const end = childOffsets[step + 1] ?? 0;
  for (let at = childOffsets[step] ?? end; at < end; at += 1) {
    const child = children[at] ?? 0;
    const wants = waiting[child] ?? 0;
    if (wants === 0) continue;
    waiting[child] = wants - 1;
    if (wants > 1) continue;
    const exit = exitOf[child] ?? 0;
    begun[exit] = (begun[exit] ?? 0) + 1;
    if (looked >= 0 && useful[exit] !== looked) continue;
    ready[readySize] = child;
    readySize += 1;
  }
  work.readySize = readySize;
}

/** Takes a step at `now`, and makes ready what now has all it needs. */
function settle({ layout, work }: Runnable, step: number, now: number): void {
  const { childOffsets, children } = layout;
  const { waiting, ready, time, look, shortcuts } = work;
  if (time[step] !== never) return;
  time[step] = now;
  work.order[work.settledCount] = step;
  work.settledCount += 1;
  if (((layout.flags[step] ?? 0) & stepFlag.objective) !== 0) takeObjective(work, step);
  if (shortcuts !== null) {
    if (!isSecondOfRow(work, step)) settleByExits(work, layout, step, shortcuts.exits.of);
    return;
  }
  const looked = work.isNarrowed ? work.looks : -1;
  let { readySize } = work;
  const end = childOffsets[step + 1] ?? 0;
  for (let at = childOffsets[step] ?? end; at < end; at += 1) {
    const child = children[at] ?? 0;
    const wants = waiting[child] ?? 0;
    if (wants === 0) continue;
    waiting[child] = wants - 1;
    if (wants > 1 || (looked >= 0 && look[child] !== looked)) continue;
    ready[readySize] = child;
    readySize += 1;
  }
  work.readySize = readySize;
}

/** Begins a step that has all it needs at `now`: it is taken after its local time. */
function begin(prepared: Runnable, step: number, now: number): void {
  const { layout, work } = prepared;
  const flags = layout.flags[step] ?? 0;
  if (work.usesSlack && (work.slack[step] ?? 0) < 0) return;
  if (isWithoutUse(work, flags, step)) return;
  if ((flags & stepFlag.guarded) !== 0 && !gatesOpen(prepared, step, true)) return;
  if ((flags & stepFlag.timed) === 0) {
    settle(prepared, step, now);
    return;
  }
  if (work.time[step] !== never || (work.shortcuts === null && isOfNoUse(prepared, step))) return;
  const time = now + localTime(prepared, step);
  if (time === never) return;
  noteTwin(work, step);
  if (time === now) settle(prepared, step, now);
  else pushStep(work, time, step);
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

/** Forgets what the last pass in this room took. Linear in that. */
function forget(work: Workspace): void {
  const { time, order, settledCount } = work;
  for (let at = 0; at < settledCount; at += 1) time[order[at] ?? 0] = never;
  work.settledCount = 0;
}

/** Puts the attacker at its entries, and makes ready what gates alone give away. */
function start(prepared: Runnable): void {
  const { layout, work } = prepared;
  const { starts } = layout;
  forget(work);
  work.waiting.set(work.need);
  work.begun.fill(0);
  work.passes += 1;
  work.objectivesLeft = layout.objectiveCount;
  work.isVitalTaken = false;
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

/** Whether nothing that is asked for can come of what is taken at `next` or later. */
function isLate(work: Workspace, asked: Asked, now: number, next: number): boolean {
  if (asked.until === "limit") return next > asked.limit && (work.usesSlack || work.isVitalTaken);
  return asked.until === "first" && work.isVitalTaken && next > now;
}

/**
 * Settles the times of the run turned to. Ends when nothing more can be reached, or nothing more is
 * asked for; times settled until then are the same, and steps from which nothing that is asked for
 * can be come to any more are left out. O(E + N log N) in the steps reached.
 */
export function findTimes(prepared: Runnable, asked: Asked): void {
  const { work } = prepared;
  beginLooking(work, asked);
  start(prepared);
  const isWhole = asked.until === "end";
  const look = work.shortcuts === null ? lookAhead : lookAtExits;
  let now = 0;
  for (;;) {
    while (work.readySize > 0) {
      if (!isWhole && work.objectivesLeft === 0) return;
      work.readySize -= 1;
      begin(prepared, work.ready[work.readySize] ?? 0, now);
      if (!isWhole) look(prepared);
    }
    if (work.heapSize === 0 || (!isWhole && work.objectivesLeft === 0)) return;
    work.crowdAt = work.crowd;
    const next = work.heapTimes[0] ?? 0;
    if (isLate(work, asked, now, next)) return;
    now = next;
    const step = work.heapSteps[0] ?? 0;
    dropFirst(work);
    if (isWanted(prepared, step)) settle(prepared, step, now);
  }
}

/** The step that is played for a step: itself, or what it is another name of. */
export function headOf({ names }: Workspace, step: number): number {
  return names === null ? step : (names.headOf[step] ?? -1);
}

/** Time of a local step in the run just played, days; Infinity where it was not reached. */
export function timeOf({ work }: Runnable, step: number): number {
  return work.time[headOf(work, step)] ?? never;
}

/** The same without response. */
export function unopposedTimeOf({ work }: Runnable, step: number): number {
  const head = headOf(work, step);
  return (work.isAlarmed ? work.otherTime[head] : work.time[head]) ?? never;
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
