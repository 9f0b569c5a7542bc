/** Where Vallgrav itself lies, its copies, and whom it may connect to. */
import { type OwnPlace, ownPlaceLimits, type OwnPlaceProblem } from "@vallgrav/platform/govern";
import { StoreConflict } from "@vallgrav/platform/storage";
import { z } from "zod";
import { parseBody } from "../parse.ts";
import { found, having, nameOf, Refusal, type Route } from "../route.ts";

const told = z.strictObject({
  copies: z
    .array(
      z.strictObject({
        name: z.string().max(ownPlaceLimits.name),
        place: z.enum(["offline", "outside", "inside"]),
      }),
    )
    .max(ownPlaceLimits.copies),
});

function refused(problem: OwnPlaceProblem): Refusal {
  return new Refusal(422, problem.code, { problems: [problem] });
}

/** Routes of where Vallgrav lies. */
export function placeRoutes(place: OwnPlace): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/place",
      rule: having("access/view"),
      action: "place/view",
      handle: async () => found(await place.view()),
    },
    {
      method: "POST",
      path: "/place",
      rule: having("access/change"),
      action: "place/tell",
      takes: told,
      handle: async ({ body, actor }) => {
        const { copies } = parseBody(told, body);
        try {
          const made = await place.tell(copies, nameOf(actor));
          if (!made.ok) throw refused(made.problem);
          return { ...found(made.view), undo: made.undo };
        } catch (error) {
          if (error instanceof StoreConflict) throw new Refusal(409, "storage/conflict");
          throw error;
        }
      },
    },
  ];
}
