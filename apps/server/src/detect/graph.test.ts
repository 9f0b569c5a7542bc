/** The connection to Microsoft Graph over HTTP. */
import type { GraphView } from "@vallgrav/platform/api";
import { expect, test } from "vitest";
import { ask, openHouse, setUp, signInAs } from "../test/house.ts";

const secret = "ett-hemligt-ord-från-entra";
const given = {
  tenant: "kommun.example.se",
  client: "11111111-2222-4333-8444-555555555555",
  secret,
  login: "https://login.microsoftonline.com",
  graph: "https://graph.microsoft.com",
  everyMinutes: 15,
};

test("[SV760] an administrator connects Microsoft Graph; its secret is never told", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const url = "/api/watch/graph";
  const post = (body: object) => ask(house, { method: "POST", url, token, body });
  expect((await ask(house, { url, token })).json<GraphView>().connection).toBeNull();
  const none = await ask(house, { method: "POST", url: `${url}/collect`, token });
  expect([none.statusCode, none.json().code]).toEqual([409, "watch/graph-not-set"]);
  expect((await ask(house, { method: "DELETE", url, token })).statusCode).toBe(404);
  const other = await post({ ...given, graph: "https://graph.example.test" });
  expect([other.statusCode, other.json().problems]).toMatchObject([
    422,
    [{ code: "watch/graph-host-not-named" }],
  ]);
  house.faults.audit = true;
  expect((await post(given)).statusCode).toBe(503);
  house.faults.audit = false;
  expect((await ask(house, { url, token })).json<GraphView>().connection).toBeNull();
  const made = await post(given);
  const { secret: _, ...shown } = given;
  expect(made.json<GraphView>().connection).toMatchObject(shown);
  expect((await post({ ...given, secret: "", everyMinutes: 30 })).statusCode).toBe(200);
  const state = await ask(house, { url, token });
  const jobs = await ask(house, { url: "/api/jobs", token });
  const audit = await ask(house, { url: "/api/audit", token });
  expect(made.body + state.body + jobs.body + audit.body).not.toContain(secret);
  expect(await house.audited()).toContain(`watch/connect-graph done ${given.tenant}`);
  // Who only works with alerts may not say whom we ask, nor with what.
  const operations = await signInAs(house, "it-operations");
  const refused = await ask(house, { method: "POST", url, token: operations, body: given });
  expect(refused.statusCode).toBe(403);
  expect((await ask(house, { method: "DELETE", url, token })).statusCode).toBe(204);
  expect((await ask(house, { url, token })).json<GraphView>().connection).toBeNull();
  expect(await house.audited()).toContain("watch/disconnect-graph done graph");
});
