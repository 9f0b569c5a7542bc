/** Shapes of what the routes of mappings answer; see `answers.ts`. */
import { z } from "zod";

const mapping = z.strictObject({
  shape: z.string(),
  fields: z.array(z.strictObject({ heading: z.string(), field: z.string().nullable() })),
});

/** By route; null: nothing but the status is sent. */
export const mappingAnswers: Readonly<Record<string, z.ZodType | null>> = {
  "POST /tables": z.strictObject({
    tables: z.array(
      z.strictObject({
        sheet: z.string().nullable(),
        rows: z.int().min(0),
        columns: z.array(
          z.strictObject({ heading: z.string(), samples: z.array(z.string()).max(3) }),
        ),
        guesses: z.array(mapping),
      }),
    ),
    choices: z.array(
      z.strictObject({
        shape: z.string(),
        fields: z.array(z.string()),
        needs: z.array(z.array(z.string())),
      }),
    ),
    problems: z.array(z.looseObject({ code: z.string() })),
  }),
  "GET /mappings": z.strictObject({
    mappings: z.array(
      z.strictObject({ id: z.string(), mapping, by: z.string(), at: z.iso.datetime() }),
    ),
  }),
  "DELETE /mappings/:id": null,
};
