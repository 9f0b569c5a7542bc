/**
 * How long things are kept (gallring). The figures are our proposal, not law: what a municipality
 * decides in its own disposal plan (dokumenthanteringsplan) rules. ASSUMPTION, all but sessions.
 */
import { invariant } from "@vallgrav/kernel";
import { instantFromMs, type Instant, msFromInstant } from "@vallgrav/kernel";
import type { DisposalLimits } from "../storage/index.ts";

/** Days each kind is kept. Raw files carry their own day: 90 days after they came. */
export const retentionDays = {
  /** Ended jobs: titles hold names of files. */
  jobs: 365,
  /** The erasable part of audit entries: addresses, names, values. Who did what when stays. */
  auditDetails: 730,
  /** Sessions, whether or not they were used: AC8. */
  sessionHours: 24,
  sessionIdleHours: 8,
} as const;

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** What is too old at an instant. */
export function limitsAt(now: Instant): DisposalLimits {
  const before = (ms: number): Instant => {
    const instant = instantFromMs(msFromInstant(now) - ms);
    invariant(instant !== null, "now is a year of four digits");
    return instant;
  };
  return {
    now,
    jobsEndedBefore: before(retentionDays.jobs * dayMs),
    sessionsCreatedBefore: before(retentionDays.sessionHours * hourMs),
    sessionsSeenBefore: before(retentionDays.sessionIdleHours * hourMs),
    detailsBefore: before(retentionDays.auditDetails * dayMs),
  };
}
