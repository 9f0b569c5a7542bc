/** The year: seen beside a plan, and how often attackers come entered and withdrawn. */
import type { FrequencyDone, Protect } from "@vallgrav/platform/protect";
import { StoreConflict } from "@vallgrav/platform/storage";
import { z } from "zod";
import { parseBody, parseQuery } from "../parse.ts";
import { type Answer, editors, found, having, nameOf, Refusal, type Route } from "../route.ts";
import { budgetQuery } from "./plan-terms.ts";

/** What these routes call. */
export type YearlyRooms = Pick<Protect, "enterFrequency" | "withdrawFrequency" | "yearly">;

const revision = z.int().min(0).max(1e9);
const perYear = z.number().gt(0).max(1_000);
const entered = z.strictObject({
  revision,
  low: perYear,
  high: perYear,
  source: z.string().min(1).max(300),
});
const withdrawn = z.strictObject({ revision });

/** Answers with the list's new revision; taken back where it cannot be audited. */
async function changed(change: () => Promise<FrequencyDone | null>): Promise<Answer> {
  try {
    const made = await change();
    if (made === null) throw new Refusal(404, "protect/no-frequency");
    if (!made.ok) throw new Refusal(422, "protect/cannot-be-entered", { problems: made.problems });
    return { ...found(made.changed), undo: made.undo };
  } catch (error) {
    if (error instanceof StoreConflict) throw new Refusal(409, "storage/conflict");
    throw error;
  }
}

/** Routes of the year. */
export function yearlyRoutes(protect: YearlyRooms): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/yearly",
      rule: having("position/view"),
      action: "yearly/view",
      asks: budgetQuery,
      handle: async ({ query }) => {
        const view = await protect.yearly(parseQuery(budgetQuery, query).budgetSek);
        if (view === null) throw new Refusal(404, "protect/no-such-stop");
        return found(view);
      },
    },
    {
      method: "POST",
      path: "/yearly",
      rule: editors,
      action: "yearly/enter",
      takes: entered,
      handle: async ({ body, actor }) =>
        changed(() => protect.enterFrequency(parseBody(entered, body), nameOf(actor))),
    },
    {
      method: "POST",
      path: "/yearly/withdraw",
      rule: editors,
      action: "yearly/withdraw",
      takes: withdrawn,
      handle: async ({ body, actor }) =>
        changed(() =>
          protect.withdrawFrequency(parseBody(withdrawn, body).revision, nameOf(actor)),
        ),
    },
  ];
}
