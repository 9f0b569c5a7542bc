/** A plan from all sides, by the terminal. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runCli, temporaryFolder } from "./test/run-cli.ts";

const small = ["--outer", "4", "--inner", "2", "--threads", "2"];
const year = ["--frequency", "0.02-2", "--source", "antagande"];
const asked = ["plan", "--budget", "300000", "--worlds", "2", "--objective", "worst", ...year];

test("[CL220] a plan is told from all sides, for people and as a document", async () => {
  const home = temporaryFolder();
  await runCli(home, ["example", "load"]);
  const told = await runCli(home, [...asked, ...small]);
  expect(told.code).toBe(0);
  // It says how it goes, on the side.
  expect(told.err).toMatch(/^prövar planen mot annat: /);
  expect(told.err.trim().split("\n").at(-1)).toBe("prövar planen mot annat: klart");
  expect(told.out).toMatch(/^Planen för 300 000 kr som lämnar minst av: värsta angriparen\.$/m);
  expect(told.out).toMatch(/^plan för +medel +värsta 10 % +värsta angriparen/m);
  expect(told.out).toMatch(/^riktat intrång +\d/m);
  expect(told.out).toMatch(/^Åtgärderna i 2 andra möjliga världar/m);
  expect(told.out).toMatch(/^Per år, om det kommer 0.02–2 angrepp \(antagande\):$/m);
  const document = await runCli(home, [...asked, ...small, "--json"]);
  const survey = JSON.parse(document.out) as Readonly<Record<string, unknown>>;
  // Every member is explained.
  const page = readFileSync(new URL("../../../docs/cli-json.md", import.meta.url), "utf8");
  const [, part = ""] = page.split("## `plan --worlds`");
  const [section = ""] = part.split("\n## ");
  expect(Object.keys(survey).filter((name) => !section.includes(`\`${name}\``))).toEqual([]);
}, 120_000);
