/** Who acts outside office hours: asked, answered by name, audited or taken back. */
import { expect, test } from "vitest";
import { ask, openHouse, signInAs } from "../test/house.ts";

const url = "/api/watch/duty";

test("[SV540] who acts is asked, answered by name, and may be nobody", async () => {
  const house = await openHouse();
  const token = await signInAs(house, "security-officer");
  expect((await ask(house, { url, token })).json()).toEqual({ duty: null });
  const say = (body: object) => ask(house, { method: "POST", url, token, body });
  for (const bad of [{}, { who: "" }, { who: "Beredskapen" }, { who: "x".repeat(201), reach: "1" }])
    expect((await say(bad)).statusCode).toBe(400);
  const body = { who: "Beredskapen", reach: "031-390 06 00" };
  const said = (await say(body)).json<{ duty: { by: string; at: string } }>();
  expect(said.duty).toMatchObject(body);
  expect(said.duty.by).not.toBe("");
  expect((await ask(house, { url, token })).json()).toEqual(said);
  expect((await say({ who: null, reach: "glöms" })).json()).toMatchObject({
    duty: { who: null, reach: "" },
  });
  expect((await house.audited()).filter((one) => one.startsWith("watch/say-duty"))).toHaveLength(2);
});

test("[SV540] an answer that cannot be audited is not taken", async () => {
  const house = await openHouse();
  const token = await signInAs(house, "administrator");
  house.faults.audit = true;
  const body = { who: "Beredskapen", reach: "031-390 06 00" };
  expect((await ask(house, { method: "POST", url, token, body })).statusCode).toBe(503);
  house.faults.audit = false;
  expect((await ask(house, { url, token })).json()).toEqual({ duty: null });
});
