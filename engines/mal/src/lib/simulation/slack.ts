/**
 * Slack: how long an attacker at a step may still take before the alarms on its way catch up with
 * it (dials.md §1.4). Settled by the same heap as times, largest first: what a way has left is
 * never more than what any part of it has left.
 */
import { delayAt } from "./detection.ts";
import { operation } from "./distributions.ts";
import { isSecondOfRow } from "./exits.ts";
import { dropFirst, pushStep } from "./heap.ts";
import { compoundTime, stepFlag } from "./layout.ts";
import type { Runnable } from "./prepare.ts";
import { entryTime, gatesOpen, isFree, localTime } from "./run.ts";

const never = Number.POSITIVE_INFINITY;

/** Distributions that have mass at never. */
const endless: ReadonlySet<number> = new Set([
  operation.number,
  operation.uncertainExponential,
  operation.chance,
]);

/** Gives a step its slack, and makes ready what now has all it needs. */
function settle({ layout, work }: Runnable, step: number, slack: number): void {
  const { childOffsets, children } = layout;
  const { waiting, ready } = work;
  if (work.slack[step] !== -never) return;
  work.slack[step] = slack;
  work.slackRank[step] = work.slackCount;
  work.slackOrder[work.slackCount] = step;
  work.slackCount += 1;
  if (isSecondOfRow(work, step)) return;
  const end = childOffsets[step + 1] ?? 0;
  for (let at = childOffsets[step] ?? end; at < end; at += 1) {
    const child = children[at] ?? 0;
    const wants = waiting[child] ?? 0;
    if (wants === 0) continue;
    waiting[child] = wants - 1;
    if (wants > 1) continue;
    ready[work.readySize] = child;
    work.readySize += 1;
  }
}

/** Whether the local time of a step may be without end. */
function mayBeNever({ layout }: Runnable, step: number): boolean {
  const op = layout.times.op[step] ?? 0;
  if ((layout.crowds?.of[step] ?? -1) >= 0) return true;
  return op === compoundTime || endless.has(op);
}

/** Whether all that a step leads to has begun: with more slack, since that comes first. */
function isIdle({ layout, work }: Runnable, step: number): boolean {
  const { childOffsets, children } = layout;
  const row = work.shortcuts?.rowOf[step] ?? -1;
  if (row >= 0 && work.rowPass[row] === work.passes) return true;
  const end = childOffsets[step + 1] ?? 0;
  for (let at = childOffsets[step] ?? end; at < end; at += 1)
    if ((work.waiting[children[at] ?? 0] ?? 0) > 0) return false;
  return true;
}

/** Begins a step whose last needed parent (AND) or best one (OR) has `before` left. */
function begin(prepared: Runnable, step: number, before: number): void {
  const { layout, work } = prepared;
  const flags = layout.flags[step] ?? 0;
  if (work.slack[step] !== -never) return;
  if ((flags & stepFlag.guarded) !== 0 && !gatesOpen(prepared, step, true)) return;
  // Where there is all the time, a time that ends is as good as none.
  const isTimed = (flags & stepFlag.timed) !== 0 && (before < never || mayBeNever(prepared, step));
  const local = isTimed ? localTime(prepared, step) : 0;
  if (local === never) return;
  const left = before - local;
  if (left < 0) return;
  const slack = Math.min(left, delayAt(prepared, step));
  // A step that nothing waits for any more is settled where it stands.
  if (slack === before || isIdle(prepared, step)) settle(prepared, step, slack);
  else pushStep(work, -slack, step);
}

/** Puts the attacker at its entries and at what gates alone give away, with all the time. */
function start(prepared: Runnable): void {
  const { layout, work } = prepared;
  const { starts } = layout;
  for (let at = 0; at < work.slackCount; at += 1) work.slack[work.slackOrder[at] ?? 0] = -never;
  work.waiting.set(work.need);
  work.passes += 1;
  work.slackCount = 0;
  work.heapSize = 0;
  work.readySize = 0;
  for (let at = 0; at < starts.length; at += 1) {
    const step = starts[at] ?? 0;
    if (!isFree(prepared, step)) continue;
    work.waiting[step] = 0;
    work.ready[work.readySize] = step;
    work.readySize += 1;
  }
  for (let entry = 0; entry < layout.entries.length; entry += 1)
    if (entryTime(prepared, entry) < never) {
      const step = layout.entries[entry]?.step ?? 0;
      pushStep(work, -delayAt(prepared, step), step);
    }
}

/** Fills `work.slack` for the run being played; −Infinity where no proof leaves enough time. */
export function findSlack(prepared: Runnable): void {
  const { work } = prepared;
  start(prepared);
  let now = never;
  for (;;) {
    while (work.readySize > 0) {
      work.readySize -= 1;
      begin(prepared, work.ready[work.readySize] ?? 0, now);
    }
    if (work.heapSize === 0) return;
    now = -(work.heapTimes[0] ?? 0);
    const step = work.heapSteps[0] ?? 0;
    dropFirst(work);
    settle(prepared, step, now);
  }
}
