/** The cost sheet over HTTP. */
import type { SheetChange } from "@vallgrav/platform/api";
import type { SheetChanged } from "@vallgrav/platform/protect";
import { StoreConflict } from "@vallgrav/platform/storage";
import { expect, test } from "vitest";
import { ask, openHouse, setUp } from "../test/house.ts";

const change: SheetChange = {
  kind: "factor",
  id: "hourSek",
  own: { value: 410, source: "Personalkontoret" },
};
const done: SheetChanged = { ok: true, revision: 8, before: { versions: [], revision: 7 } };

test("[SV251] a change is made in the name of the account, and audited", async () => {
  const said: unknown[] = [];
  const house = await openHouse({
    protect: {
      changeCosts: (asked, given) => {
        said.push(asked, given);
        return Promise.resolve(done);
      },
      approveCosts: (given) => {
        said.push(given);
        return Promise.resolve(done);
      },
    },
  });
  const token = await setUp(house);
  const post = (url: string, body: unknown) => ask(house, { method: "POST", url, token, body });
  const changed = await post("/api/cost-sheet", { revision: 7, change });
  expect([changed.statusCode, changed.json()]).toEqual([200, { revision: 8 }]);
  const approved = await post("/api/cost-sheet/approve", { revision: 8, note: "KS § 12" });
  expect(approved.statusCode).toBe(200);
  expect(said).toEqual([
    change,
    { by: "Astrid Exempel", revision: 7 },
    { by: "Astrid Exempel", note: "KS § 12", revision: 8 },
  ]);
  expect((await house.audited()).slice(-2)).toEqual([
    "costs/change done hourSek",
    "costs/approve done",
  ]);
});

test("[SV740] own effect, number and measure are taken as they are, and nothing else", async () => {
  const said: unknown[] = [];
  const house = await openHouse({
    protect: {
      changeCosts: (asked) => {
        said.push(asked);
        return Promise.resolve(done);
      },
    },
  });
  const token = await setUp(house);
  const post = (asked: unknown) =>
    ask(house, {
      method: "POST",
      url: "/api/cost-sheet",
      token,
      body: { revision: 7, change: asked },
    });
  const prices = { onceSek: 1, yearlySek: 0, eachOnceSek: 0, eachYearlySek: 0, source: "" };
  const own = { ...prices, many: 3, effects: { "control/patched/all": 0.5 }, effectSource: "Prov" };
  const priced = { kind: "measure", id: "patching", own };
  const added = { kind: "added", id: "own-a", own: { like: "patching", name: "A", text: "" } };
  const gone = { kind: "added", id: "own-a", own: null };
  for (const one of [priced, added, gone]) expect((await post(one)).statusCode).toBe(200);
  expect(said).toEqual([priced, added, gone]);
  for (const wrong of [
    { ...priced, own: { ...own, many: 1.5 } },
    { ...priced, own: { ...own, effects: { x: "1" } } },
    { ...added, own: { ...added.own, name: "" } },
    { ...added, own: { ...added.own, more: 1 } },
  ])
    expect((await post(wrong)).statusCode).toBe(400);
});

test("[SV251] another's change in between is 409, what cannot be used 422", async () => {
  const house = await openHouse({
    protect: { changeCosts: () => Promise.reject(new StoreConflict("cost-sheet", 7, 9)) },
  });
  const token = await setUp(house);
  const body = { revision: 7, change };
  const old = await ask(house, { method: "POST", url: "/api/cost-sheet", token, body });
  expect([old.statusCode, old.json<{ code: string }>().code]).toEqual([409, "storage/conflict"]);
  const none = await ask(house, {
    method: "POST",
    url: "/api/cost-sheet/approve",
    token,
    body: { revision: 7, note: "" },
  });
  expect([none.statusCode, none.json<{ problems: readonly unknown[] }>().problems]).toMatchObject([
    422,
    [{ code: "protect/nothing-to-approve" }],
  ]);
});

test("[SV251] what cannot be audited is put back", async () => {
  const back: unknown[] = [];
  const house = await openHouse({
    protect: {
      changeCosts: () => Promise.resolve(done),
      putCostsBack: (made) => {
        back.push(made);
        return Promise.resolve();
      },
    },
  });
  const token = await setUp(house);
  house.faults.audit = true;
  const body = { revision: 7, change };
  const answer = await ask(house, { method: "POST", url: "/api/cost-sheet", token, body });
  expect(answer.statusCode).toBe(503);
  expect(back).toEqual([done]);
});
