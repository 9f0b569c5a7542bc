/** Shapes of what routes of hygiene answer. */
import { z } from "zod";

const clearance = z.strictObject({
  domain: z.string(),
  by: z.string(),
  until: z.iso.date(),
  recordedAt: z.iso.datetime(),
  networks: z.array(z.string()),
});

/** By route; null: nothing but the status is sent. */
export const hygieneAnswers: Readonly<Record<string, z.ZodType | null>> = {
  "GET /clearances": z.strictObject({ clearances: z.array(clearance) }),
  "POST /clearances": clearance,
  "DELETE /clearances/:domain": null,
};
