/** A plan from all sides: the question, which is a job and afterwards its answer; what is kept. */
import type { Protect } from "@vallgrav/platform/protect";
import { z } from "zod";
import { parseBody, parseQuery } from "../parse.ts";
import { editors, found, having, Refusal, type Route } from "../route.ts";
import { budgetAsked, budgetQuery, termsAsked, termsOf } from "./plan-terms.ts";

const surveyAsked = z.strictObject({
  budgetSek: budgetAsked,
  terms: termsAsked,
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
      const asked = await protect.askSurvey({ ...rest, terms: termsOf(terms) });
      if (!asked.ok) throw new Refusal(422, "protect/cannot-be-done", { problems: asked.problems });
      const { state } = asked;
      return found(state, state.state === "ready" ? state.survey.run.id : state.job.id);
    },
  };
}

/** The route of what is kept of both dials against every attacker. */
export function attackersRoute(protect: Pick<Protect, "keptAttackers">): Route {
  return {
    method: "GET",
    path: "/attackers",
    rule: having("position/view"),
    action: "attackers/view",
    asks: budgetQuery,
    handle: async ({ query }) => {
      const { budgetSek } = parseQuery(budgetQuery, query);
      const kept = await protect.keptAttackers(budgetSek);
      return kept.attackers === null ? { ...found(kept), isQuiet: true } : found(kept);
    },
  };
}
