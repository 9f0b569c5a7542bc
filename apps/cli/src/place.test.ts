/** `place`: where Vallgrav itself lies, from a terminal, and what the doctor says of it. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseArguments } from "./arguments.ts";
import { runCli, temporaryFolder } from "./test/run-cli.ts";

test("[CL701] copies are told, forgotten and warned of, by the doctor too", async () => {
  const home = temporaryFolder();
  const english = { VALLGRAV_LANG: "en" };
  const none = await runCli(home, ["place"], english);
  expect([none.code, none.out]).toEqual([0, expect.stringContaining("! Say where copies lie")]);
  const inside = await runCli(home, ["place", "inside", "NAS"], english);
  expect(inside.out).toContain("! Every copy lies where accounts of the domain reach it.");
  const checks = async (): Promise<ReadonlyMap<string, unknown>> => {
    const told = await runCli(home, ["doctor", "--json"]);
    const { checks: all } = JSON.parse(told.out) as { checks: { id: string; state: string }[] };
    return new Map(all.map(({ id, state }) => [id, state]));
  };
  const before = await checks();
  expect([before.get("copies"), before.get("last-copy")]).toEqual(["warning", "warning"]);
  await runCli(home, ["place", "forget", "nas"]);
  const outside = await runCli(home, ["place", "outside", "Annan ort", "--json"]);
  expect(JSON.parse(outside.out).copies).toEqual([{ name: "Annan ort", place: "outside" }]);
  await runCli(home, ["backup", join(temporaryFolder(), "copy")]);
  const after = await checks();
  expect([after.get("copies"), after.get("last-copy")]).toEqual(["ok", "ok"]);
  for (const wrong of [["elsewhere", "x"], ["inside"], ["constructor", "x"], ["inside", "a", "b"]])
    expect(parseArguments(["place", ...wrong])).toMatchObject({
      ok: false,
      problem: { code: "say" },
    });
});
