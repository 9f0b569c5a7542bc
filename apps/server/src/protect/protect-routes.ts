/** Dials, plans and ways in. */
import type { Dials, FirstDials, PlanReport, Position } from "@vallgrav/platform/api";
import type { Seeing, Sees } from "@vallgrav/platform/govern";
import type { Protect } from "@vallgrav/platform/protect";
import { z } from "zod";
import { parseBody, parseQuery } from "../parse.ts";
import { editors, found, having, Refusal, type Route } from "../route.ts";
import { planRoute } from "./plan-route.ts";
import { budgetAsked, budgetQuery, positionQuery, termsAsked, termsOf } from "./plan-terms.ts";
import { seenProblems, seenWork } from "./beyond-wall.ts";
import { attackersRoute, surveyRoute } from "./survey-route.ts";

const measureIds = z.array(z.string().min(1).max(100)).max(500);
const whatIfAsked = z.strictObject({
  budgetSek: budgetAsked,
  with: measureIds,
  without: measureIds,
  terms: termsAsked.optional(),
});

/** What these routes call. */
export type ProtectRooms = Pick<
  Protect,
  | "askPlan"
  | "askSurvey"
  | "askWhatIf"
  | "keptAttackers"
  | "ladder"
  | "measures"
  | "position"
  | "storedPlan"
  | "ways"
>;

/** A plan changed by hand: a job, and afterwards what it played. */
function whatIfRoute(protect: Pick<Protect, "askWhatIf">): Route {
  return {
    method: "POST",
    path: "/what-if",
    rule: editors,
    action: "plan/what-if",
    takes: whatIfAsked,
    handle: async ({ body }) => {
      const { terms, ...switched } = parseBody(whatIfAsked, body);
      const asked = await protect.askWhatIf({
        ...switched,
        ...(terms === undefined ? {} : { terms: termsOf(terms) }),
      });
      if (asked === null) throw new Refusal(404, "protect/no-such-stop");
      if (!asked.ok) throw new Refusal(422, "protect/cannot-be-done", { problems: asked.problems });
      const { state } = asked;
      return found(state, state.state === "ready" ? state.whatIf.run : state.job.id);
    },
  };
}

/** Both dials are of the whole; of single services those behind a wall see their own. */
function seenDials(dials: Dials, sees: Sees): Dials {
  const perService = dials.damage.perService.filter(({ id }) => sees(id));
  return { ...dials, damage: { ...dials.damage, perService } };
}

function seenPlan(plan: PlanReport, sees: Sees | undefined): PlanReport {
  if (sees === undefined) return plan;
  return { ...plan, before: seenDials(plan.before, sees), after: seenDials(plan.after, sees) };
}

/** The same of what is told before there is a plan. */
function seenFirst(
  { first }: Extract<Position, { readonly state: "computing" }>,
  sees: Sees | undefined,
): { readonly first?: FirstDials } {
  if (first === undefined) return {};
  return { first: sees === undefined ? first : { ...first, dials: seenDials(first.dials, sees) } };
}

/** Routes of the protect room. */
export function protectRoutes(protect: ProtectRooms, seeing: Seeing): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/position",
      rule: having("position/view", "walled"),
      action: "position/view",
      asks: positionQuery,
      handle: async ({ query, reach }) => {
        const again = parseQuery(positionQuery, query).again === "1";
        const position = await protect.position({ again });
        const sees = await seeing(reach);
        if (position.state === "refused") {
          const problems = seenProblems(position.problems, sees);
          // Reasons name things; that there are none says nothing.
          return { ...found({ ...position, problems }), isQuiet: problems.length === 0 };
        }
        if (position.state === "computing") {
          const job = seenWork(position.job, sees);
          return { ...found({ ...position, job, ...seenFirst(position, sees) }), isQuiet: true };
        }
        if (position.state !== "ready") return { ...found(position), isQuiet: true };
        const plan = seenPlan(position.plan, sees);
        return found({ ...position, plan }, plan.run.id);
      },
    },
    {
      method: "GET",
      path: "/plan",
      rule: having("position/view", "walled"),
      action: "plan/view",
      asks: budgetQuery,
      handle: async ({ query, reach }) => {
        const plan = await protect.storedPlan(parseQuery(budgetQuery, query).budgetSek);
        if (plan === null) throw new Refusal(404, "protect/no-such-stop");
        return found(seenPlan(plan, await seeing(reach)), plan.run.id);
      },
    },
    whatIfRoute(protect),
    planRoute(protect),
    surveyRoute(protect),
    attackersRoute(protect),
    {
      method: "GET",
      path: "/ways",
      rule: having("ways/view"),
      action: "ways/view",
      handle: async () => {
        const ways = await protect.ways();
        if (ways === null) throw new Refusal(404, "protect/nothing-computed");
        return found(ways);
      },
    },
    {
      method: "GET",
      path: "/measures",
      rule: having("position/view", "common"),
      action: "measures/view",
      handle: async () => found(await protect.measures()),
    },
    {
      method: "GET",
      path: "/ladder",
      rule: having("model/view"),
      action: "ladder/view",
      handle: async () => found(await protect.ladder()),
    },
  ];
}
