/** A folder given to import. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { filesOf } from "./import-files.ts";
import { speakerOf } from "./speaker.ts";
import { sayProblems } from "./tell.ts";

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

test("[CL1300] how many files of a large folder are left out is said", () => {
  const large = join(folder, "stor");
  mkdirSync(large);
  for (let at = 0; at < 1_003; at += 1) writeFileSync(join(large, `${1_000 + at}.csv`), "");
  const found = filesOf([large]);
  if (!("files" in found)) throw new Error("the folder was refused");
  const more = {
    code: "cli/more-files",
    severity: "warning",
    at: { file: large, place: "" },
    args: { count: 3, taken: 1_000 },
  } as const;
  expect([found.files.length, found.more]).toEqual([1_000, [more]]);
  const said = (["sv", "en"] as const).map((language) => {
    const lines: string[] = [];
    const terminal = { out: () => {}, err: (text: string) => lines.push(text) };
    sayProblems(speakerOf({ ...terminal, env: {}, isWatched: false }, language), [
      { ...more, at: null },
      { code: "cli/unreadable", severity: "error", at: null, args: { reason: "no-mapping" } },
    ]);
    return lines;
  });
  expect(said).toEqual([
    [
      expect.stringContaining("3 filer till i mappen lästes inte in: av en mapp tas 1"),
      expect.stringContaining("Filen är ingen kolumntolkning."),
    ],
    [
      expect.stringContaining("3 further files of the folder were not read: 1,000 of a folder"),
      expect.stringContaining("vallgrav import --json"),
    ],
  ]);
});
