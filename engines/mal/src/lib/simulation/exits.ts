/**
 * Looking ahead by what steps lead to: the same as `look-ahead.ts` where a layout has shortcuts. Of
 * a hundred thousand steps that lead to the same few, it is the few that are looked at; what is
 * left out changes no time of an objective, for what it leads to is under way.
 */
import { pushStep } from "./heap.ts";
import { stepFlag } from "./layout.ts";
import type { Runnable } from "./prepare.ts";
import type { Workspace } from "./workspace.ts";
import { nextLook } from "./workspace.ts";

/** How many times as many steps are taken before the next look. */
const growth = 1.5;

/** Marks the classes of steps that may still bring an objective that is asked for. */
function markExits({ layout, work }: Runnable): void {
  const { shortcuts, useful, begun, exitQueue } = work;
  if (shortcuts === null) return;
  const { of, sizes, parents } = shortcuts.exits;
  const number = nextLook(work);
  let waiting = 0;
  const see = (exit: number): void => {
    if (useful[exit] === number) return;
    useful[exit] = number;
    // Where all of them have begun they have their times, whatever leads to them.
    if ((begun[exit] ?? 0) >= (sizes[exit] ?? 0)) return;
    exitQueue[waiting] = exit;
    waiting += 1;
  };
  const wanted = work.asksForFirst ? (work.vital ?? []) : layout.objectives;
  for (const step of wanted)
    if (step >= 0 && work.time[step] === Number.POSITIVE_INFINITY) see(of[step] ?? 0);
  while (waiting > 0) {
    waiting -= 1;
    const exit = exitQueue[waiting] ?? 0;
    const end = parents.offsets[exit + 1] ?? 0;
    for (let at = parents.offsets[exit] ?? end; at < end; at += 1) see(parents.values[at] ?? 0);
  }
}

/** Whether a step leads to something that is not under way, as of the last look. */
export function isWanted({ layout, work }: Runnable, step: number): boolean {
  const { shortcuts } = work;
  if (shortcuts === null || !work.isNarrowed) return true;
  if (work.useful[shortcuts.exits.of[step] ?? 0] === work.looks) return true;
  return ((layout.flags[step] ?? 0) & stepFlag.objective) !== 0;
}

/** Keeps of what is ready and under way only what is wanted. */
function keepWanted(prepared: Runnable): void {
  const { work } = prepared;
  const { ready, heapSteps, heapTimes } = work;
  let kept = 0;
  for (let at = 0; at < work.readySize; at += 1) {
    const step = ready[at] ?? 0;
    if (!isWanted(prepared, step)) continue;
    ready[kept] = step;
    kept += 1;
  }
  work.readySize = kept;
  const size = work.heapSize;
  work.heapSize = 0;
  // What is kept is pushed no further than where it was read from.
  for (let at = 0; at < size; at += 1) {
    const step = heapSteps[at] ?? 0;
    if (isWanted(prepared, step)) pushStep(work, heapTimes[at] ?? 0, step);
  }
}

/**
 * Looks once more steps are taken or ready than at the last look. Cost: linear in the classes,
 * which are few.
 */
export function lookAtExits(prepared: Runnable): void {
  const { work } = prepared;
  const isDue = work.settledCount >= work.lookAt;
  if (!isDue && work.readySize < work.crowdAt) return;
  if (!work.leavesOut) return;
  markExits(prepared);
  work.isNarrowed = true;
  keepWanted(prepared);
  work.crowdAt = Math.max(work.crowd, 2 * work.readySize);
  if (isDue) work.lookAt = Math.ceil((work.settledCount + 1) * growth);
}

/**
 * Whether a step about to begin changes nothing: what it leads to is under way, or a twin of it was
 * begun before, and is never later.
 */
export function isWithoutUse(work: Workspace, flags: number, step: number): boolean {
  const { shortcuts } = work;
  if (shortcuts === null || !work.leavesOut || (flags & stepFlag.objective) !== 0) return false;
  const exit = shortcuts.exits.of[step] ?? 0;
  if (work.isNarrowed && work.useful[exit] !== work.looks) return true;
  const twin = shortcuts.twinOf[step] ?? -1;
  return twin >= 0 && work.twinPass[twin] === work.passes;
}

/** Whether all that a step just taken leads to began with one taken before in this pass. */
export function isSecondOfRow({ shortcuts, rowPass, passes }: Workspace, step: number): boolean {
  const row = shortcuts?.rowOf[step] ?? -1;
  if (row < 0) return false;
  if (rowPass[row] === passes) return true;
  rowPass[row] = passes;
  return false;
}

/** Takes note that a step that takes a time was begun. */
export function noteTwin(work: Workspace, step: number): void {
  const twin = work.shortcuts?.twinOf[step] ?? -1;
  if (twin >= 0) work.twinPass[twin] = work.passes;
}
