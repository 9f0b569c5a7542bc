/** Requests whose body is held back until something has changed. */
import { Readable } from "node:stream";
import { readdir } from "node:fs/promises";
import type { Unit } from "@vallgrav/platform/api";
import { expect, test } from "vitest";
import { ask, type House, openHouse, password, setUp, signInAs, upload } from "./test/house.ts";

type Held = {
  readonly url: string;
  readonly token: string;
  readonly body: Uint8Array | string;
  readonly type?: string;
};

/** Sends a request whose body comes only when a step has been taken; its status and code. */
async function held(house: House, sent: Held, step: () => Promise<unknown>): Promise<unknown> {
  const { url, token, body, type = "application/json" } = sent;
  const payload = Readable.from(
    (async function* () {
      // By now the request has passed the rule of its route.
      await step();
      yield Buffer.from(body);
    })(),
  );
  const answer = await house.app.inject({
    method: "POST",
    url: `/api${url}`,
    headers: {
      host: "localhost:4600",
      "x-vallgrav": "1",
      "content-type": type,
      cookie: `vallgrav=${token}`,
    },
    payload,
  });
  return [answer.statusCode, answer.json<{ readonly code?: string }>().code];
}

test("[SV41] whoever loses a session or a role while a body is under way is refused", async () => {
  const house = await openHouse();
  const chief = await setUp(house);
  const token = await signInAs(house, "security-officer");
  const id = (await house.accounts.list()).find(({ role }) => role === "security-officer")?.id;
  const { body, headers } = await upload([{ name: "a.json", bytes: "{}" }]);
  const sent = { url: "/imports", token, body, type: headers["content-type"] ?? "" };
  const post = (url: string, given: unknown = {}) =>
    ask(house, { method: "POST", url: `/api/accounts/${id}/${url}`, body: given, token: chief });
  const demoted = await held(house, sent, () => post("assign", { role: "employee", unit: null }));
  expect(demoted).toEqual([403, "session/not-allowed"]);
  await post("assign", { role: "security-officer", unit: null });
  expect(await held(house, sent, () => post("lock"))).toEqual([401, "session/none"]);
  expect([house.imported, await readdir(house.incoming)]).toEqual([[], []]);
});

test("[SV41] an account that grew mightier while a body is under way is out of reach", async () => {
  const house = await openHouse();
  const chief = await setUp(house);
  const made = await ask(house, {
    method: "POST",
    url: "/api/units",
    body: { name: "Skolan", parent: null },
    token: chief,
  });
  const unit = made.json<Unit>().id;
  const token = await signInAs(house, "head-of-service", unit);
  const pupil = await house.accounts.create({
    name: "Eva Exempel",
    password,
    role: "employee",
    unit,
  });
  const id = pupil.ok ? pupil.value.id : "";
  const body = { role: "administrator", unit: null };
  const reset = await held(house, { url: `/accounts/${id}/reset`, token, body: "{}" }, () =>
    ask(house, { method: "POST", url: `/api/accounts/${id}/assign`, body, token: chief }),
  );
  expect(reset).toEqual([403, "session/not-allowed"]);
  const [still] = (await house.accounts.list()).filter((one) => one.id === id);
  expect(still).toMatchObject({ role: "administrator", state: "active" });
});
