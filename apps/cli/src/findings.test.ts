/** Findings from the terminal: listed, opened, decided on, handed out. */
import type { FindingView, ImpactState } from "@vallgrav/platform/api";
import { expect, test } from "vitest";
import { parseArguments } from "./arguments.ts";
import { temporaryFolder } from "./test/run-cli.ts";
import { runHere } from "./test/run-here.ts";

const sizes = ["--outer", "8", "--inner", "3", "--threads", "1"];
const run = (home: string, ...argv: readonly string[]) =>
  runHere(argv, { VALLGRAV_HOME: home, VALLGRAV_LANG: "en", USER: "signe" });

type Listed = { readonly findings: readonly FindingView[]; readonly impacts: ImpactState };

/** A day ahead, so that it may be chosen whenever the test runs. */
const ahead = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

test("[CL380] [CL381] findings are listed, opened, decided on and handed out", async () => {
  const home = temporaryFolder();
  const none = await run(home, "findings", ...sizes);
  expect([none.code, none.err]).toEqual([1, expect.stringContaining("nothing to compute")]);
  expect((await run(home, "example", "load")).code).toBe(0);
  const told = await run(home, "findings", ...sizes, "--json");
  const { findings, impacts } = JSON.parse(told.out) as Listed;
  expect(impacts).toMatchObject({ state: "ready", speak: "words" });
  const losses = findings.map(({ impact }) => impact?.loss.value ?? 0);
  expect(losses).toEqual(losses.toSorted((a, b) => a - b));
  expect(losses[0]).toBeLessThan(0);
  const id = findings[0]?.id ?? "";
  const list = (await run(home, "findings", ...sizes)).out.split("\n");
  expect(list[0]).toMatch(/^\d+ findings are open, 0 are lived with, 0 are gone/);
  expect(list[2]).toMatch(new RegExp(`^${id}  (a little|noticeably|much)`));
  const shown = (await run(home, "findings", "show", id, ...sizes)).out;
  expect(shown).toContain(findings[0]?.fix.text.en ?? "-");
  expect(shown).toMatch(/\n {2}vallgrav {2}\S+\.json \/data\/\d+/);
  const assigned = await run(home, "findings", "assign", id, "Drift 1", ahead, ...sizes);
  expect([assigned.code, assigned.out.includes(`Drift 1. Due: ${ahead}`)]).toEqual([0, true]);
  const accepted = await run(home, "findings", "accept", id, ahead, "Byts", "i vår", ...sizes);
  expect(accepted.out).toContain(`Lived with until ${ahead}, says signe: Byts i vår`);
  expect((await run(home, "findings", ...sizes)).out).toMatch(/, 1 are lived with/);
  expect((await run(home, "findings", "reopen", id, ...sizes)).out).toContain("  open\n");
  const bad = await run(home, "findings", "accept", id, "2020-01-01", "Nej", ...sizes);
  expect([bad.code, bad.err.includes("days ahead")]).toEqual([1, true]);
  expect((await run(home, "findings", "show", "0000", ...sizes)).code).toBe(1);
  const csv = (await run(home, "findings", "--csv", ...sizes)).out.trimEnd().split(/\r?\n/);
  expect([csv.length, csv[1]?.startsWith(`${id},`)]).toEqual([findings.length + 1, true]);
  expect((await run(home, "findings", "--unit", "no such", "--csv", ...sizes)).out).toMatch(
    /^id,.*\n$/,
  );
  const log = (await run(home, "audit", "export", "--json")).out;
  expect(log.match(/finding\/decide/g)).toHaveLength(4);
  expect(log).toContain("findings/export");
}, 120_000);

test("[CL2] what is wrong with findings is said by how to say it", () => {
  for (const line of [
    "findings --csv --json",
    "findings show",
    "findings show a b",
    "findings show a --csv",
    "findings assign a",
    "findings assign a b c d",
    "findings accept a 2026-12-24",
    "findings reopen a b",
    "findings mend a",
  ])
    expect([line, parseArguments(line.split(" "))]).toMatchObject([
      line,
      { ok: false, problem: { code: "say" } },
    ]);
});

test("[CL382] a text is held against what is known, with drafts to the owners", async () => {
  const home = temporaryFolder();
  expect((await run(home, "affected", "CVE-2026-990003")).code).toBe(1);
  expect((await run(home, "example", "load")).code).toBe(0);
  const none = await run(home, "affected", "nothing of that kind");
  expect([none.code, none.out]).toEqual([0, expect.stringContaining("does not say")]);
  const told = await run(home, "affected", "A flaw in Windows Server 2012 R2 Standard is used");
  expect(told.out).toMatch(/: 0 places are affected\.\n/);
  expect(told.out).toMatch(/\n[1-9]\d* places are named/);
  expect(told.out).toMatch(/\nDraft to /);
  expect(parseArguments(["affected"])).toMatchObject({ ok: false, problem: { code: "say" } });
});
