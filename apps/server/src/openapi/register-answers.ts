/** Shapes of what routes of registers answer. */
import { duties, processingFields } from "@vallgrav/knowledge";
import { z } from "zod";

const text = z.strictObject({ sv: z.string(), en: z.string() });
const moment = z.iso.datetime();
const said = { by: z.string().nullable(), at: moment.nullable() };
const entry = z.strictObject({
  id: z.string(),
  origin: z.enum(["given", "edited", "own"]),
  fields: z.strictObject(Object.fromEntries(processingFields.map((name) => [name, text]))),
  leftOut: z.string().nullable(),
  ...said,
});
const clock = z.strictObject({
  duty: z.enum(duties.map(({ id }) => id)),
  name: text,
  law: text,
  when: text,
  receiver: text,
  dueAt: moment.nullable(),
  state: z.enum(["open", "late", "reported", "not-reportable"]),
  note: z.string(),
  ...said,
  isChecked: z.boolean(),
});
const register = z.strictObject({
  unit: z.strictObject({
    id: z.string(),
    name: z.string(),
    authority: z.enum(["committee", "company"]).nullable(),
    also: z.array(z.string()),
  }),
  entries: z.array(entry),
  cases: z.array(
    z.strictObject({
      id: z.string(),
      what: z.string(),
      knownAt: moment,
      by: z.string(),
      duties: z.array(clock),
    }),
  ),
});

/** By route. */
export const registerAnswers: Readonly<Record<string, z.ZodType | null>> = {
  "GET /registers": z.array(register),
  "GET /registers/:id/csv": z.string(),
  "POST /registers/:id/entries": register,
  "POST /registers/:id/cases": register,
  "POST /registers/:id/cases/:case": register,
};
