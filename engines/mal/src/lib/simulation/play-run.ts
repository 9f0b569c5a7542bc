/** One run in its passes: without response, and where an alarm sounded, slack and times again. */
import { turnToRun } from "./chance-of-run.ts";
import { isAlarmed } from "./detection.ts";
import { isInTime } from "./in-time.ts";
import type { Runnable } from "./prepare.ts";
import type { Asked } from "./asked.ts";
import { findTimes } from "./run.ts";
import { findSlack } from "./slack.ts";
import { swapPasses } from "./workspace.ts";

/**
 * Plays the run turned to in the room of `prepared.work` and leaves the times with response there;
 * those without are in the other pass if `work.isAlarmed`, else they are the same (dials.md §1.4).
 */
export function playTurned(prepared: Runnable, asked: Asked): void {
  const { work } = prepared;
  findTimes(prepared, asked);
  // A way that no alarm sounds on has all the time, so without alarms the times stay; and so do
  // they where the way to each objective leaves enough of it anyway.
  work.sounds = !work.ignoresGates && isAlarmed(prepared);
  work.isAlarmed = work.sounds && (asked.until === "end" || !isInTime(prepared, asked));
  if (!work.isAlarmed) return;
  findSlack(prepared);
  swapPasses(work);
  work.usesSlack = true;
  findTimes(prepared, asked);
  work.usesSlack = false;
}

/** Turns to a run and plays it, see {@link playTurned}. */
export function playRun(prepared: Runnable, outer: number, inner: number, asked: Asked): void {
  turnToRun(prepared, outer, inner);
  playTurned(prepared, asked);
}
