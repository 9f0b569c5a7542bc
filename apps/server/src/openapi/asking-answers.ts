/** Shapes of what the routes of questions to owners answer; see `answers.ts`. */
import { z } from "zod";

const text = z.strictObject({ sv: z.string(), en: z.string() });
const asset = z.strictObject({ id: z.string(), kind: z.string(), name: z.string() });
const question = z.strictObject({
  text,
  hint: text,
  choices: z.array(z.strictObject({ id: z.string(), text })),
});

/** Loose where figures are told: they grow with the dials, and are nobody's secret. */
const form = z.strictObject({
  id: z.string(),
  code: z.string(),
  person: z.string(),
  state: z.enum(["open", "answered", "withdrawn", "expired"]),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  by: z.string(),
  items: z.array(
    z.strictObject({
      asset,
      question: z.string(),
      words: question,
      answer: z.string().nullable(),
    }),
  ),
  note: z.string().nullable(),
  answered: z
    .strictObject({
      at: z.iso.datetime(),
      by: z.string(),
      channel: z.enum(["link", "phone", "paper"]),
      enteredBy: z.string().nullable(),
    })
    .nullable(),
  moved: z.looseObject({ together: z.int() }).nullable(),
});

const board = z.strictObject({
  candidates: z.array(
    z.looseObject({
      asset,
      question: z.string(),
      words: question,
      owner: z.string().nullable(),
      because: z.enum(["clear", "ways", "hours", "none"]),
      isAsked: z.boolean(),
    }),
  ),
  total: z.int(),
  forms: z.array(form),
  parameters: z.array(
    z.looseObject({ id: z.string(), name: text, question: z.string().nullable() }),
  ),
  speak: z.enum(["figures", "words"]),
  limits: z.strictObject({ open: z.int(), perMonth: z.int(), perForm: z.int() }),
});

/** By route. */
export const askingAnswers: Readonly<Record<string, z.ZodType | null>> = {
  "GET /asks": board,
  "POST /asks": z.strictObject({ form, token: z.string() }),
  "POST /asks/:id/answer": form,
  "POST /asks/:id/withdraw": form,
  // Whoever holds a link sees the questions and nothing else.
  "POST /ask/open": z.strictObject({ items: z.array(question), expiresAt: z.iso.datetime() }),
  "POST /ask/answer": z.strictObject({}),
};
