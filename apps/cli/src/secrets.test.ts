/** Secrets in files of every kind: told with their place, and nowhere in what is kept. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { ImportReport } from "@vallgrav/platform/api";
import { readers } from "@vallgrav/readers";
import { expect, test } from "vitest";
import { runCli, temporaryFolder } from "./test/run-cli.ts";
import { plantedNumber, secretFiles } from "./test/secret-files.ts";

type Found = { readonly file: string; readonly text: string };

/** Every file below a folder, its bytes as text of one sign each. */
function filesBelow(folder: string): readonly Found[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .map((file) => ({
      file: file.slice(folder.length + 1),
      text: readFileSync(file, "latin1"),
    }));
}

/** Which of the words stand in which file. */
function leaks(files: readonly Found[], words: readonly string[]): readonly string[] {
  return files.flatMap(({ file, text }) =>
    words.filter((word) => text.includes(word)).map((word) => `${file}: ${word}`),
  );
}

test("[CL50] 200 secrets in files of every kind leave a notice each and nothing else", async () => {
  const [home, place, out] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
  const files = secretFiles();
  for (const { name, content } of files) {
    mkdirSync(dirname(join(place, name)), { recursive: true });
    writeFileSync(join(place, name), content);
  }
  const run = await runCli(home, [
    "import",
    ...files.map(({ name }) => join(place, name)),
    "--json",
  ]);
  const report = JSON.parse(run.out) as ImportReport;
  const errors = report.problems.filter(({ severity }) => severity === "error");
  expect([run.code, errors]).toEqual([0, []]);
  // Answers are numbers and nothing else, so there is nothing to plant.
  const kinds = new Set(report.files.map(({ reader }) => reader));
  const missing = Object.keys(readers).filter((reader) => !kinds.has(reader));
  expect(missing).toEqual(["answers"]);
  const told = files.map(({ name, secrets, numbers }) => {
    const notices = report.problems.filter(
      ({ code, at }) =>
        code === "readers/secret-in-field" && at?.file.endsWith(basename(name)) === true,
    );
    const placed = notices.filter(({ at }) => at?.place !== "");
    return [name, placed.length >= secrets.length + numbers || placed.length];
  });
  expect(told.filter(([, isTold]) => isTold !== true)).toEqual([]);
  const all = files.flatMap(({ secrets }) => secrets);
  expect(all.length).toBeGreaterThanOrEqual(200);
  const words = [...all, plantedNumber, plantedNumber.slice(2)];
  // The search finds what is there: the files themselves.
  expect(new Set(leaks(filesBelow(place), all).map((line) => line.split(": ")[1])).size).toBe(
    // Workbooks are stored unpacked by the test.
    all.length,
  );
  expect(leaks(filesBelow(home), words)).toEqual([]);
  expect(leaks([{ file: "out", text: run.out + run.err }], words)).toEqual([]);
  const written = await runCli(home, ["export", "--all", join(out, "all")]);
  expect([written.code, written.err]).toEqual([0, written.err]);
  // An export is all that is kept, raw files in the clear for their ninety days: those alone.
  const exported = filesBelow(join(out, "all"));
  const isRaw = ({ file }: Found): boolean => /^evidence\b/.test(file);
  expect(
    leaks(
      exported.filter((one) => !isRaw(one)),
      words,
    ),
  ).toEqual([]);
  expect(exported.filter(isRaw).length).toBe(files.length);
  expect(exported.filter((one) => !isRaw(one)).length).toBeGreaterThan(3);
  const log = await runCli(home, ["audit", "--json"]);
  expect(leaks([{ file: "audit", text: log.out + log.err }], words)).toEqual([]);
  expect(leaks(filesBelow(home), words)).toEqual([]);
}, 180_000);
