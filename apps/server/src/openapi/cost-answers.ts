/** Shapes of what routes of the cost sheet answer. */
import { z } from "zod";

const id = z.string();
const moment = z.iso.datetime();
const count = z.int().min(0);
const text = z.strictObject({ sv: z.string(), en: z.string() });
const source = z.looseObject({ kind: z.enum(["assumption", "secondary", "checked", "own"]) });
const costSheet = z.strictObject({
  revision: count,
  inForce: z.strictObject({ number: count, approvedBy: z.string(), approvedAt: moment }).nullable(),
  versions: z.array(
    z.strictObject({
      number: count,
      at: moment,
      by: z.string(),
      own: count,
      changes: z.array(
        z.strictObject({
          kind: z.enum(["added", "factor", "measure"]),
          id,
          field: z.string(),
          before: z.union([z.string(), z.number(), z.boolean(), z.null()]),
          after: z.union([z.string(), z.number(), z.boolean(), z.null()]),
        }),
      ),
      approved: z.strictObject({ at: moment, by: z.string(), note: z.string() }).nullable(),
    }),
  ),
  measures: z.array(
    z.looseObject({
      id,
      name: text,
      lines: z.array(z.looseObject({})),
      sumSek: z.number(),
      source,
    }),
  ),
  factors: z.array(z.looseObject({ id, name: text, value: z.number(), start: z.number(), source })),
});
const costRevision = z.strictObject({ revision: count });

const measure = z.looseObject({
  id,
  name: text,
  area: z.string().nullable(),
  costSek: z.number(),
  hours: z.number(),
});

/** By route. */
export const costAnswers: Readonly<Record<string, z.ZodType | null>> = {
  "GET /measures": z.array(measure),
  "GET /cost-sheet": costSheet,
  "POST /cost-sheet": costRevision,
  "POST /cost-sheet/approve": costRevision,
};
