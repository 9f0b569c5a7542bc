/** What really happened, over HTTP. */
import type { RealityGiven, RealityView } from "@vallgrav/platform/api";
import type { RealityDone } from "@vallgrav/platform/protect";
import { StoreConflict } from "@vallgrav/platform/storage";
import { expect, test } from "vitest";
import { realityAnswers } from "../openapi/reality-answers.ts";
import { ask, openHouse, setUp } from "../test/house.ts";

const given: RealityGiven = {
  kind: "penetration-test",
  on: "2026-10-01",
  source: "Rapport 12, Påhittade Prov AB",
  start: "employee",
  goal: "directory",
  outcome: "fell",
  days: 0.5,
};
const view: RealityView = {
  checks: [
    {
      id: "c1",
      given,
      by: "Astrid Exempel",
      at: "2026-11-30T08:00:00.000Z",
      said: {
        kind: "times",
        place: 0.04,
        z: -1.75,
        isMiss: true,
        runs: 400,
        p10Days: 1.2,
        medianDays: 4,
        p90Days: null,
        fellWithin: 0.04,
      },
      moved: { before: null, after: null, together: 1, otherFacts: false },
    },
  ],
  widening: 1.4,
  attacks: 1,
  cases: [],
};
const undone: string[] = [];
const done: RealityDone = {
  ok: true,
  changed: { id: "c1" },
  undo: () => {
    undone.push("c1");
    return Promise.resolve();
  },
};

test("[SV500] it is entered in the name of the account, seen, and taken away", async () => {
  const said: unknown[] = [];
  const house = await openHouse({
    protect: {
      reality: () => Promise.resolve(view),
      recordReality: (entered, by) => {
        said.push(entered, by);
        return Promise.resolve(done);
      },
      withdrawReality: (id) => Promise.resolve(id === "c1" ? done : null),
    },
  });
  const token = await setUp(house);
  const post = (url: string, body: unknown) => ask(house, { method: "POST", url, token, body });
  expect((await post("/api/reality", given)).json()).toEqual({ id: "c1" });
  expect(said).toEqual([given, "Astrid Exempel"]);
  const seen = await ask(house, { url: "/api/reality", token });
  expect(seen.json()).toEqual(JSON.parse(JSON.stringify(view)));
  expect(realityAnswers["GET /reality"]?.safeParse(seen.json()).error).toBeUndefined();
  expect((await post("/api/reality/c1/withdraw", {})).statusCode).toBe(200);
  const unknown = await post("/api/reality/c2/withdraw", {});
  expect([unknown.statusCode, unknown.json<{ code: string }>().code]).toEqual([
    404,
    "protect/no-such-check",
  ]);
  expect((await house.audited()).slice(-3)).toEqual([
    "reality/record done c1",
    "reality/view done",
    "reality/withdraw done c1",
  ]);
});

test("[SV500] what cannot be so, or came after another's entry, is refused", async () => {
  let fault: () => Promise<RealityDone> = () =>
    Promise.reject(new StoreConflict("reality-checks", 1, 2));
  const house = await openHouse({ protect: { recordReality: () => fault() } });
  const token = await setUp(house);
  const post = (body: unknown) => ask(house, { method: "POST", url: "/api/reality", token, body });
  for (const body of [
    { ...given, sent: 3 },
    { ...given, kind: "phishing-exercise" },
    { ...given, kind: "nothing" },
    { ...given, days: "2" },
    {},
  ])
    expect((await post(body)).statusCode).toBe(400);
  expect((await post(given)).statusCode).toBe(409);
  fault = () =>
    Promise.resolve({
      ok: false,
      problems: [
        { code: "protect/bad-reality", severity: "error", at: null, args: { what: "on" } },
      ],
    });
  const refused = await post(given);
  expect([refused.statusCode, refused.json()]).toMatchObject([
    422,
    { code: "protect/cannot-be-entered", problems: [{ code: "protect/bad-reality" }] },
  ]);
});

test("[SV500] what cannot be audited is put back", async () => {
  const house = await openHouse({ protect: { recordReality: () => Promise.resolve(done) } });
  const token = await setUp(house);
  house.faults.audit = true;
  const answer = await ask(house, { method: "POST", url: "/api/reality", token, body: given });
  expect([answer.statusCode, undone]).toEqual([503, ["c1"]]);
});
