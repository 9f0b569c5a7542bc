/** Shapes of what routes of the year answer. */
import { z } from "zod";

const text = z.strictObject({ sv: z.string(), en: z.string() });
const range = { low: z.number(), high: z.number() };
const when = { by: z.string(), at: z.iso.datetime() };
const version = z.strictObject({
  ...range,
  source: z.string(),
  number: z.int().min(1),
  ...when,
  withdrawn: z.strictObject(when).nullable(),
});
const year = z.strictObject({
  mean: z.number().min(0),
  meanAtLow: z.number().min(0),
  meanAtHigh: z.number().min(0),
  p95: z.number().min(0).nullable(),
  probabilityNone: z.number().min(0).max(1).nullable(),
});
const changed = z.strictObject({ revision: z.int().min(1) });

/** By route. */
export const yearlyAnswers: Readonly<Record<string, z.ZodType | null>> = {
  "GET /yearly": z.strictObject({
    revision: z.int().min(0),
    given: version.nullable(),
    versions: z.array(version),
    figures: z.strictObject({ before: year, after: year }).nullable(),
    pays: z.array(
      z.strictObject({
        budgetSek: z.number(),
        costSek: z.number(),
        annualisedSek: z.number(),
        savedSek: z.number(),
        campaignsPerYear: z.number().nullable(),
      }),
    ),
    howOften: z.array(
      z.strictObject({
        id: z.string(),
        what: text,
        but: text,
        perYear: z.strictObject(range),
        sources: z.array(z.string()),
        checked: z.boolean(),
        reviewed: z.string(),
      }),
    ),
  }),
  "POST /yearly": changed,
  "POST /yearly/withdraw": changed,
};
