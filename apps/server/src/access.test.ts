/** Who may use which route: the list of routes against the table written by hand. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { ask, type House, openHouse, setUp, signInAs } from "./test/house.ts";

const file = fileURLToPath(new URL("../../../docs/access.csv", import.meta.url));
const [head = [], ...rows] = readFileSync(file, "utf8")
  .trim()
  .split("\n")
  .map((line) => line.split(","));
const callers = head.slice(1);
const ruleCodes = ["session/none", "session/not-allowed", "accounts/already-set-up"];

/** `allowed`, or the status with which the rule of the route refuses. */
async function tryRoute(house: House, route: string, token: string | null): Promise<string> {
  const [method = "GET", path = ""] = route.split(" ");
  const answer = await ask(house, {
    method: method as "GET" | "POST",
    url: path.replaceAll(/:\w+/g, "some-id"),
    token,
    ...(method === "POST" ? { body: {} } : {}),
  });
  const isJson = String(answer.headers["content-type"]).includes("json");
  const said = isJson ? answer.json<{ code?: string }>() : {};
  return ruleCodes.includes(said.code ?? "") ? String(answer.statusCode) : "allowed";
}

async function tokenFor(house: House, caller: string): Promise<string | null> {
  if (caller.startsWith("nobody before")) return null;
  if (await house.accounts.isFirstRun()) await setUp(house);
  switch (caller) {
    case "administrator":
    case "security-officer":
    case "reader":
      return signInAs(house, caller);
    default:
      return null;
  }
}

test("[SV1] the table names every route and no other", async () => {
  const house = await openHouse();
  const routes = house.routes.map(({ method, path }) => `${method} /api${path}`);
  expect(rows.map(([route]) => route).sort()).toEqual(routes.sort());
  expect(callers).toEqual([
    "nobody before the first account",
    "nobody",
    "administrator",
    "security-officer",
    "reader",
  ]);
});

for (const [at, caller] of callers.entries())
  test(`[SV1] every route as ${caller}`, async () => {
    const house = await openHouse();
    const found: Record<string, string> = {};
    let token = await tokenFor(house, caller);
    for (const [route = ""] of rows) {
      found[route] = await tryRoute(house, route, token);
      if (route === "DELETE /api/session") token = await tokenFor(house, caller);
    }
    expect(found).toEqual(
      Object.fromEntries(rows.map(([route = "", ...cells]) => [route, cells[at]])),
    );
  });

test("[SV1] a token that nobody was given opens nothing", async () => {
  const house = await openHouse();
  await setUp(house);
  const answer = await ask(house, { url: "/api/status", token: "x".repeat(43) });
  expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([401, "session/none"]);
});
