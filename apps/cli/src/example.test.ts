/** The example as files: written in any size, and each of them read to the last row. */
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { examplePaths, otherExamplePaths } from "@vallgrav/examples";
import { expect, test } from "vitest";
import { countFile } from "../conformance/count-file.ts";
import { differences, importTotals } from "../conformance/import-totals.ts";
import { runCli, temporaryFolder } from "./test/run-cli.ts";

test("[CL60] the example is written to an empty folder, with its truth", async () => {
  const folder = temporaryFolder();
  const [home, to] = [join(folder, "home"), join(folder, "example")];
  const made = await runCli(home, ["example", "write", "--to", to, "--seed", "annan", "--json"]);
  expect(made.code).toBe(0);
  const told = JSON.parse(made.out) as { readonly files: number; readonly truth: string };
  expect(told.files).toBe(examplePaths().length + otherExamplePaths().length);
  const lines = readFileSync(join(to, told.truth), "utf8").trimEnd().split("\n");
  for (const line of lines) {
    const { file, is } = JSON.parse(line) as { readonly file: string; readonly is: string };
    expect([file, existsSync(join(to, file)), is !== ""]).toEqual([file, true, true]);
  }
  // Another seed is another municipality of the same size.
  const users = "municipality/20261101080000_users.json";
  const kept = examplePaths().find((path) => path.endsWith("_users.json")) ?? "";
  expect(readFileSync(join(to, users)).equals(readFileSync(kept))).toBe(false);
  const again = await runCli(home, ["example", "write", "--to", to, "--json"]);
  expect([again.code, JSON.parse(again.out)]).toMatchObject([
    1,
    { problems: [{ code: "cli/exists" }] },
  ]);
  // Nothing of it touches the data.
  expect(existsSync(home)).toBe(false);
});

test("[CL61] every file of the example is read to the last row of its own count", async () => {
  const paths = [...examplePaths(), ...otherExamplePaths()];
  expect(paths.length).toBeGreaterThan(60);
  for (const path of paths) {
    const name = basename(path);
    const totals = await importTotals(path);
    const counted = countFile(name, readFileSync(path));
    expect([name, Object.values(counted).some((count) => count > 0)]).toEqual([name, true]);
    const found = typeof totals === "string" ? totals : differences(counted, totals);
    expect([name, found]).toEqual([name, []]);
  }
}, 420_000);
