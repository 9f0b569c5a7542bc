/** The question for a plan on terms of one's own: a job, and afterwards the plan. */
import type { Protect } from "@vallgrav/platform/protect";
import { z } from "zod";
import { parseBody } from "../parse.ts";
import { editors, found, Refusal, type Route } from "../route.ts";
import { budgetAsked, termsAsked, termsOf } from "./plan-terms.ts";

const planAsked = z.strictObject({ budgetSek: budgetAsked, terms: termsAsked });

/** The route of plans on terms. */
export function planRoute(protect: Pick<Protect, "askPlan">): Route {
  return {
    method: "POST",
    path: "/plan",
    rule: editors,
    action: "plan/ask",
    takes: planAsked,
    handle: async ({ body }) => {
      const { budgetSek, terms } = parseBody(planAsked, body);
      const asked = await protect.askPlan(budgetSek, termsOf(terms));
      if (!asked.ok) throw new Refusal(422, "protect/cannot-be-done", { problems: asked.problems });
      const { state } = asked;
      return found(state, state.state === "ready" ? state.plan.afterRun : state.job.id);
    },
  };
}
