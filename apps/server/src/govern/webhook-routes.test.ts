/** Webhooks over HTTP. */
import type { WebhooksView, WebhookView } from "@vallgrav/platform/api";
import { expect, test } from "vitest";
import { ask, openHouse, setUp } from "../test/house.ts";

test("[SV294] a webhook's secret is told once, and what happens is kept for it", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const post = (url: string, body: unknown = {}) =>
    ask(house, { method: "POST", url: `/api${url}`, body, token });
  const wanted = { url: "https://hook.example.se/in", events: ["incident/begin", "test"] };
  const made = (await post("/webhooks", wanted)).json<WebhookView & { secret: string }>();
  expect(made.secret).toMatch(/^whsec_[\w+/]{43}=$/);
  const other = await post("/webhooks", { ...wanted, url: "https://elsewhere.test/" });
  expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([
    422,
    "webhooks/host-not-named",
  ]);
  await post("/access/incident", { admitted: [] });
  expect((await post(`/webhooks/${made.id}/test`)).statusCode).toBe(204);
  house.faults.audit = true;
  expect((await post("/webhooks", wanted)).statusCode).toBe(503);
  house.faults.audit = false;
  const answer = await ask(house, { url: "/api/webhooks", token });
  expect(answer.body).not.toContain(made.secret);
  const { hooks, deliveries } = answer.json<WebhooksView>();
  expect([hooks.map(({ id }) => id), deliveries.map(({ event }) => event).toSorted()]).toEqual([
    [made.id],
    ["incident/begin", "test"],
  ]);
  const gone = await ask(house, { method: "DELETE", url: `/api/webhooks/${made.id}`, token });
  expect(gone.statusCode).toBe(204);
  expect((await post(`/webhooks/${made.id}/test`)).statusCode).toBe(404);
});
