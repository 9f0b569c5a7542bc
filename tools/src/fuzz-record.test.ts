/** The record of what fuzzers have tried. */
import { expect, test } from "vitest";
import {
  addRun,
  casesOf,
  fuzzersOf,
  lackingReaders,
  notReaders,
  readRecord,
  recordFile,
  sourcesDigest,
  wantedCases,
} from "./fuzz-record.ts";
import { checkFuzzed, tellFuzzed } from "./tidy/fuzzed.ts";
import { readTree, repositoryRoot } from "./tree.ts";

const part = "engines/a/test/b.fuzz.ts";
const heading = "part,cases,date,sources,seed\n";
const run = { part, cases: 700_000, date: "2026-11-30", sources: "0123456789ab", seed: 7 };
const row = `${part},700000,2026-11-30,0123456789ab,7\n`;

test("[H830] a run is added by its part, and a seed counts once for it", () => {
  const one = addRun(heading, run) ?? "";
  expect(one).toBe(heading + row);
  expect(addRun(one, { ...run, cases: 1 })).toBeNull();
  const two = addRun(one, { ...run, part: "a/test/a.fuzz.ts" }) ?? "";
  const three = addRun(two, { ...run, cases: 5, seed: 8 }) ?? "";
  expect(three).toBe(
    `${heading}a/test/a.fuzz.ts,700000,2026-11-30,0123456789ab,7\n${row}` +
      `${part},5,2026-11-30,0123456789ab,8\n`,
  );
  expect([...casesOf(readRecord(three).runs)]).toEqual([
    ["a/test/a.fuzz.ts", 700_000],
    [part, 700_005],
  ]);
});

test("[H831] a fuzzer without a run, a seed twice, a row of nothing are findings", () => {
  const check = (text: string | undefined, ...fuzzers: readonly string[]) =>
    checkFuzzed(
      new Map([
        ...fuzzers.map((path): [string, string] => [path, ""]),
        ...(text === undefined ? [] : [[recordFile, text] as const]),
      ]),
    ).map(({ file, what }) => `${file}: ${what}`);
  expect(check(undefined)).toEqual([]);
  expect(check(heading + row, part)).toEqual([]);
  const missing = `${part}: has no run in ${recordFile}: npm run fuzz -- --record`;
  expect(check(heading, part)).toEqual([missing]);
  const form = "is no row: part,cases,date,sources,seed";
  expect(check(undefined, part)).toEqual([`${recordFile}:1: ${form}`, missing]);
  expect(check(heading + row)).toEqual([`${recordFile}: ${part} is no fuzzer any more`]);
  expect(check(heading + row + row, part)).toEqual([
    `${recordFile}: ${part} of seed 7 is counted twice`,
  ]);
  for (const bad of [row.replace("700000", "0"), row.replace("ab,7", "ab,"), "x\n"])
    expect(check(heading + row + bad, part)).toEqual([`${recordFile}:3: ${form}`]);
});

test("[H1031] those that lack cases come with what they have, the nearest first", () => {
  const law = [...notReaders.keys()][0] ?? "";
  const parts = ["c", "a", "b", "d"].map((name) => `engines/${name}/test/${name}.fuzz.ts`);
  const [c = "", a = "", b = "", d = ""] = parts;
  const rows = [
    { ...run, part: a, cases: wantedCases },
    { ...run, part: b, cases: wantedCases - 1 },
    { ...run, part: c, cases: 5 },
  ];
  const text = rows.reduce((sum, one) => addRun(sum, one) ?? "", heading);
  const tree = new Map([...parts, law].map((path): [string, string] => [path, ""]));
  expect(lackingReaders(tree.set(recordFile, text))).toEqual([
    [b, wantedCases - 1],
    [c, 5],
    [d, 0],
  ]);
});

test("[H831] who has not had a million is told with what it has, not counted as done", () => {
  const law = [...notReaders.keys()][0] ?? "";
  const tree = (cases: number) =>
    new Map([
      [part, ""],
      [law, ""],
      [recordFile, addRun(heading, { ...run, cases }) ?? ""],
    ]);
  expect(tellFuzzed(tree(wantedCases - 1))).toEqual([
    "fuzzed: 0 of 1 readers have had 1000000 cases",
    `fuzzed: not yet ${part}: 999999 cases`,
  ]);
  expect(tellFuzzed(tree(wantedCases))).toEqual(["fuzzed: 1 of 1 readers have had 1000000 cases"]);
});

test("[H832] what was tried is named by the sources of its room, tests left out", () => {
  const sources = new Map([
    ["engines/a/src/x.ts", "1"],
    ["engines/a/src/x.test.ts", "2"],
    ["engines/b/src/x.ts", "3"],
    [part, "4"],
  ]);
  const digest = sourcesDigest(sources, part);
  expect(digest).toMatch(/^[0-9a-f]{12}$/);
  const changed = (path: string) => sourcesDigest(new Map(sources).set(path, "else"), part);
  expect(changed("engines/a/src/x.test.ts")).toBe(digest);
  expect(changed("engines/b/src/x.ts")).toBe(digest);
  expect(changed("engines/a/src/x.ts")).not.toBe(digest);
  expect(changed("engines/a/src/lib/y.ts")).not.toBe(digest);
});

test("[H831] every fuzzer of this house stands in its record", () => {
  const tree = readTree(repositoryRoot);
  expect(checkFuzzed(tree)).toEqual([]);
  expect(fuzzersOf(tree).length).toBeGreaterThan(notReaders.size);
  expect([...notReaders.keys()].filter((path) => !tree.has(path))).toEqual([]);
});
