/** What is to be told and to whom, kept until it has been, or until that is given up. */
import { randomUUID } from "node:crypto";
import { type Instant, instantFromMs, msFromInstant } from "@vallgrav/kernel";
import type { DeliveryView } from "../api/index.ts";
import type { DeliveryRecord, DeliveryStore } from "../storage/index.ts";
import { deliver, type Delivered, type Lookup } from "./deliver.ts";
import type { Webhook, WebhookPolicy } from "./hooks.ts";

/** Minutes until the next attempt after each failure; then it is given up: a day and a half. */
export const retryMinutes = [0.2, 1, 5, 30, 120, 480, 1_440] as const;

const minuteMs = 60_000;
/** Told at once; the rest wait for the next round. */
const mostAtOnce = 20;
/** How long what is over stays to be seen. */
const keptMs = 30 * 24 * 60 * minuteMs;

/** What the outbox needs. */
export type OutboxInput = {
  readonly deliveries: DeliveryStore;
  readonly hooks: () => Promise<readonly Webhook[]>;
  readonly policy: WebhookPolicy;
  readonly now: () => Instant;
  readonly lookup?: Lookup;
};

/** Something that has happened. */
export type Happening = { readonly event: string; readonly object: string };

function after(delivery: DeliveryRecord, came: Delivered, now: Instant): DeliveryRecord {
  const attempts = delivery.attempts + 1;
  if (came.isDone)
    return { ...delivery, attempts, state: "done", nextAt: null, last: `status ${came.status}` };
  const minutes = retryMinutes[attempts - 1];
  if (minutes === undefined)
    return { ...delivery, attempts, state: "given-up", nextAt: null, last: came.why };
  const nextAt = instantFromMs(msFromInstant(now) + minutes * minuteMs);
  return { ...delivery, attempts, nextAt, last: came.why };
}

/** The outbox over a store. */
export function outboxOf({ deliveries, hooks, policy, now, lookup }: OutboxInput) {
  const queue = async ({ event, object }: Happening, wanted: readonly Webhook[]): Promise<void> => {
    const at = now();
    const body = JSON.stringify({ type: event, timestamp: at, data: { object } });
    const records = wanted.map(({ id: hook }): DeliveryRecord => {
      const id = `msg_${randomUUID().replaceAll("-", "")}`;
      const state = "waiting";
      return { id, hook, event, body, at, attempts: 0, nextAt: at, state, last: "" };
    });
    const old = instantFromMs(msFromInstant(at) - keptMs) ?? at;
    if (records.length > 0) await deliveries.add(records, old);
  };
  return {
    /** Keeps what has happened for those who want to be told. */
    happened: async (happening: Happening): Promise<void> => {
      const wanting = (await hooks()).filter(({ events }) => events.includes(happening.event));
      await queue(happening, wanting);
    },
    /** Keeps a trial for one. @returns false where there is no such webhook */
    test: async (id: string): Promise<boolean> => {
      const hook = (await hooks()).find((one) => one.id === id);
      if (hook === undefined) return false;
      await queue({ event: "test", object: id }, [hook]);
      return true;
    },
    /** Tells what is due, each to its own; returns how many were tried. */
    work: async (): Promise<number> => {
      const due = await deliveries.due(now(), mostAtOnce);
      if (due.length === 0) return 0;
      const known = new Map((await hooks()).map((hook) => [hook.id, hook]));
      await Promise.all(
        due.map(async (delivery) => {
          const hook = known.get(delivery.hook);
          const message = { ...delivery, sentMs: msFromInstant(now()) };
          const came: Delivered =
            hook === undefined
              ? { isDone: false, why: "webhooks/unknown" }
              : await deliver(hook, message, policy, lookup);
          await deliveries.update(after(delivery, came, now()));
        }),
      );
      return due.length;
    },
    /** The newest, for those who look after them. */
    list: async (most: number): Promise<readonly DeliveryView[]> =>
      (await deliveries.list(most)).map(
        ({ id, hook, event, at, attempts, nextAt, state, last }) => ({
          id,
          hook,
          event,
          at,
          attempts,
          nextAt,
          state,
          last,
        }),
      ),
  };
}
