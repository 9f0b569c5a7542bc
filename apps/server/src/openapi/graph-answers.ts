/** Shapes of what the routes of the connection to Microsoft Graph answer; see `answers.ts`. */
import { z } from "zod";

const moment = z.iso.datetime();
const count = z.int().min(0);
const view = z.strictObject({
  hosts: z.array(z.string()),
  connection: z
    .strictObject({
      tenant: z.string(),
      client: z.string(),
      login: z.url(),
      graph: z.url(),
      everyMinutes: count,
      by: z.string(),
      at: moment,
    })
    .nullable(),
  last: z
    .strictObject({
      at: moment,
      isWhole: z.boolean(),
      added: count,
      renewed: count,
      tuned: count,
      problems: z.array(z.looseObject({ code: z.string() })),
    })
    .nullable(),
  wholeAt: moment.nullable(),
});

/** By route; `job` is what a job looks like. */
export function graphAnswers(job: z.ZodType): Readonly<Record<string, z.ZodType | null>> {
  return {
    "GET /watch/graph": view,
    "POST /watch/graph": view,
    "DELETE /watch/graph": null,
    "POST /watch/graph/collect": job,
  };
}
