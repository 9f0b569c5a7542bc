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
    own: { named: { once: 5_000, each: 700 }, effects: {} },
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

test("[CL742] own effect, number and measure, one shown, and versions compared", async () => {
  expect(parsed("costs set x control/patched/all=0.5,many=3 --source Prov")).toMatchObject({
    own: { named: { many: 3 }, effects: { "control/patched/all": 0.5 } },
  });
  expect(parsed("costs add own-a --like b --name c")).toMatchObject({ what: "add", text: "" });
  expect(parsed("costs add own-a --like b")).toBe("missing");
  for (const wrong of ["compare 1", "compare a b", "show a b", "set a B/c=1", "remove"])
    expect([wrong, parsed(`costs ${wrong}`)]).toEqual([wrong, "say"]);
  const home = temporaryFolder();
  const told = async (line: readonly string[]): Promise<unknown> => {
    const run = await runCli(home, ["costs", ...line, "--json"]);
    expect([line, run.code, run.err]).toEqual([line, 0, ""]);
    return JSON.parse(run.out) as unknown;
  };
  await told(["add", "own-vakt", "--like", "patching", "--name", "Vakt vid dörren"]);
  await told(["set", "own-vakt", "once=9000", "--source", "Avtal 7"]);
  await told(["approve", "--by", "Astrid Exempel"]);
  await told(["set", "own-vakt", "control/patched/all=0.5", "--source", "Prov 3"]);
  expect(await told(["show", "own-vakt"])).toMatchObject({
    like: "patching",
    source: { kind: "own", name: { sv: "Avtal 7" } },
    effectSource: { kind: "own", name: { sv: "Prov 3" } },
    effects: [{ key: "control/patched/all", value: 0.5, start: 0.96 }, {}],
  });
  const shown = await runCli(home, ["costs", "show", "own-vakt"]);
  expect(shown.out).toContain("Egen åtgärd, som verkar som patching.");
  expect(shown.out).toMatch(/0\.5 +0\.96 +control\/patched\/all +Prov 3/);
  expect(await told(["compare", "1", "2"])).toMatchObject({
    changes: [
      { field: "effect/control/patched/all", before: null, after: 0.5 },
      { field: "effectSource", after: "Prov 3" },
    ],
  });
  const whole = (await told(["compare", "2", "0"])) as { readonly changes: readonly object[] };
  expect(whole.changes).toContainEqual(
    expect.objectContaining({ field: "name", before: "Vakt vid dörren", after: null }),
  );
  const table = (await runCli(home, ["costs", "compare", "0", "2"])).out;
  expect(table).toMatch(/own-vakt +verkar som +– +patching/u);
  const none = await runCli(home, ["costs", "compare", "1", "9"]);
  expect([none.code, none.err.includes("[cli/no-such-version]")]).toEqual([1, true]);
  await told(["remove", "own-vakt"]);
}, 120_000);
