/** What columns mean, over HTTP. */
import { existsSync, readdirSync } from "node:fs";
import type { TablesView } from "@vallgrav/platform/api";
import type { Instant } from "@vallgrav/kernel";
import type { KnownMapping } from "@vallgrav/platform/identify";
import { expect, test } from "vitest";
import { ask, openHouse, setUp, signInAs, upload } from "../test/house.ts";

const known: KnownMapping = {
  id: "0123456789abcdef",
  mapping: { shape: "computers", fields: [{ heading: "Burk", field: "name" }] },
  by: "Astrid Exempel",
  at: "2026-11-24T00:00:00.000Z" as Instant,
};
const view: TablesView = {
  tables: [
    {
      sheet: null,
      rows: 1,
      columns: [{ heading: "Burk", samples: ["srv01"] }],
      guesses: [known.mapping],
    },
  ],
  choices: [{ shape: "computers", fields: ["name"], needs: [["name"]] }],
  problems: [],
};

test("[SV421] one file is looked at, and nothing of it is left", async () => {
  const looked: { name: string; isThere: boolean }[] = [];
  const house = await openHouse({
    identify: {
      lookAtTables: ({ name, path }) => {
        looked.push({ name, isThere: existsSync(path) });
        return Promise.resolve(view);
      },
    },
  });
  const token = await setUp(house);
  const file = { name: "a.csv", bytes: "Burk;Mer\nsrv01;x\n" };
  const send = async (files: readonly (typeof file)[], as: string) =>
    ask(house, { method: "POST", url: "/api/tables", token: as, ...(await upload(files)) });
  const answer = await send([file], token);
  expect([answer.statusCode, answer.json()]).toEqual([200, view]);
  expect(looked).toEqual([{ name: "a.csv", isThere: true }]);
  expect(await house.audited()).toContain("tables/look done");
  expect((await send([file, file], token)).statusCode).toBe(413);
  expect((await send([file], await signInAs(house, "auditor"))).statusCode).toBe(403);
  house.faults.audit = true;
  expect((await send([file], token)).statusCode).toBe(503);
  expect(readdirSync(house.incoming)).toEqual([]);
});

test("[SV421] what is remembered is listed and forgotten, or put back", async () => {
  const list: KnownMapping[] = [known];
  const house = await openHouse({
    identify: {
      mappings: () => Promise.resolve([...list]),
      forgetMapping: (id) => Promise.resolve(list.splice(0).some((one) => one.id === id)),
      restoreMapping: (one) => {
        list.push(one);
        return Promise.resolve();
      },
    },
  });
  const token = await setUp(house);
  const forget = (id: string) =>
    ask(house, { method: "DELETE", url: `/api/mappings/${id}`, token });
  const seen = await ask(house, { url: "/api/mappings", token });
  expect(seen.json()).toEqual({ mappings: [known] });
  expect((await forget("none")).json()).toMatchObject({
    status: 404,
    code: "identify/no-such-mapping",
  });
  house.faults.audit = true;
  expect((await forget(known.id)).statusCode).toBe(503);
  expect(list).toEqual([known]);
  house.faults.audit = false;
  expect((await forget(known.id)).statusCode).toBe(204);
  expect(list).toEqual([]);
  expect(await house.audited()).toContain(`mapping/forget done ${known.id}`);
});
