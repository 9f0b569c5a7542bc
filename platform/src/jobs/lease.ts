/** Until when a claim holds. */
import { instantFromMs, invariant, msFromInstant } from "@vallgrav/kernel";
import type { Instant } from "@vallgrav/kernel";
import { jobLimits } from "./job-limits.ts";

/** The end of a lease that begins now. */
export function leaseFrom(now: Instant): Instant {
  const until = instantFromMs(msFromInstant(now) + jobLimits.leaseMs);
  invariant(until !== null, "the clock stands in years 0 to 9999");
  return until;
}
