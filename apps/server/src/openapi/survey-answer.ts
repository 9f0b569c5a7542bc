/** Shape of what the route of surveys answers; see `answers.ts`. */
import { z } from "zod";

const id = z.string();
const share = z.number().min(0).max(1);
const count = z.int().min(0);
const text = z.strictObject({ sv: z.string(), en: z.string() });

const yearly = z.looseObject({
  mean: z.number(),
  probabilityNone: share,
  p95: z.number(),
  p99: z.number(),
});
function attackersOf(dials: z.ZodType): z.ZodType {
  return z.array(z.looseObject({ id, name: text, before: dials, after: dials }));
}

const knowing = z.strictObject({
  plans: count,
  looked: count,
  unknowns: z.array(z.strictObject({ id, what: z.string(), name: text, worth: z.number().gt(0) })),
});

/** What is kept of every attacker's dials; null where nobody has asked for them. */
export function attackersAnswer(dials: z.ZodType): z.ZodType {
  return z.strictObject({ attackers: attackersOf(dials).nullable() });
}

/** A pay-off table; while the whole one is computed a first one, of fewer runs and objectives. */
const payOffAnswer = z.looseObject({
  objectives: z.array(z.string()),
  plans: z.array(
    z.looseObject({
      objective: z.string(),
      measures: z.array(id),
      costSek: z.number(),
      hours: z.number(),
      gap: z.number(),
      finished: z.boolean(),
      planningRuns: count.optional(),
      leaves: z.array(z.number().nullable()),
    }),
  ),
  inEvery: z.array(id),
  runs: z.array(count).optional(),
});

/** What the route answers: the job that computes it, or the survey. */
export function surveyAnswer(job: z.ZodType, dials: z.ZodType): z.ZodType {
  return z.union([
    z.looseObject({ state: z.literal("computing"), job, payOff: payOffAnswer.optional() }),
    z.looseObject({
      state: z.literal("ready"),
      survey: z.looseObject({
        budgetSek: z.number(),
        terms: z.looseObject({ objective: z.string() }),
        measures: z.array(id),
        payOff: payOffAnswer,
        attackers: attackersOf(dials),
        worlds: z
          .looseObject({
            worlds: count,
            inner: count,
            wanted: count,
            measures: z.array(
              z.looseObject({
                id,
                name: text,
                worlds: count,
                share,
                low: share,
                high: share,
                isSafe: z.boolean(),
                isInPlan: z.boolean(),
                dependsOn: z.looseObject({ id, name: text }).nullable(),
              }),
            ),
          })
          .nullable(),
        knowing: knowing.optional(),
        yearly: z
          .looseObject({
            frequency: z.looseObject({ low: z.number(), high: z.number(), source: z.string() }),
            before: yearly,
            after: yearly,
          })
          .nullable(),
        breakEven: z.looseObject({
          annualisedSek: z.number(),
          savedSek: z.number(),
          campaignsPerYear: z.number().nullable(),
        }),
        run: z.looseObject({ id }),
      }),
    }),
  ]);
}
