/**
 * Looking ahead in a pass: which steps may still bring an objective that has not fallen. Once the
 * attacker holds a domain, tens of thousands of steps follow at once of which none matters any
 * more, since what they lead to is there already or under way; they are left out. No time of an
 * objective depends on them: what has begun has its time, and what is shut in this run stays shut.
 */
import type { Rows } from "../graph/rows.ts";
import { isReallyOpen } from "./chance-of-run.ts";
import { pushStep } from "./heap.ts";
import type { Asked } from "./asked.ts";
import { operation } from "./distributions.ts";
import { stepFlag } from "./layout.ts";
import type { Runnable } from "./prepare.ts";
import type { Workspace } from "./workspace.ts";
import { nextLook } from "./workspace.ts";

/** How many times as many steps are taken before the next look. */
const growth = 2;

/** Nothing is left out yet; nor will be of a pass that is asked for to its end. */
export function beginLooking(work: Workspace, { until }: Asked): void {
  work.asksForFirst = until === "first";
  work.leavesOut = until !== "end" && work.firstLook < Number.POSITIVE_INFINITY;
  work.isNarrowed = false;
  work.lookAt = work.firstLook;
  work.crowdAt = work.crowd;
}

/** Whether a step can never begin in this run: its gates are shut, or it would be too late. */
function isShut(prepared: Runnable, step: number): boolean {
  const { layout, work } = prepared;
  if (work.isEntry[step] === 1) return false;
  if (work.usesSlack && (work.slack[step] ?? 0) < 0) return true;
  if (((layout.flags[step] ?? 0) & stepFlag.guarded) === 0 || work.ignoresGates) return false;
  const end = layout.gateOffsets[step + 1] ?? 0;
  for (let at = layout.gateOffsets[step] ?? end; at < end; at += 1)
    if (!isReallyOpen(prepared, layout.gatesOf[at] ?? 0)) return true;
  return false;
}

/** Edges that a step about to take its time is looked behind of, and how far. */
const nearEdges = 24;
const nearDepth = 5;

/**
 * Whether anything not begun may come of a step, as far as can be seen from near by. What has begun
 * has its time; an AND that waits for more than this step may still need it.
 */
function leadsOn(prepared: Runnable, step: number, far: number, left: { edges: number }): boolean {
  const { childOffsets, children, isAnd, flags } = prepared.layout;
  const { waiting } = prepared.work;
  const end = childOffsets[step + 1] ?? 0;
  for (let at = childOffsets[step] ?? end; at < end; at += 1) {
    left.edges -= 1;
    if (left.edges < 0) return true;
    const child = children[at] ?? 0;
    const wants = waiting[child] ?? 0;
    if (wants === 0) continue;
    if (((flags[child] ?? 0) & stepFlag.objective) !== 0 || far === 0) return true;
    if (isAnd[child] === 1 && wants > 1) return true;
    if (isAnd[child] === 1 && isShut(prepared, child)) continue;
    if (leadsOn(prepared, child, far - 1, left)) return true;
  }
  return false;
}

/** Distributions whose times are above 0: such a step is never there as soon as another. */
const lasting: ReadonlySet<number> = new Set([
  operation.number,
  operation.exponential,
  operation.uncertainExponential,
  operation.logNormal,
  operation.pareto,
]);

/**
 * Whether a step that takes a time need not be begun: all that it leads to has begun, or never
 * will.
 */
export function isOfNoUse(prepared: Runnable, step: number): boolean {
  const { layout, work } = prepared;
  if (!work.leavesOut || ((layout.flags[step] ?? 0) & stepFlag.objective) !== 0) return false;
  if (!lasting.has(layout.times.op[step] ?? 0) || (layout.crowds?.of[step] ?? -1) >= 0)
    return false;
  return !leadsOn(prepared, step, nearDepth, { edges: nearEdges });
}

type Look = { readonly number: number; readonly queue: number[]; work: number };

/** Marks a step, and looks behind it if it has not begun and may still. */
function see(prepared: Runnable, look: Look, step: number): void {
  const { work } = prepared;
  if (work.look[step] === look.number || work.time[step] !== Number.POSITIVE_INFINITY) return;
  const hasBegun = work.waiting[step] === 0;
  if (!hasBegun && isShut(prepared, step)) return;
  work.look[step] = look.number;
  if (!hasBegun) look.queue.push(step);
}

/**
 * Marks all that an objective which has not fallen may come of, as far back as steps that have
 * begun.
 * @returns whether it was done with so much work at most
 */
function mark(prepared: Runnable, { offsets, values }: Rows, look: Look, most: number): boolean {
  const { layout, work } = prepared;
  const wanted = work.asksForFirst ? (work.vital ?? []) : layout.objectives;
  for (const step of wanted) if (step >= 0) see(prepared, look, step);
  for (let step = look.queue.pop(); step !== undefined; step = look.queue.pop()) {
    const end = offsets[step + 1] ?? 0;
    const from = offsets[step] ?? end;
    look.work += 1 + end - from;
    if (look.work > most) return false;
    for (let at = from; at < end; at += 1) see(prepared, look, values[at] ?? 0);
  }
  return true;
}

/** Keeps of what is ready and under way only what carries the number of the look. */
function keepMarked(work: Workspace, number: number): void {
  const { ready, look, heapSteps, heapTimes } = work;
  let kept = 0;
  for (let at = 0; at < work.readySize; at += 1) {
    const step = ready[at] ?? 0;
    if (look[step] !== number) continue;
    ready[kept] = step;
    kept += 1;
  }
  work.readySize = kept;
  const size = work.heapSize;
  work.heapSize = 0;
  // What is kept is pushed no further than where it was read from.
  for (let at = 0; at < size; at += 1) {
    const step = heapSteps[at] ?? 0;
    if (look[step] === number) pushStep(work, heapTimes[at] ?? 0, step);
  }
}

/**
 * Looks ahead once more steps are taken or ready than at the last look, with work that is small
 * beside what these cost: the whole pass stays linear in what it takes. A look after one that was
 * done sees fewer steps than that did, so it is done too.
 */
export function lookAhead(prepared: Runnable): void {
  const { layout, work } = prepared;
  const isDue = work.settledCount >= work.lookAt;
  if (!isDue && work.readySize < work.crowdAt) return;
  if (layout.parents === undefined) return;
  const look: Look = { number: nextLook(work), queue: [], work: 0 };
  // What was marked once is all that can be marked again.
  const most = work.isNarrowed
    ? Number.POSITIVE_INFINITY
    : work.lookShare * Math.max(work.readySize, isDue ? work.settledCount : 0);
  const isDone = mark(prepared, layout.parents, look, most);
  if (isDone) {
    keepMarked(work, look.number);
    work.isNarrowed = true;
  }
  work.crowdAt = Math.max(work.crowd, 2 * work.readySize);
  if (isDue) work.lookAt = Math.ceil((work.settledCount + 1) * growth);
}
