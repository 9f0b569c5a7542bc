/** One run in its passes: without response, and where an alarm sounded, slack and times again. */
import { turnToRun } from "./chance-of-run.ts";
import { isAlarmed } from "./detection.ts";
import type { Runnable } from "./prepare.ts";
import { findTimes } from "./run.ts";
import { findSlack } from "./slack.ts";
import { swapPasses } from "./workspace.ts";

/**
 * Plays one run in the room of `prepared.work` and leaves the times with response there; those
 * without are in the other pass if `work.isAlarmed`, else they are the same (dials.md §1.4).
 * @param untilAllFell see `findTimes`
 */
export function playRun(
  prepared: Runnable,
  outer: number,
  inner: number,
  untilAllFell: boolean,
): void {
  const { work } = prepared;
  turnToRun(prepared, outer, inner);
  findTimes(prepared, untilAllFell);
  // A way that no alarm sounds on has all the time, so without alarms the times stay.
  work.isAlarmed = !work.ignoresGates && isAlarmed(prepared);
  if (!work.isAlarmed) return;
  findSlack(prepared);
  swapPasses(work);
  work.usesSlack = true;
  findTimes(prepared, untilAllFell);
  work.usesSlack = false;
}
