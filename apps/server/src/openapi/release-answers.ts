/** Shapes of what routes of harm tests answer. */
import { materials, secrecyGrounds } from "@vallgrav/knowledge";
import { z } from "zod";

const text = z.strictObject({ sv: z.string(), en: z.string() });
const moment = z.iso.datetime();
const unit = z.strictObject({ id: z.string(), name: z.string() });
const material = z.enum(materials.map(({ id }) => id));
const ground = z.enum(secrecyGrounds.map(({ id }) => id));
const release = z.strictObject({
  id: z.string(),
  unit: unit.nullable(),
  askedAt: moment,
  asker: z.string(),
  what: z.string(),
  materials: z.array(material),
  by: z.string(),
  enteredAt: moment,
  decisions: z.array(
    z.strictObject({
      outcome: z.enum(["released", "in-part", "refused"]),
      grounds: z.array(ground),
      reason: z.string(),
      decidedBy: z.string(),
      at: moment,
      by: z.string(),
    }),
  ),
});

/** By route. */
export const releaseAnswers: Readonly<Record<string, z.ZodType | null>> = {
  "GET /releases": z.strictObject({
    releases: z.array(release),
    units: z.array(unit),
    isWhole: z.boolean(),
    grounds: z.array(
      z.strictObject({
        id: ground,
        law: text,
        about: text,
        presumption: z.enum(["open", "secret", "neither"]),
        source: z.string(),
        isChecked: z.boolean(),
      }),
    ),
    materials: z.array(z.strictObject({ id: material, name: text, grounds: z.array(ground) })),
  }),
  "GET /releases/:id/csv": z.string(),
  "POST /releases/:id": release,
  "POST /releases/:id/:request": release,
};
