/** Alerts of other products among ours: once each, with all they are about. */
import { instantFromMs, type Instant } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import { tokenHashOf } from "../accounts/tokens.ts";
import { takeForeign } from "./foreign.ts";
import { noIntake, openIntake } from "./intake/open-intake.ts";
import { newStore, newWatch, startMs, temporary } from "./test/lines.ts";

const now = (): Instant => instantFromMs(startMs) as Instant;

const alert = {
  id: "da637551227677560813_-961444813",
  serviceSource: "microsoftDefenderForEndpoint",
  title: "Backups were deleted",
  severity: "high",
  status: "new",
  mitreTechniques: ["T1490"],
  firstActivityDateTime: "2026-11-20T12:18:00Z",
  lastActivityDateTime: "2026-11-20T12:30:00Z",
  evidence: [
    { deviceDnsName: "srv-1.example.test" },
    { deviceDnsName: "srv-2.example.test" },
    { userAccount: { userPrincipalName: "anna@example.test" } },
  ],
};

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

async function taken(...given: readonly unknown[]) {
  const store = await newStore(temporary());
  const take = (value: unknown) =>
    takeForeign({ store, now }, [{ name: "alerts.json", source: bytes(value) }]);
  const reports = [];
  for (const value of given) reports.push(await take(value));
  const counts = reports.map(({ added, known, tuned }) => [added, known, tuned]);
  return { store, take, counts, alerts: await store.watch.alerts({}, 10) };
}

test("[DT60] an alert is one of ours with all whom it is about, and is taken once", async () => {
  const table = `Alert Id,Title,Severity,Start time\n${alert.id},Backups,High,2026-11-20\n`;
  const { alerts, counts, store } = await taken([alert, alert], { value: [alert] });
  expect(counts).toEqual([
    [1, 1, 0],
    [0, 1, 0],
  ]);
  expect(alerts).toMatchObject([
    {
      rule: "microsoftDefenderForEndpoint: Backups were deleted",
      level: "high",
      techniques: ["T1490"],
      state: "new",
      firstAt: "2026-11-20T12:18:00.000Z",
      lastAt: "2026-11-20T12:30:00.000Z",
      count: 1,
      body: {
        subject: { host: "srv-1.example.test", account: "anna@example.test", address: null },
        others: [{ host: "srv-2.example.test", account: null, address: null }],
      },
    },
  ]);
  const source = new TextEncoder().encode(table);
  const again = await takeForeign({ store, now }, [{ name: "a.csv", source }]);
  expect([again.added, again.known]).toEqual([0, 1]);
});

test("[DT60] without an id what it says makes it the same", async () => {
  const bare = { title: "Larm", severity: "low", time: "2026-11-20T10:00:00Z", host: "pc1" };
  const { counts } = await taken([bare, bare, { ...bare, host: "pc2" }], [bare]);
  expect(counts).toEqual([
    [2, 1, 0],
    [0, 1, 0],
  ]);
});

test("[DT61] what is over there is seen here, and its state stands among the fields", async () => {
  const { alerts } = await taken([{ ...alert, status: "resolved" }]);
  expect(alerts[0]?.state).toBe("seen");
  expect(alerts[0]?.body.events[0]?.fields).toMatchObject({
    status: "resolved",
    hosts: "srv-1.example.test; srv-2.example.test",
  });
});

test("[DT62] tuning silences them by product and detector", async () => {
  const { store, take } = await taken();
  await store.watch.addTuning({
    id: "t1",
    rule: "microsoftDefenderForEndpoint: d-1",
    field: "hosts",
    value: "SRV-1.example.test; srv-2.example.test",
    reason: "Övning",
    owner: "Drift",
    createdAt: now(),
    expiresAt: instantFromMs(startMs + 1_000) as Instant,
  });
  expect(await take([{ ...alert, detectorId: "d-1" }])).toMatchObject({ added: 0, tuned: 1 });
  expect(await take([{ ...alert, detectorId: "d-2" }])).toMatchObject({ added: 1, tuned: 0 });
});

test("[DT63] a webhook with a source's token hands over alerts, and is counted", async () => {
  const folder = temporary();
  const store = await newStore(folder);
  const watch = await newWatch(folder, store);
  const counts = { parsed: 0, refused: 0, repeated: 0, matched: 0, dropped: 0 };
  const source = { id: "s1", name: "MDR", kind: "http", tokenHash: tokenHashOf("vgs_x") } as const;
  const times = { silentAfterMinutes: null, createdAt: now(), endedAt: null, lastAt: null };
  await store.watch.addSource({ ...source, ...times, counts });
  const room = { watch, store, folder, nowMs: () => startMs, onFailure: () => undefined };
  const settings = { ...noIntake, http: { host: "127.0.0.1", port: 0 } };
  const [listener] = await openIntake(settings, room);
  const post = async (token: string, value: unknown) => {
    const headers = { authorization: `Bearer ${token}` };
    const url = `http://127.0.0.1:${listener?.port}/alerts`;
    const answer = await fetch(url, { method: "POST", headers, body: bytes(value).slice() });
    return [answer.status, await answer.json()];
  };
  expect((await post("vgs_y", [alert]))[0]).toBe(401);
  expect(await post("vgs_x", { object: alert })).toEqual([
    200,
    { added: 1, known: 0, problems: [] },
  ]);
  expect(await post("vgs_x", [alert, { no: 1 }])).toEqual([
    200,
    { added: 0, known: 1, problems: [] },
  ]);
  expect((await post("vgs_x", 7))[1]).toEqual({
    added: 0,
    known: 0,
    problems: ["readers/no-alerts"],
  });
  await listener?.close(0);
  const [kept] = await store.watch.sources();
  expect(kept?.counts).toEqual({ ...counts, parsed: 2, refused: 1, matched: 1 });
});
