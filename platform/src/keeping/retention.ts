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
  /** Received lines after they were gone through; sooner where there are many. */
  lines: 30,
  /** The log of what was asked of servers that are looked at. */
  probes: 365,
  /** Sessions, whether or not they were used: AC8. */
  sessionHours: 24,
  sessionIdleHours: 8,
} as const;

const dayMs = 86_400_000;
const hourMs = 3_600_000;

function earlier(now: Instant, ms: number): Instant {
  const instant = instantFromMs(msFromInstant(now) - ms);
  invariant(instant !== null, "now is a year of four digits");
  return instant;
}

/** Received lines older than this that nothing waits for go. */
export function linesBefore(now: Instant): Instant {
  return earlier(now, retentionDays.lines * dayMs);
}

/** Logs of probes older than this go. */
export function probesBefore(now: Instant): Instant {
  return earlier(now, retentionDays.probes * dayMs);
}

/** What is too old at an instant. */
export function limitsAt(now: Instant): DisposalLimits {
  const before = (ms: number): Instant => earlier(now, ms);
  return {
    now,
    jobsEndedBefore: before(retentionDays.jobs * dayMs),
    sessionsCreatedBefore: before(retentionDays.sessionHours * hourMs),
    sessionsSeenBefore: before(retentionDays.sessionIdleHours * hourMs),
    detailsBefore: before(retentionDays.auditDetails * dayMs),
  };
}
