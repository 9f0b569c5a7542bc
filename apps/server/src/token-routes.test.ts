/** Tokens of programs over HTTP: every route, with and without the scope. */
import type { Right } from "@vallgrav/platform/api";
import { expect, test } from "vitest";
import { allRights, rights } from "./rights.ts";
import type { Route } from "./route.ts";
import { nameOf } from "./test/access-table.ts";
import { ask, type House, openHouse, password, setUp, signInAs } from "./test/house.ts";

async function tokenFor(house: House, session: string, scopes: readonly Right[], days = 30) {
  const body = { name: "Nattlig export", scopes, days, password };
  const url = "/api/own/tokens";
  const made = await ask(house, { method: "POST", url, token: session, body });
  return { status: made.statusCode, ...made.json<{ token: string; id: string; code: string }>() };
}

let asked = 0;
/** A request as a program sends it: without our header, our cookie or an origin. */
async function by(house: House, token: string, method: Route["method"], url: string) {
  asked += 1;
  const answer = await house.app.inject({
    method,
    url,
    remoteAddress: `127.1.${asked >> 8}.${asked & 255}`,
    headers: {
      host: "localhost:4600",
      authorization: `Bearer ${token}`,
      ...(method === "POST" ? { "content-type": "application/json" } : {}),
    },
    ...(method === "POST" ? { payload: "{}" } : {}),
  });
  const isJson = String(answer.headers["content-type"]).includes("json");
  const said = isJson ? answer.json<{ code?: string; detail?: string }>() : {};
  return { status: answer.statusCode, code: said.code ?? said.detail ?? "" };
}

test("[SV94] on every route a token may what its scopes and its role both say", async () => {
  const house = await openHouse();
  await setUp(house);
  const officer = await signInAs(house, "security-officer");
  const may = allRights.filter((right) => rights[right]["security-officer"] !== undefined);
  const all = (await tokenFor(house, officer, may)).token;
  const counts = { within: 0, without: 0, beyond: 0, person: 0 };
  for (const { method, path, rule } of house.routes) {
    const url = `/api${path.replaceAll(/:\w+/g, "some-id")}`;
    const name = nameOf({ method, path } as Parameters<typeof nameOf>[0]);
    if (rule.kind === "signed-in") {
      counts.person += 1;
      const { status, code } = await by(house, all, method, url);
      expect([name, status, code]).toEqual([name, 403, "session/not-by-token"]);
    }
    if (rule.kind !== "right") continue;
    const { status, code } = await by(house, all, method, url);
    const isMine = may.includes(rule.right);
    counts[isMine ? "within" : "beyond"] += 1;
    if (isMine) expect([name, [401, 403].includes(status)]).toEqual([name, false]);
    else expect([name, status, code]).toEqual([name, 403, "session/out-of-scope"]);
  }
  for (const right of may) {
    const others = may.filter((other) => other !== right);
    const lacking = (await tokenFor(house, officer, others)).token;
    for (const { method, path, rule } of house.routes) {
      if (rule.kind !== "right" || rule.right !== right) continue;
      counts.without += 1;
      const url = `/api${path.replaceAll(/:\w+/g, "some-id")}`;
      const { status, code } = await by(house, lacking, method, url);
      expect([right, path, status, code]).toEqual([right, path, 403, "session/out-of-scope"]);
    }
  }
  process.stdout.write(`tokens: ${JSON.stringify(counts)}\n`);
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(5);
});

test("[SV94] a role that is taken away is gone from its tokens with the next request", async () => {
  const house = await openHouse();
  await setUp(house);
  const session = await signInAs(house, "it-operations");
  const { token } = await tokenFor(house, session, ["ways/view"]);
  expect((await by(house, token, "GET", "/api/ways")).status).toBe(200);
  const account = (await house.accounts.list()).find(({ role }) => role === "it-operations");
  await house.administration.assign(account?.id ?? "", { role: "employee", unit: null }, null);
  expect(await by(house, token, "GET", "/api/ways")).toEqual({
    status: 403,
    code: "session/not-allowed",
  });
});

