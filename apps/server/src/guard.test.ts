/** What stands before every request: paths, methods, names of the machine, origins, headers. */
import { expect, test } from "vitest";
import { bareHeaders, checkOrigin } from "./guard.ts";
import { ask, type Ask, type House, openHouse, password, setUp } from "./test/house.ts";

/** Status and code of an answer. */
async function outcome(house: House, request: Ask): Promise<readonly [number, string]> {
  const answer = await ask(house, request);
  const isProblem = answer.headers["content-type"] === "application/problem+json; charset=utf-8";
  return [answer.statusCode, isProblem ? answer.json<{ code: string }>().code : ""];
}

test("[SV2] an unknown path below /api is 404, for anyone and in any spelling", async () => {
  const house = await openHouse();
  for (const url of ["/api", "/api/", "/api/nothing", "/api/status/", "/api/jobs/a/b", "/api?x=1"])
    expect([url, ...(await outcome(house, { url }))]).toEqual([url, 404, "request/unknown-path"]);
});

test("[SV2] a method that a path does not have is 405, and says which it has", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  for (const method of ["HEAD", "OPTIONS", "PUT", "PATCH", "POST"] as const) {
    const answer = await ask(house, { method, url: "/api/status", token });
    expect([method, answer.statusCode, answer.headers["allow"]]).toEqual([method, 405, "GET"]);
  }
  const many = await ask(house, { method: "PUT", url: "/api/session" });
  expect([many.statusCode, many.headers["allow"]]).toEqual([405, "GET, POST, DELETE"]);
  expect(await outcome(house, { method: "DELETE", url: "/index.html" })).toEqual([
    405,
    "request/method",
  ]);
});

test("[SV3] another name for this machine is refused, on pages and routes alike", async () => {
  const house = await openHouse();
  for (const host of ["attacker.test", "localhost.attacker.test", "localhost:1:2", "127.0.0.2"])
    for (const url of ["/", "/assets/x.js", "/api/session", "/api/nothing"]) {
      const [status] = await outcome(house, { url, headers: { host } });
      expect([host, url, status]).toEqual([host, url, 421]);
    }
  for (const host of ["localhost", "LOCALHOST:4600", "127.0.0.1:80"])
    expect(await outcome(house, { url: "/api/session", headers: { host } })).toEqual([200, ""]);
});

test("[SV3] a request that names nobody is refused", () => {
  const raw = { url: "/", rawHeaders: [] };
  for (const headers of [{}, { host: ["localhost", "attacker.test"] }])
    expect(checkOrigin({ method: "GET", headers, raw }, new Set(["localhost"]))?.code).toBe(
      "request/no-host",
    );
});

test("[SV4] a change needs the house's header", async () => {
  const house = await openHouse();
  const post = { method: "POST", url: "/api/first-run", body: { name: "A", password } } as const;
  for (const value of ["", "0", "true"])
    expect(await outcome(house, { ...post, headers: { "x-vallgrav": value } })).toEqual([
      403,
      "request/not-from-page",
    ]);
  expect(await house.accounts.isFirstRun()).toBe(true);
});

test("[SV4] a change from another origin is refused, from ours or none it is not", async () => {
  const house = await openHouse();
  const leave = { method: "DELETE", url: "/api/session" } as const;
  for (const origin of [
    "http://attacker.test",
    "null",
    "http://localhost:4601",
    "http://localhost",
  ])
    expect([origin, ...(await outcome(house, { ...leave, headers: { origin } }))]).toEqual([
      origin,
      403,
      "request/other-origin",
    ]);
  for (const origin of ["http://localhost:4600", "https://localhost:4600"])
    expect(await outcome(house, { ...leave, headers: { origin } })).toEqual([204, ""]);
  const plain = await house.app.inject({
    ...leave,
    headers: { host: "localhost:4600", "x-vallgrav": "1" },
  });
  expect(plain.statusCode).toBe(204);
});

const expectedHeaders = {
  "content-security-policy":
    "default-src 'none';base-uri 'none';connect-src 'self';font-src 'self';form-action 'self';" +
    "frame-ancestors 'none';img-src 'self';script-src 'self';style-src 'self'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

test("[SV5] every answer has the same protective headers, refusals too", async () => {
  const house = await openHouse();
  const requests: readonly Ask[] = [
    { url: "/" },
    { url: "/api/session" },
    { url: "/api/status" },
    { url: "/api/nothing" },
    { url: "/", headers: { host: "attacker.test" } },
    { method: "POST", url: "/api/session", headers: { "x-vallgrav": "" } },
  ];
  for (const request of requests) {
    const { headers } = await ask(house, request);
    expect(headers).toMatchObject(expectedHeaders);
    expect(headers["strict-transport-security"]).toBeUndefined();
  }
});

test("[SV5] what cannot be read as a request is answered with the same headers", async () => {
  const house = await openHouse();
  for (const url of ["/api/%E0%A4%A", `/api/jobs/${"a".repeat(5_000)}`]) {
    const { headers, statusCode } = await ask(house, { url });
    expect(statusCode).toBe(400);
    expect(headers).toMatchObject({ ...expectedHeaders, "cache-control": "no-store" });
  }
  expect(bareHeaders).toEqual({ ...expectedHeaders, "cache-control": "no-store" });
});

test("[SV5] nothing below /api is kept by browsers", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  for (const url of ["/api/session", "/api/status", "/api/nothing"])
    expect((await ask(house, { url, token })).headers["cache-control"]).toBe("no-store");
});

test("[SV9] more requests than a minute may have are refused, with when to come back", async () => {
  const house = await openHouse();
  const body = { name: "", password: "fel" };
  for (let attempt = 0; attempt < 30; attempt += 1)
    await ask(house, { method: "POST", url: "/api/first-run", body });
  const refused = await ask(house, { method: "POST", url: "/api/first-run", body });
  expect(refused.json()).toEqual({
    type: "about:blank",
    title: "Too Many Requests",
    status: 429,
    code: "request/too-many",
    retryAfterSeconds: 60,
  });
  expect(refused.headers["retry-after"]).toBe("60");
  // Only this route: the others go on.
  expect((await ask(house, { url: "/api/session" })).statusCode).toBe(200);
});
