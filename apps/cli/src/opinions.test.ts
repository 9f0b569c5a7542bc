/** `opinions`, and the notice of an import. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseArguments } from "./arguments.ts";
import { runCli, temporaryFolder } from "./test/run-cli.ts";

const english = { VALLGRAV_LANG: "en" };

test("[CL280] opinions are listed, drafted, recorded; what is half said is told how", async () => {
  const home = temporaryFolder();
  const listed = await runCli(home, ["opinions", "--json"]);
  expect([listed.code, JSON.parse(listed.out).isSettled]).toEqual([0, false]);
  const draft = await runCli(home, ["opinions", "draft", "archive"]);
  expect([draft.code, draft.out.startsWith("# Arkivets yttrande")]).toEqual([0, true]);
  const said = ["opinions", "record", "archive", "--who", "Arkivarie Exempel"];
  const recorded = await runCli(home, [...said, "--reference", "KS 2026-1"], english);
  expect(recorded.out).toContain("archive: The archive – given\n  Arkivarie Exempel; KS 2026-1\n");
  const refused = await runCli(home, ["opinions", "later", "unions"], english);
  expect([refused.code, refused.err]).toEqual([
    1,
    expect.stringContaining("[opinions/needs-reason]"),
  ]);
  for (const wrong of [["draft"], ["record", "nobody"], ["list", "archive"], ["maybe", "archive"]])
    expect(parseArguments(["opinions", ...wrong])).toMatchObject({
      ok: false,
      problem: { code: "say" },
    });
});

test("[CL281] an import goes on, and says on standard error who is still to be heard", async () => {
  const home = temporaryFolder();
  const file = join(home, "systems.csv");
  writeFileSync(file, "System;Ansvarig\nVård;Socialnämnden\n");
  const first = await runCli(home, ["import", file], english);
  expect(first.err).toContain("opinions are still missing (the head of protective security, ");
  const quiet = await runCli(home, ["import", file, "--json"], english);
  expect(quiet.err).not.toContain("opinions");
  for (const kind of ["security-protection", "data-protection", "archive", "unions"])
    await runCli(home, ["opinions", "not-needed", kind, "--text", "ett prov"]);
  const second = await runCli(home, ["import", file], english);
  expect([second.code, second.err]).toEqual([first.code, expect.not.stringContaining("missing")]);
});
