/** What is kept of a collection that was interrupted. */
import { appendFileSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { earlierIn, fileKeeper } from "./part-keeper.ts";
import { temporaryFolder } from "./test/run-cli.ts";

const part = { part: "users", objects: ['{"a":1}'], descriptors: ["AAAA"] } as const;

test("[CL33] parts come back as they were kept, but for one that was cut off", async () => {
  const path = join(temporaryFolder(), "ad.json.parts");
  const keeper = fileKeeper(path, new Date());
  expect(keeper.earlier).toBeNull();
  await keeper.begin("d", "t");
  await keeper.keep(part);
  await keeper.keep({ ...part, part: "groups" });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const whole = { domain: "d", producedAt: "t", parts: [part, { ...part, part: "groups" }] };
  expect(earlierIn(path, new Date())).toEqual(whole);
  writeFileSync(path, readFileSync(path, "utf8").slice(0, -9));
  expect(earlierIn(path, new Date())).toEqual({ ...whole, parts: [part] });
});

test("[CL33] what is old or none is not gone on with", async () => {
  const path = join(temporaryFolder(), "ad.json.parts");
  for (const text of ["", "x", "{}", '{"domain":1}']) {
    writeFileSync(path, text);
    expect(earlierIn(path, new Date())).toBeNull();
  }
  await fileKeeper(path, new Date()).begin("d", "t");
  appendFileSync(path, '{"part":"users","objects":[1]}\n');
  expect(earlierIn(path, new Date())?.parts).toEqual([]);
  utimesSync(path, new Date(0), new Date(0));
  expect(earlierIn(path, new Date())).toBeNull();
});
