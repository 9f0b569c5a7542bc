/** Own domains over HTTP: looked at as a job, told, scheduled, and taken back. */
import type { Job } from "@vallgrav/platform/api";
import { expect, test } from "vitest";
import { ask, type House, openHouse, setUp, signInAs } from "../test/house.ts";

const soon = new Date(Date.UTC(2026, 10, 24) + 30 * 86_400_000).toISOString().slice(0, 10);

async function withDomain(): Promise<{ readonly house: House; readonly token: string }> {
  const house = await openHouse();
  const token = await setUp(house);
  const body = { domain: "example.se", until: soon };
  await ask(house, { method: "POST", url: "/api/clearances", token, body });
  return { house, token };
}

test("[SV580] only own domains are looked at, as a job that is audited or taken back", async () => {
  const { house, token } = await withDomain();
  const check = (domains: readonly string[]) =>
    ask(house, { method: "POST", url: "/api/domains/check", token, body: { domains } });
  const refused = await check(["example.org", "å"]);
  expect([refused.statusCode, refused.json<object>()]).toMatchObject([
    422,
    { code: "hygiene/not-cleared", problems: [{ args: { name: "å" } }] },
  ]);
  expect((await check(["example.org"])).json<object>()).toMatchObject({
    problems: [{ code: "hygiene/not-cleared", args: { name: "example.org" } }],
  });
  const made = await check([]);
  const job = made.json<Job>();
  expect([made.statusCode, job.kind, job.title]).toEqual([202, "domains", "example.se"]);
  expect((await house.audited()).at(-1)).toBe(`domains/check done ${job.id}`);
  // There is no server of names here, which the job says.
  expect((await house.jobs.wait(job.id))?.problems).toMatchObject([
    { code: "hygiene/no-resolver" },
  ]);
  house.faults.audit = true;
  expect((await check([])).statusCode).toBe(503);
  house.faults.audit = false;
  expect((await house.jobs.list()).every(({ state }) => state !== "waiting")).toBe(true);
});

test("[SV581] own domains are told with their schedule and what runs out", async () => {
  const { house, token } = await withDomain();
  const post = (url: string, body: unknown) =>
    ask(house, { method: "POST", url: `/api/domains/${url}`, token, body });
  const list = async () => (await ask(house, { url: "/api/domains", token })).json<object>();
  expect(await list()).toMatchObject({
    domains: [{ domain: "example.se", isOver: false, latest: null, nextBreak: null }],
    schedule: { everyDays: null, resolver: null },
    job: null,
  });
  expect((await post("schedule", { everyDays: 7, resolver: "192.0.2.53" })).statusCode).toBe(200);
  expect((await post("example.se/expiry", { day: "2027-03-01" })).statusCode).toBe(200);
  const told = await list();
  expect(told).toMatchObject({
    domains: [{ expires: "2027-03-01", nextBreak: { what: "registration", host: "example.se" } }],
    schedule: { everyDays: 7, resolver: "192.0.2.53", perSecond: null, validator: null },
  });
  const slowly = { everyDays: 7, resolver: "192.0.2.53", perSecond: 20 };
  const validator = "https://rpki.example.se/json";
  expect((await post("schedule", { ...slowly, validator })).json<object>()).toMatchObject({
    perSecond: 20,
    validator,
  });
  expect((await post("schedule", { everyDays: 7, resolver: "192.0.2.53" })).statusCode).toBe(200);
  const codes = [
    await post("schedule", { everyDays: 7, resolver: "ns1" }),
    await post("schedule", { ...slowly, validator: "http://rpki.example.se/json" }),
    await post("example.se/expiry", { day: "soon" }),
    await post("example.org/expiry", { day: null }),
  ].map((one) => [one.statusCode, one.json<{ code: string }>().code]);
  expect(codes).toEqual([
    [422, "hygiene/bad-resolver"],
    [422, "hygiene/bad-validator"],
    [422, "hygiene/bad-expiry"],
    [404, "hygiene/not-cleared"],
  ]);
  house.faults.audit = true;
  expect((await post("schedule", { everyDays: null, resolver: null })).statusCode).toBe(503);
  expect((await post("example.se/expiry", { day: null })).statusCode).toBe(503);
  house.faults.audit = false;
  expect(await list()).toEqual(told);
  const one = await ask(house, { url: "/api/domains/Example.se", token });
  expect(one.json<object>()).toMatchObject({ own: { domain: "example.se" }, report: null });
  expect((await ask(house, { url: "/api/domains/example.org", token })).statusCode).toBe(404);
});

test("[SV580] operations look anew and tell; how often is for who records domains", async () => {
  const { house } = await withDomain();
  const status = async (role: "auditor" | "it-operations", url: string, body: unknown) => {
    const token = await signInAs(house, role);
    const asked = { method: "POST", url: `/api/domains/${url}`, token, body } as const;
    return (await ask(house, asked)).statusCode;
  };
  expect([
    await status("it-operations", "check", {}),
    await status("it-operations", "example.se/expiry", { day: null }),
    await status("it-operations", "schedule", { everyDays: 7, resolver: null }),
    await status("auditor", "check", {}),
  ]).toEqual([202, 200, 403, 403]);
});
