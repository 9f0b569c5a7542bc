/** Shapes of what routes of webhooks answer. */
import { z } from "zod";

const moment = z.iso.datetime();
const hook = z.strictObject({
  id: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  by: z.string(),
  createdAt: moment,
});
const delivery = z.strictObject({
  id: z.string(),
  hook: z.string(),
  event: z.string(),
  at: moment,
  attempts: z.int().min(0),
  nextAt: moment.nullable(),
  state: z.enum(["waiting", "done", "given-up"]),
  last: z.string(),
});

/** By route; null: nothing but the status is sent. */
export const webhookAnswers: Readonly<Record<string, z.ZodType | null>> = {
  "GET /webhooks": z.strictObject({
    hosts: z.array(z.string()),
    events: z.array(z.string()),
    hooks: z.array(hook),
    deliveries: z.array(delivery),
  }),
  "POST /webhooks": hook.extend({ secret: z.string() }),
  "DELETE /webhooks/:id": null,
  "POST /webhooks/:id/test": null,
};
