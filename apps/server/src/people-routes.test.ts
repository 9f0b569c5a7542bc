/** Units and accounts over HTTP. */
import type { AccountView, Invitation, SessionView, Unit } from "@vallgrav/platform/api";
import { expect, test } from "vitest";
import { ask, type House, openHouse, password, setUp, signInAs, tokenOf } from "./test/house.ts";

test("[SV32] units are added, shown within reach, and removed when they are empty", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const add = (name: string, parent: string | null) =>
    ask(house, { method: "POST", url: "/api/units", body: { name, parent }, token });
  const school = (await add("Skolan", null)).json<Unit>();
  expect(school).toEqual({
    id: school.id,
    name: "Skolan",
    parent: null,
    authority: null,
    also: [],
  });
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

function poster(house: House, token: string | null) {
  return (path: string, body: unknown = {}) =>
    ask(house, { method: "POST", url: `/api${path}`, body, token });
}

const other = "fyra blå pumor vaknar";

test("[SV33] an account is invited, chooses a password, is let in, and locked", async () => {
  const house = await openHouse();
  const post = poster(house, await setUp(house));
  const outside = poster(house, null);
  const role = "security-officer";
  const made = await post("/accounts", { name: "Bo Exempel", role, unit: null });
  const { account, token } = made.json<Invitation>();
  expect(account).toMatchObject({ name: "Bo Exempel", role, unit: null, state: "invited" });
  expect((await outside("/invitation", { token })).json()).toEqual({ name: "Bo Exempel" });
  const chosen = await outside("/invitation/confirm", { token, password: other });
  expect([chosen.statusCode, chosen.headers["set-cookie"]]).toEqual([204, undefined]);
  const signIn = () => outside("/session", { name: "Bo Exempel", password: other });
  const early = await signIn();
  expect([early.statusCode, early.json<{ code: string }>().code]).toEqual([
    403,
    "session/not-active",
  ]);
  expect((await post(`/accounts/${account.id}/activate`)).json()).toMatchObject({
    state: "active",
  });
  const mine = tokenOf(await signIn());
  expect((await ask(house, { url: "/api/status", token: mine })).statusCode).toBe(200);
  expect((await post(`/accounts/${account.id}/lock`)).statusCode).toBe(200);
  expect((await ask(house, { url: "/api/status", token: mine })).statusCode).toBe(401);
  const codes = [
    await outside("/invitation", { token }),
    await post(`/accounts/${account.id}/activate`),
    await post("/accounts/nobody/lock"),
    await post("/accounts", { name: "bo exempel", role, unit: null }),
    await post("/accounts", { name: "Cia Exempel", role, unit: "nowhere" }),
  ];
  expect(codes.map((answer) => answer.json<{ code: string }>().code)).toEqual([
    "accounts/bad-link",
    "accounts/not-from-here",
    "accounts/unknown",
    "accounts/name-taken",
    "accounts/unknown-unit",
  ]);
  expect((await house.audited()).filter((line) => line.startsWith("account/"))).toEqual([
    `account/invite done ${account.id}`,
    `account/confirm done ${account.id}`,
    `account/activate done ${account.id}`,
    `account/lock done ${account.id}`,
  ]);
  expect(house.logged.join().includes(token)).toBe(false);
});

test("[SV33] a head of service handles those of the own unit who serve themselves", async () => {
  const house = await openHouse();
  const boss = poster(house, await setUp(house));
  const unit = (await boss("/units", { name: "Skolan", parent: null })).json<Unit>().id;
  const post = poster(house, await signInAs(house, "head-of-service", unit));
  const invite = (role: string, where: string | null) =>
    post("/accounts", { name: `Ny ${role}`, role, unit: where });
  expect((await invite("administrator", unit)).statusCode).toBe(403);
  expect((await invite("pupil", null)).statusCode).toBe(403);
  expect((await invite("pupil", unit)).statusCode).toBe(200);
  const all = await house.accounts.list();
  const idOf = (name: string): string => all.find((one) => one.name === name)?.id ?? "";
  expect((await post(`/accounts/${idOf("Ny pupil")}/reset`)).statusCode).toBe(200);
  expect((await post(`/accounts/${idOf("Astrid Exempel")}/lock`)).statusCode).toBe(403);
  expect((await post("/accounts/nobody/lock")).statusCode).toBe(403);
  const give = async (role: string, where: string | null): Promise<number> =>
    (await post(`/accounts/${idOf("Ny pupil")}/assign`, { role, unit: where })).statusCode;
  expect([
    await give("consultant", unit),
    await give("administrator", unit),
    await give("employee", null),
  ]).toEqual([200, 403, 403]);
});

test("[SV33] [SV12] what cannot be audited lets nobody in", async () => {
  const house = await openHouse();
  const post = poster(house, await setUp(house));
  const made = await post("/accounts", { name: "Bo Exempel", role: "pupil", unit: null });
  const { account, token } = made.json<Invitation>();
  await poster(house, null)("/invitation/confirm", { token, password: other });
  house.faults.audit = true;
  expect((await post(`/accounts/${account.id}/activate`)).statusCode).toBe(503);
  expect((await post("/accounts", { name: "Cia", role: "pupil", unit: null })).statusCode).toBe(
    503,
  );
  const states = (await house.accounts.list()).map(({ name, state }) => [name, state]);
  expect(states).toEqual([
    ["Astrid Exempel", "active"],
    ["Bo Exempel", "locked"],
    ["Cia", "closed"],
  ]);
});

test("[SV34] the own password is changed by who knows it, and sessions are ended", async () => {
  const house = await openHouse();
  const first = await setUp(house);
  const second = tokenOf(
    await poster(house, null)("/session", { name: "Astrid Exempel", password }),
  );
  const change = (from: string, to: string) =>
    poster(house, second)("/own/password", { password: from, newPassword: to });
  expect((await change("fel", other)).json()).toMatchObject({
    status: 422,
    code: "accounts/wrong",
  });
  expect((await change(password, "kort")).json<{ code: string }>().code).toBe(
    "accounts/password-too-short",
  );
  const changed = await change(password, other);
  const third = tokenOf(changed);
  expect([changed.statusCode, third.length]).toEqual([204, 43]);
  const listed = async (token: string) => ask(house, { url: "/api/own/sessions", token });
  for (const old of [first, second]) expect((await listed(old)).statusCode).toBe(401);
  await poster(house, null)("/session", { name: "Astrid Exempel", password: other });
  const all = (await listed(third)).json<readonly SessionView[]>();
  expect(all.map(({ isThis }) => String(isThis)).toSorted()).toEqual(["false", "true"]);
  const end = (id: string) =>
    ask(house, { method: "DELETE", url: `/api/own/sessions/${id}`, token: third });
  const beside = all.find(({ isThis }) => !isThis)?.id ?? "";
  expect([(await end(beside)).statusCode, (await end(beside)).statusCode]).toEqual([204, 404]);
  expect((await listed(third)).json<readonly SessionView[]>().length).toBe(1);
});

test("[SV33] all sessions of another are ended", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const reader = await signInAs(house, "board-reader");
  const id = (await house.accounts.accountOf(reader))?.id ?? "";
  const url = `/api/accounts/${id}/sessions`;
  expect((await ask(house, { method: "DELETE", url, token })).statusCode).toBe(204);
  expect((await ask(house, { url: "/api/position", token: reader })).statusCode).toBe(401);
});

test("[SV100] a head of service does not unlock what an administrator has locked", async () => {
  const house = await openHouse();
  const admin = await setUp(house);
  const made = await house.units.add({ name: "Skolan", parent: null });
  const unit = made.ok ? made.value.id : "";
  const head = await signInAs(house, "head-of-service", unit);
  const pupil = await house.accounts.create({ name: "Pia", password, role: "pupil", unit });
  const id = pupil.ok ? pupil.value.id : "";
  const step = async (token: string, name: string) =>
    (await ask(house, { method: "POST", url: `/api/accounts/${id}/${name}`, token })).statusCode;
  expect([await step(head, "lock"), await step(head, "unlock")]).toEqual([200, 200]);
  expect([await step(head, "lock"), await step(admin, "unlock")]).toEqual([200, 200]);
  expect([await step(admin, "lock"), await step(head, "unlock")]).toEqual([200, 422]);
  expect(await step(admin, "unlock")).toBe(200);
});
