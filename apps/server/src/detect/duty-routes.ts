/** Who acts on alerts outside office hours. */
import { type Duty, dutyLimits } from "@vallgrav/platform/detect";
import { StoreConflict } from "@vallgrav/platform/storage";
import { z } from "zod";
import { parseBody } from "../parse.ts";
import { found, having, nameOf, Refusal, type Route } from "../route.ts";

const given = z
  .strictObject({
    who: z.string().trim().min(1).max(dutyLimits.who).nullable(),
    reach: z.string().trim().max(dutyLimits.reach).default(""),
  })
  // Somebody who cannot be reached does not act.
  .refine(({ who, reach }) => who === null || reach !== "", { path: ["reach"] });

/** Routes of the answer. */
export function dutyRoutes(duty: Duty): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/watch/duty",
      rule: having("watch/view"),
      action: "watch/view",
      handle: async () => found({ duty: await duty.load() }),
    },
    {
      method: "POST",
      path: "/watch/duty",
      rule: having("watch/change"),
      action: "watch/say-duty",
      takes: given,
      handle: async ({ body, actor }) => {
        try {
          const said = await duty.say(parseBody(given, body), nameOf(actor));
          return { ...found({ duty: said.duty }), undo: said.undo };
        } catch (error) {
          if (error instanceof StoreConflict) throw new Refusal(409, "storage/conflict");
          throw error;
        }
      },
    },
  ];
}
