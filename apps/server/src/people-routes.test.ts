/** Units and accounts over HTTP. */
import type { AccountView, Unit } from "@vallgrav/platform/api";
import { expect, test } from "vitest";
import { ask, openHouse, setUp, signInAs } from "./test/house.ts";

test("[SV32] units are added, shown within reach, and removed when they are empty", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const add = (name: string, parent: string | null) =>
    ask(house, { method: "POST", url: "/api/units", body: { name, parent }, token });
  const school = (await add("Skolan", null)).json<Unit>();
  expect(school).toEqual({ id: school.id, name: "Skolan", parent: null });
  const first = (await add("Ettan", school.id)).json<Unit>();
  const water = (await add("Vattnet", null)).json<Unit>();
  const taken = await add("skolan", null);
  expect([taken.statusCode, taken.json<{ code: string }>().code]).toEqual([
    422,
    "accounts/name-taken",
  ]);
  const head = await signInAs(house, "head-of-service", school.id);
  const shown = async <T>(path: string, by: string): Promise<readonly T[]> =>
    (await ask(house, { url: `/api${path}`, token: by })).json<readonly T[]>();
  expect(await shown<Unit>("/units", head)).toEqual([school, first]);
  expect((await shown<Unit>("/units", token)).length).toBe(3);
  expect((await shown<AccountView>("/accounts", head)).map(({ role }) => role)).toEqual([
    "head-of-service",
  ]);
  expect((await shown<AccountView>("/accounts", token)).length).toBe(2);
  const remove = async (id: string): Promise<number> =>
    (await ask(house, { method: "DELETE", url: `/api/units/${id}`, token })).statusCode;
  expect([await remove(school.id), await remove(water.id), await remove(water.id)]).toEqual([
    422, 204, 404,
  ]);
  expect((await house.audited()).filter((line) => line.startsWith("unit/"))).toEqual([
    `unit/add done ${school.id}`,
    `unit/add done ${first.id}`,
    `unit/add done ${water.id}`,
    `unit/remove done ${water.id}`,
  ]);
});
