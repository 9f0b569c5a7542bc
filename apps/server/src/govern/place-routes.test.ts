/** Where Vallgrav lies, over HTTP. */
import type { OwnPlaceView } from "@vallgrav/platform/api";
import { expect, test } from "vitest";
import { connectionsOf } from "../compose.ts";
import { ask, openHouse, setUp, signInAs } from "../test/house.ts";

test("[SV703] where copies lie an administrator tells, with its line or not", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const url = "/api/place";
  const body = { copies: [{ name: "Stickan", place: "offline" }] };
  house.faults.audit = true;
  expect((await ask(house, { method: "POST", url, token, body })).statusCode).toBe(503);
  house.faults.audit = false;
  expect((await ask(house, { url, token })).json<OwnPlaceView>().copies).toEqual([]);
  const told = await ask(house, { method: "POST", url, token, body });
  expect([told.statusCode, told.json<OwnPlaceView>().copies]).toEqual([200, body.copies]);
  const twice = { copies: [...body.copies, ...body.copies] };
  const refused = await ask(house, { method: "POST", url, token, body: twice });
  expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([
    422,
    "place/bad-copy",
  ]);
  const officer = await signInAs(house, "security-officer");
  expect((await ask(house, { url, token: officer })).statusCode).toBe(200);
  expect((await ask(house, { method: "POST", url, token: officer, body })).statusCode).toBe(403);
  expect(await house.audited()).toContain("place/tell done");
});

test("[SV704] whom the installation may connect to is what is set, and nothing else", () => {
  expect(connectionsOf({})).toEqual([]);
  const webhooks = { hosts: ["a.test", "b.test"], mayBePrivate: false, authorities: null };
  expect(connectionsOf({ database: "postgres://x", webhooks })).toEqual([
    "PostgreSQL",
    "webhooks (a.test b.test)",
  ]);
});
