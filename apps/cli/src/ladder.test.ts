/** What each rung of the ladder alone says, side by side, on the whole example. */
import { readFileSync } from "node:fs";
import { examplePaths, otherExamplePaths } from "@vallgrav/examples";
import type { RungView } from "@vallgrav/platform/api";
import { expect, test } from "vitest";
import { runCli, temporaryFolder } from "./test/run-cli.ts";

const small = ["--outer", "10", "--inner", "4", "--threads", "2"];

test("[CL420] each rung alone gives both dials, everything the surest", async () => {
  const home = temporaryFolder();
  expect((await runCli(home, ["ladder"])).code).toBe(1);
  await runCli(home, ["import", ...examplePaths(), ...otherExamplePaths()]);
  const document = await runCli(home, ["ladder", ...small, "--json"]);
  const { rungs } = JSON.parse(document.out) as { readonly rungs: readonly RungView[] };
  const parts = rungs.map((one) => [one.rung, one.withBelow, one.typicalParts, one.problems]);
  expect(parts).toEqual([
    [0, false, ["directory"], []],
    [1, false, ["directory", "services"], []],
    [2, false, ["services"], []],
    [1, true, ["directory"], []],
    [null, false, [], []],
  ]);
  const certainty = rungs.map(({ dials }) => {
    if (dials === null) throw new Error("no dials");
    const { resistance, damage } = dials;
    expect(resistance.outcomes.fell).toBeGreaterThan(0);
    expect(damage.serviceHours.mean).toBeGreaterThan(0);
    expect(damage.persons.mean).toBeGreaterThan(0);
    expect(damage.sek.mean).toBeGreaterThan(0);
    return resistance.evidence.observed + resistance.evidence.declared;
  });
  const [answers = 0, exports = 0, directory = 0, climbed = 0, everything = 0] = certainty;
  // It rises with each rung that is climbed; alone an export knows less than answers and register.
  expect([answers < climbed, climbed < everything]).toEqual([true, true]);
  expect([exports < everything, directory < everything]).toEqual([true, true]);
  const told = await runCli(home, ["ladder", ...small]);
  expect([told.code, told.err]).toEqual([0, ""]);
  expect(told.out).toMatch(/^ +steg 0 +steg 1 +steg 2 +till och med 1 +allt$/m);
  expect(told.out).toMatch(/^känt, av det som avgör( +\d+ %){5}$/m);
  expect(told.out).toMatch(/^timmar utan viktiga tjänster( +(?:≥ )?\d[\d ]*){5}$/m);
  const page = readFileSync(new URL("../../../docs/cli-json.md", import.meta.url), "utf8");
  const [, part = ""] = page.split("## `ladder`");
  for (const name of Object.keys(rungs[0] ?? {})) expect(part).toContain(`\`${name}\``);
}, 240_000);
