/** Dials, plans and ways in. */
import type { Protect } from "@vallgrav/platform/protect";
import { z } from "zod";
import { parseQuery } from "../parse.ts";
import { found, having, Refusal, type Route } from "../route.ts";

const planQuery = z.strictObject({
  budgetSek: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
});

/** Routes of the protect room. */
export function protectRoutes(
  protect: Pick<Protect, "position" | "storedPlan" | "ways" | "measures" | "ladder">,
): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/position",
      rule: having("position/view"),
      action: "position/view",
      handle: async () => {
        const position = await protect.position();
        if (position.state !== "ready") return { ...found(position), isQuiet: true };
        return found(position, position.plan.run.id);
      },
    },
    {
      method: "GET",
      path: "/plan",
      rule: having("position/view"),
      action: "plan/view",
      asks: planQuery,
      handle: async ({ query }) => {
        const plan = await protect.storedPlan(parseQuery(planQuery, query).budgetSek);
        if (plan === null) throw new Refusal(404, "protect/no-such-stop");
        return found(plan, plan.run.id);
      },
    },
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
      rule: having("position/view"),
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
