/** The log over HTTP, and what machines that watch are told. */
import type { AuditPage } from "@vallgrav/platform/api";
import { expect, test } from "vitest";
import { ask, openHouse, setUp, signInAs } from "./test/house.ts";

test("[SV23] the log is searched by who, what and when, a hundred at a time", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const reader = await signInAs(house, "board-reader");
  for (let count = 0; count < 105; count += 1) await ask(house, { url: "/api/status", token });
  const found = async (query: string): Promise<AuditPage> =>
    (await ask(house, { url: `/api/audit${query}`, token })).json<AuditPage>();
  const first = await found("");
  expect([first.entries.length, first.next, first.total]).toEqual([100, 7, 106]);
  const rest = await found("?before=7");
  expect([rest.entries.map(({ number }) => number), rest.next]).toEqual([[6, 5, 4, 3, 2, 1], null]);
  expect((await found("?what=audit/")).entries.map(({ action }) => action)).toEqual([
    "audit/view",
    "audit/view",
  ]);
  expect((await found("?who=astrid&what=session/")).entries).toMatchObject([
    {
      number: 1,
      name: "Astrid Exempel",
      action: "session/first-run",
      outcome: "done",
      detail: { address: "127.0.0.1" },
    },
  ]);
  expect((await found("?who=ingen")).entries).toEqual([]);
  expect((await found("?until=2026-11-23")).entries).toEqual([]);
  expect((await found("?from=2026-11-24&until=2026-11-24")).total).toBeGreaterThan(106);
  const bad = await ask(house, { url: "/api/audit?from=today", token });
  expect([bad.statusCode, bad.json<{ fields: string[] }>().fields]).toEqual([400, ["/from"]]);
  const refused = await ask(house, { url: "/api/audit", token: reader });
  expect(refused.statusCode).toBe(403);
  expect((await house.audited()).at(-1)).toBe("audit/view refused");
});

test("[SV24] machines that watch hear whether we live and can work, and nothing else", async () => {
  const house = await openHouse();
  const get = (url: string) => ask(house, { url });
  expect((await get("/api/health")).json()).toEqual({ state: "alive" });
  expect((await get("/api/ready")).json()).toEqual({ state: "ready" });
  const metrics = await get("/api/metrics");
  expect(metrics.headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
  expect(metrics.body).toMatch(/^vallgrav_audit_entries 0$/m);
  expect(metrics.body).toMatch(/^vallgrav_disk_free_bytes \d+$/m);
  await house.store.close();
  const away = await get("/api/ready");
  expect([away.statusCode, away.json<{ code: string }>().code]).toEqual([503, "server/not-ready"]);
  expect((await get("/api/health")).statusCode).toBe(200);
});

test("[SV24] figures go to this machine alone", async () => {
  const house = await openHouse();
  const answer = await house.app.inject({
    url: "/api/metrics",
    remoteAddress: "192.0.2.1",
    headers: { host: "localhost" },
  });
  expect(answer.statusCode).toBe(403);
});
