/** The year over HTTP. */
import type { YearlyView } from "@vallgrav/platform/api";
import type { FrequencyDone } from "@vallgrav/platform/protect";
import { StoreConflict } from "@vallgrav/platform/storage";
import { expect, test } from "vitest";
import { yearlyAnswers } from "../openapi/yearly-answers.ts";
import { ask, openHouse, setUp } from "../test/house.ts";

const given = { low: 0.02, high: 2, source: "Länets rapport" };
const at = "2026-11-30T08:00:00.000Z";
const version = { ...given, number: 1, by: "Astrid Exempel", at, withdrawn: null };
const year = { mean: 5e5, meanAtLow: 1e4, meanAtHigh: 1e6, p95: 2e6, probabilityNone: 0.8 };
const view: YearlyView = {
  revision: 1,
  given: version,
  versions: [version],
  figures: { before: year, after: { ...year, p95: null, probabilityNone: null } },
  pays: [],
  howOften: [],
};

test("[SV1360] it is entered in the name of the account, seen, withdrawn, put back", async () => {
  const said: unknown[] = [];
  const done: FrequencyDone = {
    ok: true,
    changed: { revision: 1 },
    undo: () => Promise.resolve(void said.push("undone")),
  };
  let enter: () => Promise<FrequencyDone> = () => Promise.resolve(done);
  const house = await openHouse({
    protect: {
      yearly: (budgetSek) => Promise.resolve(budgetSek === 600_000 ? view : null),
      enterFrequency: (entered, by) => {
        said.push(entered, by);
        return enter();
      },
      withdrawFrequency: (revision) => Promise.resolve(revision === 1 ? done : null),
    },
  });
  const token = await setUp(house);
  const post = (url: string, body: unknown) => ask(house, { method: "POST", url, token, body });
  const body = { ...given, revision: 0 };
  expect((await post("/api/yearly", body)).json()).toEqual({ revision: 1 });
  expect(said.splice(0)).toEqual([body, "Astrid Exempel"]);
  const seen = await ask(house, { url: "/api/yearly?budgetSek=600000", token });
  expect(yearlyAnswers["GET /yearly"]?.safeParse(seen.json()).error).toBeUndefined();
  expect((await ask(house, { url: "/api/yearly?budgetSek=1", token })).statusCode).toBe(404);
  expect((await post("/api/yearly/withdraw", { revision: 1 })).statusCode).toBe(200);
  expect((await post("/api/yearly/withdraw", { revision: 2 })).statusCode).toBe(404);
  expect((await house.audited()).slice(-3)).toEqual([
    "yearly/enter done",
    "yearly/view done",
    "yearly/withdraw done",
  ]);
  for (const wrong of [{ low: 0 }, { high: 2_000 }, { source: "" }, { revision: -1 }])
    expect((await post("/api/yearly", { ...body, ...wrong })).statusCode).toBe(400);
  enter = () => Promise.reject(new StoreConflict("yearly-frequency", 0, 1));
  expect((await post("/api/yearly", body)).statusCode).toBe(409);
  enter = () => Promise.resolve({ ok: false, problems: [] });
  expect((await post("/api/yearly", body)).statusCode).toBe(422);
  enter = () => Promise.resolve(done);
  house.faults.audit = true;
  said.splice(0);
  expect((await post("/api/yearly", body)).statusCode).toBe(503);
  expect(said.at(-1)).toBe("undone");
});
