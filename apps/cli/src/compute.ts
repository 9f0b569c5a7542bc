/** Sees to it that dials, plans and ways are there: stored ones are taken, others computed. */
import type { Problem } from "@vallgrav/kernel";
import type { Job, PlanReport, PlanSurvey, PlanTerms, SurveyAsked } from "@vallgrav/platform/api";
import { budgetStops, isUsual, usualTerms } from "@vallgrav/platform/protect";
import type { Rooms } from "@vallgrav/server";
import { followJob } from "./follow-job.ts";
import type { Speaker } from "./speaker.ts";
import { tellEarly } from "./tell-early.ts";

const nobody = { signal: new AbortController().signal, progress: async () => {} };

type NotDone = { readonly ok: false; readonly problems: readonly Problem<string, object>[] };

/** A plan, or why there is none. */
export type Computed = { readonly ok: true; readonly report: PlanReport } | NotDone;

/** Follows a job to its end; null where it was done, else why not. */
async function ended(rooms: Rooms, begun: Job, speaker: Speaker): Promise<NotDone | null> {
  const { state, problems } = await followJob(rooms.jobs, begun, speaker);
  if (state === "cancelled")
    return {
      ok: false,
      problems: [{ code: "cli/cancelled", severity: "error", at: null, args: {} }],
    };
  return state === "failed" ? { ok: false, problems } : null;
}

/** The plan of a budget. Its stops are computed by a job, which a server beside us may be doing. */
export async function computePlan(
  rooms: Rooms,
  budgetSek: number,
  speaker: Speaker,
  terms: PlanTerms = usualTerms,
): Promise<Computed> {
  if (isUsual(terms) && budgetStops.includes(budgetSek)) {
    const position = await rooms.protect.position({ again: true });
    if (position.state === "computing") {
      const stop = tellEarly(rooms, speaker);
      const why = await ended(rooms, position.job, speaker).finally(stop);
      if (why !== null) return why;
    }
  }
  return rooms.protect.plan(budgetSek, terms);
}

/** A survey, by a job that says how far it is and can be cancelled. */
export async function computeSurvey(
  rooms: Rooms,
  asked: SurveyAsked,
  speaker: Speaker,
): Promise<{ readonly ok: true; readonly survey: PlanSurvey } | NotDone> {
  const first = await rooms.protect.askSurvey(asked);
  if (!first.ok) return first;
  if (first.state.state === "ready") return { ok: true, survey: first.state.survey };
  const why = await ended(rooms, first.state.job, speaker);
  // What the job kept is taken from there.
  return why ?? rooms.protect.survey(asked, nobody);
}

/** Computes the stops of the curve; null when they are there, else why not. */
export async function computeStops(
  rooms: Rooms,
  speaker: Speaker,
): Promise<readonly Problem<string, object>[] | null> {
  const computed = await computePlan(rooms, budgetStops[0] ?? 0, speaker);
  return computed.ok ? null : computed.problems;
}
