/** The audit's line before the answer. */
import { expect, test } from "vitest";
import {
  ask,
  cookieOf,
  openHouse,
  password,
  setUp,
  signInAs,
  tokenOf,
  upload,
} from "./test/house.ts";

const unavailable = { status: 503, code: "audit/unavailable" };

test("[SV12] what was done and what was refused stands in the audit, without names", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const reader = await signInAs(house, "board-reader");
  const [account] = await house.accounts.list();
  await ask(house, { url: "/api/status", token });
  await ask(house, { url: "/api/status" });
  await ask(house, { url: "/api/position", token });
  await ask(house, { method: "POST", url: "/api/example", token: reader });
  await ask(house, {
    method: "POST",
    url: "/api/session",
    body: { name: "Astrid Exempel", password: "fel" },
  });
  // What tells nothing of the municipality leaves no line.
  for (const url of ["/api/session", "/api/jobs", "/api/jobs/unknown", "/api/nothing"])
    await ask(house, { url, token });
  expect(await house.audited()).toEqual([
    `session/first-run done ${account?.id}`,
    "status/view done the model's hash",
    "status/view refused",
    "position/view done run-1",
    "example/load refused",
    "session/sign-in refused",
  ]);
});

test("[SV12] the line says who, from where, and why not", async () => {
  const house = await openHouse();
  await setUp(house);
  const [account] = await house.accounts.list();
  await ask(house, { url: "/api/status" });
  const [done, refused] = await house.store.audit.rows(1, 10);
  const entry = (row: typeof done) => JSON.parse(row?.entry ?? "{}") as Record<string, unknown>;
  const detail = (row: typeof done) => JSON.parse(row?.detail ?? "{}") as { detail: unknown };
  expect(entry(done)).toMatchObject({
    actor: account?.id,
    action: "session/first-run",
    at: "2026-11-24T00:00:00.000Z",
  });
  expect(detail(done).detail).toEqual({ address: "127.0.0.1" });
  expect(entry(refused)).toMatchObject({ actor: "nobody", action: "status/view" });
  expect(detail(refused).detail).toEqual({ address: "127.0.0.1", code: "session/none" });
});

test("[SV12] a tab that is left open signed out leaves one line a minute", async () => {
  const house = await openHouse();
  for (const waitMs of [0, 1_000, 58_999, 1, 1]) {
    house.clock.ms += waitMs;
    await ask(house, { url: "/api/position" });
  }
  expect(await house.audited()).toEqual(["position/view refused", "position/view refused"]);
});

test("[SV1381] a clock that is put back leaves no refusal unwritten", async () => {
  const house = await openHouse();
  for (const waitMs of [0, -3_600_000, 1_000]) {
    house.clock.ms += waitMs;
    await ask(house, { url: "/api/position" });
  }
  expect(await house.audited()).toEqual(["position/view refused", "position/view refused"]);
});

test("[SV12] one who asks without end does not fill the audit", async () => {
  const house = await openHouse();
  const body = { name: "", password: "fel" };
  for (let attempt = 0; attempt < 40; attempt += 1)
    await ask(house, { method: "POST", url: "/api/session", body });
  expect(await house.audited()).toEqual(["session/sign-in refused"]);
});

test("[SV12] without the line there is no answer, and nothing of it leaks", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  house.faults.audit = true;
  for (const url of ["/api/status", "/api/position", "/api/ways"]) {
    const answer = await ask(house, { url, token });
    expect(answer.json()).toMatchObject(unavailable);
    expect(answer.body).not.toContain("computer");
  }
  expect((await ask(house, { url: "/api/status" })).json()).toMatchObject(unavailable);
  // Reading what needs no line goes on.
  expect((await ask(house, { url: "/api/jobs", token })).statusCode).toBe(200);
});

test("[SV12] a sign-in without its line is taken back", async () => {
  const house = await openHouse();
  await setUp(house);
  house.faults.audit = true;
  const answer = await ask(house, {
    method: "POST",
    url: "/api/session",
    body: { name: "Astrid Exempel", password },
  });
  expect([answer.statusCode, tokenOf(answer), cookieOf(answer)]).toEqual([503, "", ""]);
  const [account] = await house.accounts.list();
  expect(await house.accounts.sessions(account?.id ?? "")).toHaveLength(1);
});

test("[SV12] an import without its line is cancelled", async () => {
  const started = Promise.withResolvers<void>();
  const house = await openHouse({
    importing: ({ signal }) =>
      new Promise((_resolve, reject) => {
        started.resolve();
        signal.addEventListener("abort", () => reject(new Error("cancelled")));
      }),
  });
  const token = await setUp(house);
  house.faults.audit = true;
  const packed = await upload([{ name: "a.json", bytes: "{}" }]);
  const answer = await ask(house, { method: "POST", url: "/api/imports", token, ...packed });
  expect(answer.json()).toMatchObject(unavailable);
  const [job] = await house.jobs.list();
  expect((await house.jobs.wait(job?.id ?? ""))?.state).toBe("cancelled");
});
