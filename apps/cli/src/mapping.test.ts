/** Mappings of columns: given once, used again, shown, forgotten. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli, temporaryFolder } from "./test/run-cli.ts";

test("[CL201] a mapping is given once, told when it is used, listed and forgotten", async () => {
  const home = temporaryFolder();
  const folder = temporaryFolder();
  const written = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const fields = [
    { heading: "Burk", field: "name" },
    { heading: "Nummer", field: "serial" },
  ];
  const mapping = written("mapping.json", JSON.stringify({ shape: "computers", fields }));
  const [one, two] = ["a;SER10001", "b;SER10002"].map((row, at) =>
    written(`${at}.csv`, `Burk;Nummer\n${row}\n`),
  );
  const codes = (out: string): readonly string[] =>
    (JSON.parse(out) as { problems: { code: string }[] }).problems.map(({ code }) => code);
  const first = await runCli(home, ["import", one ?? "", "--mapping", mapping, "--json"]);
  expect([first.code, codes(first.out)]).toEqual([0, []]);
  const second = await runCli(home, ["import", two ?? "", "--json"]);
  expect([second.code, codes(second.out)]).toEqual([0, ["identify/remembered-mapping"]]);
  const { out } = await runCli(home, ["mapping", "list", "--json"]);
  const [known] = (JSON.parse(out) as { mappings: { id: string; mapping: object }[] }).mappings;
  expect(known?.mapping).toEqual({ shape: "computers", fields });
  const id = known?.id ?? "";
  expect((await runCli(home, ["mapping", "list"])).out).toContain("Burk = name");
  expect((await runCli(home, ["mapping", "forget", id])).code).toBe(0);
  const again = await runCli(home, ["mapping", "forget", id, "--json"]);
  expect([again.code, codes(again.out)]).toEqual([1, ["identify/no-such-mapping"]]);
  expect((await runCli(home, ["mapping", "forget"])).code).toBe(2);
}, 60_000);
