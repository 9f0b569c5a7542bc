/** The table of the method's tests against the profile. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { domainChecks, hasCheck } from "./profiles.ts";

test("[J47] the table of Internet.nl's tests names every check of its profile", () => {
  const spec = readFileSync(new URL("../../../SPEC.md", import.meta.url), "utf8");
  const [, table = ""] = spec.split("## Where the tests of Internet.nl 1.11.2 are judged");
  const cells = table.split("\n").flatMap((line) => (line.startsWith("|") ? [line] : []));
  const named = cells.flatMap((line) => {
    const [, , , judged = ""] = line.split("|");
    return [...judged.matchAll(/`([a-z0-9-]+)`/gu)].map(([, check = ""]) => check);
  });
  expect(named.length).toBeGreaterThan(60);
  expect(new Set(named).size).toBe(named.length);
  const ours = domainChecks.filter((check) => hasCheck("internetnl-1.11.2", check));
  expect(named.toSorted()).toEqual(ours.toSorted());
});
