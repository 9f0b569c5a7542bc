/** `alerts` from the terminal: imports of others', the list, one, what is decided. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli, temporaryFolder } from "./test/run-cli.ts";

test("[CL560] alerts of another product are imported, listed, shown and decided on", async () => {
  const home = temporaryFolder();
  const path = join(home, "larm.csv");
  writeFileSync(path, "Larm;Allvar;Tid;Dator\nMimikatz;Hög;2026-11-20 12:00;dc01\n");
  const bad = join(home, "brev.txt");
  writeFileSync(bad, "Hej");
  const imported = await runCli(home, ["alerts", "import", path]);
  expect(imported.code).toBe(0);
  expect(imported.out).toContain("Nya larm: 1. Fanns redan och är orörda: 0.");
  const again = await runCli(home, ["alerts", "import", path, bad, "--json"]);
  expect([again.code, JSON.parse(again.out)]).toMatchObject([1, { added: 0, known: 1 }]);
  const list = await runCli(home, ["alerts", "--json"]);
  const [row] = (JSON.parse(list.out) as { alerts: { id: string }[] }).alerts;
  const id = row?.id.slice(0, 8) ?? "";
  const shown = await runCli(home, ["alerts", "show", id]);
  expect([shown.code, shown.out]).toEqual([0, expect.stringContaining("modellen känner inte")]);
  const set = await runCli(home, ["alerts", "set", id, "benign", "En", "övning", "--json"]);
  expect(JSON.parse(set.out)).toMatchObject({ state: "benign", note: "En övning", reach: null });
  expect((await runCli(home, ["alerts"])).out).toContain("Inga larm väntar.");
  expect((await runCli(home, ["alerts", "--all"])).out).toContain("ofarligt");
  const codes = [];
  for (const words of ["show x", "show", "set x", "set x gone", "import", "show a --all"])
    codes.push((await runCli(home, ["alerts", ...words.split(" ")])).code);
  expect(codes).toEqual([1, 2, 2, 2, 2, 2]);
}, 60_000);
