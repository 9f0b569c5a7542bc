/** Clearances over HTTP: who may record them, the audit's line, and what is taken back. */
import { expect, test } from "vitest";
import { ask, openHouse, setUp, signInAs } from "../test/house.ts";

const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

type Listed = { readonly clearances: readonly { readonly domain: string; readonly by: string }[] };

test("[SV310] a domain is recorded by name and audited, or taken back", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const list = async () =>
    (await ask(house, { url: "/api/clearances", token })).json<Listed>().clearances;
  const record = (domain: string, until = soon, as: string = token) =>
    ask(house, { method: "POST", url: "/api/clearances", body: { domain, until }, token: as });
  const end = (domain: string) =>
    ask(house, { method: "DELETE", url: `/api/clearances/${domain}`, token });
  const done = await record("Example.se");
  expect([done.statusCode, done.json()]).toMatchObject([
    200,
    { domain: "example.se", by: "Astrid Exempel", until: soon },
  ]);
  expect((await house.audited()).at(-1)).toBe("clearance/record done example.se");
  house.faults.audit = true;
  expect((await record("example.org")).statusCode).toBe(503);
  expect((await end("example.se")).statusCode).toBe(503);
  house.faults.audit = false;
  expect((await list()).map(({ domain }) => domain)).toEqual(["example.se"]);
  const refusals = [
    await record("se"),
    await record("example.se", "2020-01-01"),
    await record("å"),
  ];
  expect(refusals.map((one) => [one.statusCode, one.json<{ code: string }>().code])).toEqual([
    [422, "hygiene/not-own"],
    [422, "hygiene/bad-until"],
    [422, "domains/not-ascii"],
  ]);
  expect((await end("example.org")).statusCode).toBe(404);
  expect((await end("example.se")).statusCode).toBe(204);
  expect(await list()).toEqual([]);
});

test("[SV310] operations read what is cleared, and change nothing of it", async () => {
  const house = await openHouse();
  await setUp(house);
  const token = await signInAs(house, "it-operations");
  const body = { domain: "example.se", until: soon };
  const refused = await ask(house, { method: "POST", url: "/api/clearances", body, token });
  expect(refused.statusCode).toBe(403);
  expect((await ask(house, { url: "/api/clearances", token })).statusCode).toBe(200);
});
