/** `hunt --rules own`: the rules that come with the product, over logs on disk. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ownDetections } from "@vallgrav/knowledge";
import { expect, test } from "vitest";
import { benignLines } from "../../conformance/benign-events.ts";
import { runCli, temporaryFolder } from "../test/run-cli.ts";

type Hunted = {
  readonly records: number;
  readonly found: readonly { readonly title: string; readonly level: string }[];
};

async function hunted(text: string): Promise<Hunted> {
  const path = join(temporaryFolder(), "log.json");
  writeFileSync(path, text);
  const { out } = await runCli(temporaryFolder(), ["hunt", "--rules", "own", "--json", path]);
  return JSON.parse(out) as Hunted;
}

test("[CL561] our own rules are at hand; of an ordinary day none is above medium", async () => {
  const attack = ownDetections.find(({ number }) => number === 1);
  const first = await hunted(`${JSON.stringify(attack?.fires[0]?.[0])}\n`);
  expect(first.found.map(({ title, level }) => [title, level])).toEqual([
    ["Shadow copies are deleted", "high"],
  ]);
  const quiet = await hunted(benignLines(30));
  expect(quiet.records).toBeGreaterThan(800);
  const loud = quiet.found.filter(({ level }) => level === "high" || level === "critical");
  expect(loud).toEqual([]);
}, 60_000);
