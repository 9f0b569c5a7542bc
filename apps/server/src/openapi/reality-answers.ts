/** Shapes of what routes of reality answer. */
import { z } from "zod";

const id = z.string();
const text = z.strictObject({ sv: z.string(), en: z.string() });
const days = z.number().nullable();
const range = z.strictObject({ low: z.number(), high: z.number() });
const summary = z.looseObject({ run: id, probabilityHolds: z.number(), speak: z.string() });
const place = { place: z.number(), z: z.number(), isMiss: z.boolean() };
const check = z.strictObject({
  id,
  given: z.looseObject({ kind: z.string(), on: z.string(), source: z.string() }),
  by: z.string(),
  at: z.iso.datetime(),
  said: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("times"),
      ...place,
      runs: z.int().min(1),
      p10Days: days,
      medianDays: days,
      p90Days: days,
      fellWithin: z.number().min(0).max(1),
    }),
    z.strictObject({
      kind: z.literal("counts"),
      ...place,
      expected: z.strictObject({ mean: z.number(), low: z.number(), high: z.number() }),
      was: z.number().min(0).max(1),
      now: z.number().min(0).max(1),
    }),
  ]),
  moved: z.strictObject({
    before: summary.nullable(),
    after: summary.nullable(),
    together: z.int().min(1),
    otherFacts: z.boolean(),
  }),
});
const reality = z.strictObject({
  checks: z.array(check),
  widening: z.number().min(1),
  attacks: z.int().min(0),
  cases: z.array(
    z.strictObject({
      id,
      name: text,
      began: z.string(),
      entry: text.nullable(),
      what: text,
      outageDays: range.nullable(),
      sek: range.extend({ counts: text }).nullable(),
      persons: range.nullable(),
      sources: z.array(z.string()),
      checked: z.boolean(),
      reviewed: z.string(),
    }),
  ),
});
const changed = z.strictObject({ id });

/** By route. */
export const realityAnswers: Readonly<Record<string, z.ZodType | null>> = {
  "GET /reality": reality,
  "POST /reality": changed,
  "POST /reality/:id/withdraw": changed,
};
