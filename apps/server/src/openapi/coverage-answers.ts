/** Shapes of what the routes of coverage answer; see `answers.ts`. */
import { z } from "zod";

const count = z.int().min(0);
const coverage = z.strictObject({
  kind: z.string(),
  listed: count,
  sources: z.array(
    z.strictObject({
      source: z.string(),
      listed: count,
      alone: count,
      missing: count,
      newest: z.iso.datetime(),
    }),
  ),
});

/** @param found a page of things, as the search answers it */
export function coverageAnswers(found: z.ZodType): Readonly<Record<string, z.ZodType>> {
  return { "GET /coverage": coverage, "GET /coverage/unseen": found };
}
