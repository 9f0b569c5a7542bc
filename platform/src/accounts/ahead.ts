/** What was begun by a clock that ran ahead and has been put right since. */
import { instantFromMs, msFromInstant } from "@vallgrav/kernel";
import type { Instant } from "@vallgrav/kernel";

/** Two machines on one database may differ by so much; what lies further ahead is of no time. */
export const aheadMs = 300_000;

/** The last instant that something can have been begun at. */
export function latestAt(now: Instant): Instant {
  return instantFromMs(msFromInstant(now) + aheadMs) ?? now;
}

/** Whether an instant has not come: a right that was begun at it would hold for too long. */
export function isAhead(at: Instant, now: Instant): boolean {
  return msFromInstant(at) - msFromInstant(now) > aheadMs;
}
