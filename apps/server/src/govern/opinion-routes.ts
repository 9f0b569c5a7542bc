/** Opinions that are asked for before the first real import. */
import {
  isOpinionKind,
  opinionLimits,
  type Opinions,
  type OpinionsProblem,
} from "@vallgrav/platform/opinions";
import { StoreConflict } from "@vallgrav/platform/storage";
import { z } from "zod";
import { parameter, parseBody } from "../parse.ts";
import { found, having, readers, Refusal, type Route } from "../route.ts";
import { known } from "./own-routes.ts";

const given = z.strictObject({
  answer: z.enum(["given", "not-needed", "later"]),
  who: z.string().max(opinionLimits.who).default(""),
  reference: z.string().max(opinionLimits.reference).default(""),
  text: z.string().max(opinionLimits.text).default(""),
});

/** The one who is asked, of the path. @throws {Refusal} 404 */
function kindIn(params: unknown) {
  const kind = parameter(params, "kind");
  if (!isOpinionKind(kind)) throw new Refusal(404, "opinions/unknown");
  return kind;
}

function refused(problem: OpinionsProblem): Refusal {
  return new Refusal(422, problem.code, { problems: [problem] });
}

/** Routes of opinions. Imports go on whatever is recorded: the page asks, a terminal says so. */
export function opinionRoutes(opinions: Opinions): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/opinions",
      rule: readers,
      action: "opinions/view",
      handle: async () => found(await opinions.list()),
    },
    {
      method: "POST",
      path: "/opinions/:kind",
      rule: having("opinions/change"),
      action: "opinions/record",
      takes: given,
      handle: async ({ params, body, actor }) => {
        const answer = parseBody(given, body);
        const kind = kindIn(params);
        const { name, role } = known(actor);
        // Going on without having heard somebody is for those who answer for the installation.
        if (answer.answer === "later" && role !== "administrator")
          throw new Refusal(403, "opinions/later-by-administrator");
        try {
          const done = await opinions.record({ kind, ...answer }, name);
          if (!done.ok) throw refused(done.problem);
          return { ...found(done.value.view, kind), undo: done.value.undo };
        } catch (error) {
          if (error instanceof StoreConflict) throw new Refusal(409, "storage/conflict");
          throw error;
        }
      },
    },
  ];
}
