/** Webhooks: whom to tell, a trial, and what was told. */
import {
  type hooksOf,
  type outboxOf,
  viewOfHook,
  webhookEvents,
  webhookLimits,
  type WebhookPolicy,
} from "@vallgrav/platform/webhooks";
import { StoreConflict } from "@vallgrav/platform/storage";
import { z } from "zod";
import { parameter, parseBody } from "../parse.ts";
import { found, having, nameOf, Refusal, type Route } from "../route.ts";

/** What these routes call. */
export type WebhookRooms = {
  readonly policy: WebhookPolicy;
  readonly hooks: ReturnType<typeof hooksOf>;
  readonly outbox: ReturnType<typeof outboxOf>;
};

const mostShown = 100;
const wanted = z.strictObject({
  url: z.string().min(1).max(webhookLimits.address),
  events: z.array(z.enum(webhookEvents)).min(1).max(webhookEvents.length),
});

async function changing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreConflict) throw new Refusal(409, "storage/conflict");
    throw error;
  }
}

/** Routes of webhooks. */
export function webhookRoutes({ policy, hooks, outbox }: WebhookRooms): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/webhooks",
      rule: having("access/view"),
      action: "webhooks/view",
      handle: async () => {
        return found({
          hosts: policy.hosts,
          events: webhookEvents,
          hooks: (await hooks.list()).map((hook) => viewOfHook(hook)),
          deliveries: await outbox.list(mostShown),
        });
      },
    },
    {
      method: "POST",
      path: "/webhooks",
      rule: having("access/change"),
      action: "webhooks/add",
      tellsOnce: true,
      takes: wanted,
      handle: async ({ body, actor }) => {
        const made = await changing(() => hooks.add(parseBody(wanted, body), nameOf(actor)));
        if (!made.ok) throw new Refusal(422, made.problem.code, { problems: [made.problem] });
        const { id } = made.value;
        return { ...found(made.value, id), undo: () => hooks.remove(id) };
      },
    },
    {
      method: "DELETE",
      path: "/webhooks/:id",
      rule: having("access/change"),
      action: "webhooks/remove",
      handle: async ({ params }) => {
        const id = parameter(params, "id");
        const gone = await changing(() => hooks.remove(id));
        if (gone === null) throw new Refusal(404, "webhooks/unknown");
        return { status: 204, body: null, object: id, undo: () => hooks.restore(gone) };
      },
    },
    {
      method: "POST",
      path: "/webhooks/:id/test",
      rule: having("access/change"),
      action: "webhooks/test",
      handle: async ({ params }) => {
        const id = parameter(params, "id");
        if (!(await outbox.test(id))) throw new Refusal(404, "webhooks/unknown");
        return { status: 204, body: null, object: id };
      },
    },
  ];
}
