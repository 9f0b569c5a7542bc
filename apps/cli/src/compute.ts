/** Sees to it that dials, plans and ways are there: stored ones are taken, others computed. */
import type { Problem } from "@vallgrav/kernel";
import type { PlanReport, PlanTerms } from "@vallgrav/platform/api";
import { budgetStops, isUsual, usualTerms } from "@vallgrav/platform/protect";
import type { Rooms } from "@vallgrav/server";
import { followJob } from "./follow-job.ts";
import type { Speaker } from "./speaker.ts";

/** A plan, or why there is none. */
export type Computed =
  | { readonly ok: true; readonly report: PlanReport }
  | { readonly ok: false; readonly problems: readonly Problem<string, object>[] };

/** The plan of a budget. Its stops are computed by a job, which a server beside us may be doing. */
export async function computePlan(
  rooms: Rooms,
  budgetSek: number,
  speaker: Speaker,
  terms: PlanTerms = usualTerms,
): Promise<Computed> {
  if (isUsual(terms) && budgetStops.includes(budgetSek)) {
    const position = await rooms.protect.position();
    if (position.state === "computing") {
      const job = await followJob(rooms.jobs, position.job, speaker);
      if (job.state === "cancelled")
        return {
          ok: false,
          problems: [{ code: "cli/cancelled", severity: "error", at: null, args: {} }],
        };
      if (job.state === "failed") return { ok: false, problems: job.problems };
    }
  }
  return rooms.protect.plan(budgetSek, terms);
}

/** Computes the stops of the curve; null when they are there, else why not. */
export async function computeStops(
  rooms: Rooms,
  speaker: Speaker,
): Promise<readonly Problem<string, object>[] | null> {
  const computed = await computePlan(rooms, budgetStops[0] ?? 0, speaker);
  return computed.ok ? null : computed.problems;
}
