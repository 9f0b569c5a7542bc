/** A folder given to import. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { filesOf } from "./import-files.ts";

const folder = mkdtempSync(join(tmpdir(), "vallgrav-folder-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("[CL1135] a folder stands for the files in it", () => {
  const inner = join(folder, "a", "b");
  mkdirSync(inner, { recursive: true });
  mkdirSync(join(folder, "tom"));
  for (const name of ["2.csv", ".dold", "~$2.xlsx", "Thumbs.db"])
    writeFileSync(join(inner, name), "x");
  writeFileSync(join(folder, "1.csv"), "x");
  symlinkSync(join(folder, "1.csv"), join(folder, "3.csv"));
  const namesOf = (paths: readonly string[]): unknown => {
    const found = filesOf(paths);
    return "files" in found ? found.files.map(({ name }) => name) : found.problems;
  };
  expect(namesOf([folder])).toEqual(["1.csv", "2.csv"]);
  expect(namesOf([join(folder, "1.csv"), inner])).toEqual(["1.csv", "2.csv"]);
  expect(namesOf([join(folder, "tom"), join(folder, "ingen")])).toMatchObject([
    { code: "cli/unreadable", args: { reason: "folder" } },
    { code: "cli/unreadable", args: { reason: "missing" } },
  ]);
});
