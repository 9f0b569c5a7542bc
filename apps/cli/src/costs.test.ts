/** The cost sheet from the terminal. */
import type { CostSheet } from "@vallgrav/platform/api";
import { expect, test } from "vitest";
import { parseArguments } from "./arguments.ts";
import { runCli, temporaryFolder } from "./test/run-cli.ts";

const parsed = (line: string): unknown => {
  const found = parseArguments(line.split(" "));
  return found.ok ? found.command : found.problem.code;
};

test("[CL251] costs are shown, set, restored and approved, and nothing else", () => {
  expect(parsed("costs")).toEqual({ verb: "costs", what: "show", json: false });
  expect(parsed("costs set hourSek 410.5 --source HR")).toEqual({
    verb: "costs",
    what: "set",
    id: "hourSek",
    own: 410.5,
    source: "HR",
    json: false,
  });
  expect(parsed("costs set admin-keys once=5000,each=700")).toMatchObject({
    own: { once: 5_000, each: 700 },
    source: "",
  });
  expect(parsed("costs approve --by Astrid --note Dnr")).toMatchObject({
    by: "Astrid",
    note: "Dnr",
  });
  expect(parsed("costs approve")).toBe("missing");
  for (const wrong of [
    "set hourSek",
    "set hourSek x1",
    "set x once=1,once=2",
    "set x twice=1",
    "restore",
    "more",
    "set a 1 2",
  ])
    expect([wrong, parsed(`costs ${wrong}`)]).toEqual([wrong, "say"]);
});

test("[CL251] [CL521] own prices wait in a draft until a named person approves them", async () => {
  const home = temporaryFolder();
  const sheetOf = async (line: readonly string[]): Promise<CostSheet> => {
    const run = await runCli(home, ["costs", ...line, "--json"]);
    expect([run.code, run.err]).toEqual([0, ""]);
    return JSON.parse(run.out) as CostSheet;
  };
  expect(await sheetOf([])).toMatchObject({ inForce: null, versions: [] });
  await sheetOf(["set", "hourSek", "410"]);
  const draft = await sheetOf(["set", "admin-keys", "once=5000", "--source", "Avtal 114"]);
  const keys = draft.measures.find(({ id }) => id === "admin-keys");
  expect(keys?.own).toMatchObject({ onceSek: 5_000, eachOnceSek: 1_000, source: "Avtal 114" });
  const timed = await sheetOf(["set", "admin-keys", "operations=40,leadership=3"]);
  const own = timed.measures.find(({ id }) => id === "admin-keys");
  expect(own?.hoursByRole).toMatchObject({ operations: 40, leadership: 3 });
  const fewer = await sheetOf(["leave-out", "admin-keys"]);
  expect(fewer.measures.find(({ id }) => id === "admin-keys")?.own).toMatchObject({
    onceSek: 5_000,
    isLeftOut: true,
    hoursByRole: { operations: 40, leadership: 3 },
  });
  const approved = await sheetOf(["approve", "--by", "Astrid Exempel"]);
  expect(approved.inForce).toMatchObject({ number: 1, approvedBy: "Astrid Exempel" });
  const shown = await runCli(home, ["costs"]);
  expect(shown.out).toMatch(/^Version 1, godkänd av Astrid Exempel/);
  expect(shown.out).toMatch(/410 kr +hourSek/);
  const wrong = await runCli(home, ["costs", "set", "no-such", "once=1", "--json"]);
  expect([wrong.code, wrong.out.includes("protect/unknown-measure")]).toEqual([1, true]);
  const back = await sheetOf(["restore", "hourSek"]);
  expect(back.factors.find(({ id }) => id === "hourSek")?.own).toBeNull();
}, 120_000);
