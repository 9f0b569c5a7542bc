/** Files below a folder, with links in it. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ruleFilesOf } from "../detect/rule-files.ts";
import { filesBelow } from "./files-below.ts";

const home = mkdtempSync(join(tmpdir(), "vallgrav-below-"));
afterAll(() => rmSync(home, { recursive: true }));

test("[CO1237] folders that links lead to are not entered, also where they lead back", () => {
  const folder = join(home, "given");
  const inner = join(folder, "a", "b");
  mkdirSync(inner, { recursive: true });
  mkdirSync(join(home, "beside"));
  for (const file of [join(inner, "1.yml"), join(folder, "2.yml"), join(home, "beside", "3.yml")])
    writeFileSync(file, "x");
  symlinkSync("..", join(inner, "up"), "junction");
  symlinkSync("../b", join(inner, "self"), "junction");
  symlinkSync("itself.yml", join(inner, "itself.yml"));
  symlinkSync(join(home, "beside"), join(folder, "beside"), "junction");
  symlinkSync(join(home, "beside", "3.yml"), join(folder, "3.yml"));
  const found = (paths: readonly string[]): readonly string[] =>
    paths.map((path) => relative(folder, path).replaceAll("\\", "/")).toSorted();
  expect(found(filesBelow(folder))).toEqual(["2.yml", "a/b/1.yml"]);
  // One's own rules may lie elsewhere: links are followed, but each folder is entered once.
  const rules = found(ruleFilesOf(folder)).map((path) => path.split("/").at(-1) ?? "");
  expect(rules.toSorted()).toEqual(["1.yml", "2.yml", "3.yml", "3.yml"]);
  expect(() => filesBelow(join(home, "none"))).toThrow(/ENOENT/);
});
