/** A binary heap of steps by (time, step), in the room of a {@link Workspace}. */
import type { Workspace } from "./workspace.ts";

/** Adds `step` at `time`. Logarithmic. */
export function pushStep(work: Workspace, time: number, step: number): void {
  const { heapTimes, heapSteps } = work;
  let at = work.heapSize;
  work.heapSize = at + 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const aboveTime = heapTimes[above] ?? 0;
    const aboveStep = heapSteps[above] ?? 0;
    if (aboveTime < time || (aboveTime === time && aboveStep <= step)) break;
    heapTimes[at] = aboveTime;
    heapSteps[at] = aboveStep;
    at = above;
  }
  heapTimes[at] = time;
  heapSteps[at] = step;
}

/** Takes away the first of a heap that is not empty; read it at 0 before. Logarithmic. */
export function dropFirst(work: Workspace): void {
  const { heapTimes, heapSteps } = work;
  const size = work.heapSize - 1;
  work.heapSize = size;
  const time = heapTimes[size] ?? 0;
  const step = heapSteps[size] ?? 0;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= size) break;
    let belowTime = heapTimes[below] ?? 0;
    if (below + 1 < size) {
      const otherTime = heapTimes[below + 1] ?? 0;
      const isLess =
        otherTime < belowTime ||
        (otherTime === belowTime && (heapSteps[below + 1] ?? 0) < (heapSteps[below] ?? 0));
      if (isLess) {
        below += 1;
        belowTime = otherTime;
      }
    }
    if (time < belowTime || (time === belowTime && step <= (heapSteps[below] ?? 0))) break;
    heapTimes[at] = belowTime;
    heapSteps[at] = heapSteps[below] ?? 0;
    at = below;
  }
  heapTimes[at] = time;
  heapSteps[at] = step;
}
