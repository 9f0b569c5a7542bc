/** Shapes of what routes of Vallgrav's own place answer. */
import { z } from "zod";

const moment = z.iso.datetime().nullable();
const view = z.strictObject({
  host: z.string(),
  joined: z.string().nullable(),
  inDirectory: z.boolean(),
  copies: z.array(
    z.strictObject({ name: z.string(), place: z.enum(["offline", "outside", "inside"]) }),
  ),
  by: z.string().nullable(),
  at: moment,
  lastCopyAt: moment,
  warnings: z.array(z.enum(["joined", "no-copies", "copies-inside", "old-copy"])),
  connections: z.array(z.string()),
});

/** By route. */
export const placeAnswers: Readonly<Record<string, z.ZodType | null>> = {
  "GET /place": view,
  "POST /place": view,
};
