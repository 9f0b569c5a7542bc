/** Withdrawing an import over HTTP. */
import type { ImportView } from "@vallgrav/platform/api";
import { expect, test } from "vitest";
import { ask, openHouse, setUp } from "../test/house.ts";

const report: ImportView = {
  lists: [],
  files: [],
  kinds: [],
  rights: { read: 0, distinct: 0, repeats: 0 },
  domains: [],
  problems: [],
};

test("[SV50] a withdrawal is a job, and the audit names the import", async () => {
  const house = await openHouse({ reports: { "import-1": report } });
  const token = await setUp(house);
  const url = "/api/imports/import-1/withdraw";
  const answer = await ask(house, { method: "POST", url, token });
  expect([answer.statusCode, answer.json<{ kind: string }>().kind]).toEqual([202, "withdraw"]);
  expect(await house.audited()).toContain("import/withdraw done import-1");
  const missing = await ask(house, {
    method: "POST",
    url: "/api/imports/import-2/withdraw",
    token,
  });
  expect([missing.statusCode, missing.json<{ code: string }>().code]).toEqual([
    404,
    "identify/no-such-import",
  ]);
});
