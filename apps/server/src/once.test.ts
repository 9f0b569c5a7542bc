/** Requests that are sent again under the same key. */
import type { Unit } from "@vallgrav/platform/api";
import { expect, test } from "vitest";
import { repeatMs } from "./once.ts";
import { ask, type House, openHouse, password, setUp, signInAs, upload } from "./test/house.ts";

function post(house: House, url: string, body: unknown, key: string | null, token: string) {
  const headers: Record<string, string> = key === null ? {} : { "idempotency-key": key };
  return ask(house, { method: "POST", url: `/api${url}`, body, token, headers });
}

const names = async (house: House): Promise<readonly string[]> =>
  (await house.units.list()).map(({ name }) => name);

test("[SV290] a request that is sent again is answered as before and done once", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const make = (key: string | null) =>
    post(house, "/units", { name: "Vattenverket", parent: null }, key, token);
  const first = await make("k1");
  const again = await make("k1");
  expect([first.statusCode, again.statusCode]).toEqual([200, 200]);
  expect(again.json<Unit>()).toEqual(first.json<Unit>());
  expect([await names(house), again.headers["idempotency-replayed"]]).toEqual([
    ["Vattenverket"],
    "true",
  ]);
  const made = (await house.audited()).filter((line) => line.startsWith("unit"));
  expect(made).toHaveLength(1);
  // Without a key, and under another one, it is a request of its own.
  for (const key of [null, "k2"])
    expect((await make(key)).json<{ code: string }>().code).toBe("accounts/name-taken");
});

test("[SV291] a key is its caller's and its route's own, and stands for one request", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const other = await signInAs(house, "administrator");
  const unit = (name: string, as: string) =>
    post(house, "/units", { name, parent: null }, "same", as);
  expect((await unit("Ett", token)).statusCode).toBe(200);
  const differs = await unit("Två", token);
  expect([differs.statusCode, differs.json<{ code: string }>().code]).toEqual([
    422,
    "request/key-of-another",
  ]);
  expect((await unit("Tre", other)).statusCode).toBe(200);
  const account = { name: "Bo Exempel", role: "employee", unit: null };
  expect((await post(house, "/accounts", account, "same", token)).statusCode).toBe(200);
  for (const bad of ["", "å", "x".repeat(256), "a b"])
    expect([bad, (await post(house, "/units", { name: "Fyra" }, bad, token)).statusCode]).toEqual([
      bad,
      400,
    ]);
});

test("[SV292] what was refused or not audited may be sent again", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const make = () => post(house, "/units", { name: "Ett", parent: null }, "k", token);
  house.faults.audit = true;
  expect((await make()).statusCode).toBe(503);
  house.faults.audit = false;
  expect((await make()).statusCode).toBe(200);
  house.clock.ms += repeatMs + 1;
  const later = await signInAs(house, "administrator");
  expect((await post(house, "/units", { name: "Ett" }, "k", later)).statusCode).toBe(400);
  const again = await post(house, "/units", { name: "Ett", parent: null }, "k", later);
  expect(again.json<{ code: string }>().code).toBe("accounts/name-taken");
});

test("[SV293] a secret is not kept to be told again, and an upload is imported once", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const wanted = { name: "Skript", scopes: ["model/view"], days: 1, password };
  const made = await post(house, "/own/tokens", wanted, "t", token);
  const again = await post(house, "/own/tokens", wanted, "t", token);
  expect([made.statusCode, again.statusCode, again.json<{ code: string }>().code]).toEqual([
    200,
    409,
    "request/told-once",
  ]);
  const { body, headers } = await upload([{ name: "a.json", bytes: "{}" }]);
  const send = () =>
    ask(house, {
      method: "POST",
      url: "/api/imports",
      body,
      token,
      headers: { ...headers, "idempotency-key": "u" },
    });
  const [one, two] = [await send(), await send()];
  expect([one.statusCode, two.statusCode, house.imported.length]).toEqual([202, 202, 1]);
  expect(two.json<{ id: string }>().id).toBe(one.json<{ id: string }>().id);
});
