/** The question for a plan from all sides: a job, and afterwards its answer. */
import type { Protect } from "@vallgrav/platform/protect";
import { z } from "zod";
import { parseBody } from "../parse.ts";
import { editors, found, Refusal, type Route } from "../route.ts";

const objectives = ["all", "falls", "hours", "mean", "persons", "sek", "tail", "worst"] as const;
const someHours = z.number().min(0).max(1e7).optional();
const surveyAsked = z.strictObject({
  budgetSek: z.int().min(0).max(1e15),
  terms: z.strictObject({
    yearlySek: z.int().min(0).max(1e15).nullable(),
    hoursByRole: z
      .strictObject({
        communication: someHours,
        leadership: someHours,
        operations: someHours,
        personnel: someHours,
        services: someHours,
      })
      .nullable(),
    objective: z.enum(objectives),
  }),
  worlds: z.int().min(0).max(200),
  frequency: z
    .strictObject({
      low: z.number().gt(0).max(1_000),
      high: z.number().gt(0).max(1_000),
      source: z.string().min(1).max(500),
    })
    .nullable(),
});

/** The route of surveys. */
export function surveyRoute(protect: Pick<Protect, "askSurvey">): Route {
  return {
    method: "POST",
    path: "/survey",
    rule: editors,
    action: "plan/survey",
    takes: surveyAsked,
    handle: async ({ body }) => {
      const { terms, ...rest } = parseBody(surveyAsked, body);
      const hours = terms.hoursByRole;
      const named = Object.entries(hours ?? {}).filter(([, most]) => most !== undefined);
      const hoursByRole = hours === null ? null : Object.fromEntries(named);
      const asked = await protect.askSurvey({ ...rest, terms: { ...terms, hoursByRole } });
      if (!asked.ok) throw new Refusal(422, "protect/cannot-be-done", { problems: asked.problems });
      const { state } = asked;
      return found(state, state.state === "ready" ? state.survey.run.id : state.job.id);
    },
  };
}
