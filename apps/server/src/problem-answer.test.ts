/** Answers that are no success. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { platformCodes } from "@vallgrav/knowledge/words";
import { StoreError } from "@vallgrav/platform/storage";
import { expect, test } from "vitest";
import { anyone, found, type Route } from "./route.ts";
import { ask, openHouse, password, setUp, somePlan } from "./test/house.ts";

function problem(status: number, title: string, code: string, more: object = {}): object {
  return { type: "about:blank", title, status, code, ...more };
}

test("[SV10] a body that does not fit is refused by its places, its values unsaid", async () => {
  const house = await openHouse();
  const send = (body: unknown) => ask(house, { method: "POST", url: "/api/session", body });
  const refused = await send({ name: 7, password: { hemligt: "häst" }, "a/b": "häst" });
  expect(refused.json()).toEqual(
    problem(400, "Bad Request", "request/bad-body", { fields: ["/name", "/password", ""] }),
  );
  expect(refused.body).not.toContain("häst");
  const whole = problem(400, "Bad Request", "request/bad-body", { fields: [""] });
  for (const body of [[], "häst", null, 7]) expect((await send(body)).json()).toEqual(whole);
});

test("[SV10] a body that is no JSON, too large or of another type is refused", async () => {
  const house = await openHouse();
  const send = (body: string, type: string) =>
    ask(house, {
      method: "POST",
      url: "/api/session",
      body: Buffer.from(body),
      headers: { "content-type": type },
    });
  const bad = problem(400, "Bad Request", "request/bad-body", { fields: [""] });
  expect((await send('{"name":', "application/json")).json()).toEqual(bad);
  expect((await send("", "application/json")).json()).toEqual(bad);
  expect((await send('{"__proto__":{"x":1}}', "application/json")).json()).toEqual(bad);
  expect((await send(`"${"x".repeat(65_536)}"`, "application/json")).json()).toEqual(
    problem(413, "Payload Too Large", "request/too-large", { limit: "body", limitBytes: 65_536 }),
  );
  for (const type of ["text/plain", "application/xml", "application/x-www-form-urlencoded"])
    expect((await send("name=a", type)).json()).toEqual(
      problem(415, "Unsupported Media Type", "request/media-type"),
    );
});

test("[SV10] a path that cannot be decoded is refused", async () => {
  const house = await openHouse();
  const answer = await ask(house, { url: "/api/%E0%A4%A" });
  expect(answer.json()).toEqual(problem(400, "Bad Request", "request/malformed"));
});

test("[SV10] a parameter that is too long is refused, and nothing of it is logged", async () => {
  const house = await openHouse();
  const answer = await ask(house, { url: `/api/jobs/${"a".repeat(5_000)}` });
  expect(answer.json()).toEqual(problem(400, "Bad Request", "request/malformed"));
  expect(house.logged).toEqual([]);
});

test("[SV10] every code that is answered has words in both languages", () => {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const codes = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /(?<!\.test)\.ts$/.test(name))
    .flatMap((name) => [
      ...readFileSync(`${folder}/${name}`, "utf8").matchAll(
        /\b[45]\d\d, "([a-z]+\/[a-z-]+)"|^ {2}\| "(server\/[a-z-]+)"/gm,
      ),
    ])
    .map(([, answered, started]) => answered ?? started ?? "");
  expect(codes.length).toBeGreaterThan(30);
  expect(codes.filter((code) => !platformCodes.some((known) => known === code))).toEqual([]);
});

test("[SV11] an error of ours says a reference that stands in the log, no more", async () => {
  const failing: Route = {
    method: "GET",
    path: "/failing",
    rule: anyone,
    action: "test/fail",
    handle: () => Promise.reject(new Error("inside, in SELECT secret")),
  };
  const house = await openHouse({ extra: [failing] });
  const answer = await ask(house, { url: "/api/failing" });
  const { reference, ...rest } = answer.json<{ reference: string }>();
  expect(rest).toEqual(problem(500, "Internal Server Error", "server/failed"));
  expect(reference).toMatch(/^[\da-f]{8}-[\da-f-]{27}$/);
  expect(house.logged.filter((line) => line.includes(reference))).toHaveLength(1);
  expect(answer.body).not.toContain("SELECT");
});

test("[SV1238] a store that does not answer, or whose disk is full, is said in words", async () => {
  const failing = (path: string, code: "storage/seal-broken" | "storage/unavailable"): Route => ({
    method: "GET",
    path,
    rule: anyone,
    action: null,
    handle: () => Promise.reject(new StoreError(code, new Error("disk is full in SELECT"))),
  });
  const extra = [
    failing("/full", "storage/unavailable"),
    failing("/broken", "storage/seal-broken"),
  ];
  const house = await openHouse({ extra });
  const answer = await ask(house, { url: "/api/full" });
  const { reference, ...rest } = answer.json<{ reference: string }>();
  expect(rest).toEqual(problem(503, "Service Unavailable", "storage/unavailable"));
  expect(house.logged.filter((line) => line.includes(reference))).toHaveLength(1);
  expect(answer.body).not.toContain("SELECT");
  expect((await ask(house, { url: "/api/broken" })).statusCode).toBe(500);
});

test("[SV17] what people enter and the keys of their sessions never get into the log", async () => {
  const failing: Route = {
    method: "POST",
    path: "/failing",
    rule: anyone,
    action: null,
    handle: () => Promise.reject(new Error("broken")),
  };
  const house = await openHouse({ extra: [failing] });
  const token = await setUp(house);
  const credentials = { name: "Astrid Exempel", password };
  await ask(house, { method: "POST", url: "/api/session", body: credentials });
  await ask(house, { method: "POST", url: "/api/failing", body: credentials, token });
  await ask(house, { method: "POST", url: "/api/session", body: { ...credentials, x: 1 } });
  house.faults.audit = true;
  await ask(house, { method: "POST", url: "/api/session", body: credentials });
  expect(house.logged).toHaveLength(2);
  for (const secret of [password, token, "Astrid", "vallgrav="])
    expect([secret, house.logged.some((line) => line.includes(secret))]).toEqual([secret, false]);
});

test("[SV21] what is not there is 404 with its own code", async () => {
  const house = await openHouse({ protect: { ways: () => Promise.resolve(null) } });
  const token = await setUp(house);
  const outcome = async (url: string) => {
    const answer = await ask(house, { url, token });
    return [answer.statusCode, answer.json<{ code: string }>().code];
  };
  expect(await outcome("/api/plan?budgetSek=7")).toEqual([404, "protect/no-such-stop"]);
  expect(await outcome("/api/ways")).toEqual([404, "protect/nothing-computed"]);
  expect(await outcome("/api/imports/unknown")).toEqual([404, "identify/no-report"]);
  expect(await outcome("/api/jobs/unknown")).toEqual([404, "jobs/unknown"]);
  const changed = { budgetSek: 7, with: [], without: [] };
  const asked = await ask(house, { method: "POST", url: "/api/what-if", token, body: changed });
  expect([asked.statusCode, asked.json<{ code: string }>().code]).toEqual([
    404,
    "protect/no-such-stop",
  ]);
  const plan = await ask(house, { url: "/api/plan?budgetSek=1200000", token });
  expect([plan.statusCode, plan.json()]).toEqual([200, somePlan]);
});

test("[SV21] a budget is a whole number of kronor", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  for (const query of [
    "",
    "?budgetSek=",
    "?budgetSek=-1",
    "?budgetSek=1e6",
    "?budgetSek=1&budgetSek=2",
  ])
    expect((await ask(house, { url: `/api/plan${query}`, token })).json()).toEqual(
      problem(400, "Bad Request", "request/bad-query", { fields: ["/budgetSek"] }),
    );
});

test("[SV2] an answer of one's own shape is sent as JSON", async () => {
  const route: Route = {
    method: "GET",
    path: "/shape",
    rule: anyone,
    action: null,
    handle: () => Promise.resolve(found({ a: [1, null] })),
  };
  const house = await openHouse({ extra: [route] });
  const answer = await ask(house, { url: "/api/shape" });
  expect([answer.headers["content-type"], answer.json()]).toEqual([
    "application/json; charset=utf-8",
    { a: [1, null] },
  ]);
});