test("[SV95] a token is made with the password, for one's own rights, and told once", async () => {
  const house = await openHouse();
  await setUp(house);
  const session = await signInAs(house, "it-operations");
  const url = "/api/own/tokens";
  const body = { name: "Export", scopes: ["ways/view"], days: 30, password: "fel lösenord här" };
  const wrong = await ask(house, { method: "POST", url, token: session, body });
  expect([wrong.statusCode, wrong.json<{ code: string }>().code]).toEqual([422, "accounts/wrong"]);
  expect(await tokenFor(house, session, ["audit/view"])).toMatchObject({
    status: 403,
    code: "session/not-allowed",
  });
  expect((await tokenFor(house, session, ["ways/view"], 366)).status).toBe(400);
  const made = await tokenFor(house, session, ["ways/view"]);
  const listed = await ask(house, { url, token: session });
  expect(listed.body).not.toContain(made.token);
  expect(listed.json()).toMatchObject([{ id: made.id, scopes: ["ways/view"] }]);
  await by(house, made.token, "GET", "/api/ways");
  const row = (await house.store.audit.rows(1, 99)).at(-1);
  expect([row?.action, row?.detail]).toEqual(["ways/view", expect.stringContaining(made.id)]);
  const end = { method: "DELETE", url: `${url}/${made.id}`, token: session } as const;
  expect([(await ask(house, end)).statusCode, (await ask(house, end)).statusCode]).toEqual([
    204, 404,
  ]);
  expect((await by(house, made.token, "GET", "/api/ways")).status).toBe(401);
  expect(house.logged.join("\n")).not.toContain(made.token);
});

test("[SV95] an administrator ends another's tokens with the sessions", async () => {
  const house = await openHouse();
  const admin = await setUp(house);
  const session = await signInAs(house, "auditor");
  const { token } = await tokenFor(house, session, ["audit/view"]);
  const id = (await house.accounts.list()).find(({ role }) => role === "auditor")?.id ?? "";
  await ask(house, { method: "DELETE", url: `/api/accounts/${id}/sessions`, token: admin });
  expect((await by(house, token, "GET", "/api/audit")).status).toBe(401);
});

test("[SV96] with a token no cookie counts, and what is no bearer's token is nobody", async () => {
  const house = await openHouse();
  const admin = await setUp(house);
  const tried = async (authorization: string, method: "GET" | "DELETE" = "GET") => {
    const url = method === "GET" ? "/api/units" : "/api/units/some-id";
    const headers = { authorization, "x-vallgrav": "" };
    return (await ask(house, { method, url, token: admin, headers })).statusCode;
  };
  for (const header of ["", "Bearer ", "Bearer x", "Basic YTpi", `Bearer ${admin}`, "Bearer a b"])
    expect([header, await tried(header), await tried(header, "DELETE")]).toEqual([
      header,
      401,
      401,
    ]);
  const out = await ask(house, {
    method: "DELETE",
    url: "/api/session",
    token: admin,
    headers: { authorization: "Bearer x" },
  });
  expect(out.statusCode).toBe(204);
  expect((await ask(house, { url: "/api/units", token: admin })).statusCode).toBe(200);
});

test("[SV1239] who may change but not see learns nothing by ending work", async () => {
  const { promise, resolve } = Promise.withResolvers<null>();
  const house = await openHouse({ importing: () => promise });
  const session = await setUp(house);
  const begun = await ask(house, { method: "POST", url: "/api/example", token: session });
  const { id, title } = begun.json<{ id: string; title: string }>();
  const { token } = await tokenFor(house, session, ["model/change"]);
  const headers = { authorization: `Bearer ${token}` };
  const ended = await ask(house, { method: "POST", url: `/api/jobs/${id}/cancel`, headers });
  expect([ended.statusCode, title.includes(".json")]).toEqual([200, true]);
  expect(ended.json()).toMatchObject({ id, title: "import", problems: [] });
  resolve(null);
});
