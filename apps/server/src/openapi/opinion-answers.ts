/** Shapes of what routes of opinions answer. */
import { z } from "zod";

const text = z.strictObject({ sv: z.string(), en: z.string() });
const recorded = z.strictObject({
  answer: z.enum(["given", "not-needed", "later"]),
  who: z.string(),
  reference: z.string(),
  text: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
});
const opinions = z.strictObject({
  isSettled: z.boolean(),
  opinions: z.array(
    z.strictObject({
      kind: z.string(),
      name: text,
      question: text,
      exempt: text,
      draft: z.string(),
      recorded: recorded.nullable(),
    }),
  ),
});

/** By route. */
export const opinionAnswers: Readonly<Record<string, z.ZodType | null>> = {
  "GET /opinions": opinions,
  "POST /opinions/:kind": opinions,
};
