/** What runs other things: types, smoke, conformance, fuzz, the sum of tests, the set-up. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Comparison, conformanceFiles, filesWith, runFile, runFiles } from "./conformance.ts";
import { benchesOf } from "./bench.ts";
import { runFuzzer } from "./fuzz.ts";
import { tryDoors } from "./smoke.ts";
import { addTallies, closingLine, nothing, readVitest, slowestFiles } from "./tally.ts";
import { readTree, repositoryRoot } from "./tree.ts";
import { sortOutput } from "./types.ts";

let folder = "";

function place(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vallgrav-tools-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test("[H22] a door that does not exist or throws is a finding", async () => {
  place("good.mjs", "export const x = 1;");
  place("bad.mjs", "throw new Error('no\\nmore');");
  const doors = ["good.mjs", "bad.mjs"].map((file) => ({ name: file, file }));
  expect(await tryDoors(folder, doors)).toEqual([{ rule: "smoke", file: "bad.mjs", what: "no" }]);
  const missing = await tryDoors(folder, [{ name: "m", file: "missing.mjs" }]);
  expect(missing.map(({ file }) => file)).toEqual(["m"]);
});

test("[H23] types counts the files of ours that were read, and keeps complaints", () => {
  const output = [
    "/srv/house/node_modules/typescript/lib/lib.d.ts",
    "/srv/house/kernel/src/brand.ts",
    "/srv/house/package.json",
    "kernel/src/brand.ts(1,2): error TS1005: ';' expected.",
    "error TS18003: No inputs were found.",
  ].join("\n");
  expect(sortOutput(output, "/srv/house")).toEqual({
    files: 2,
    complaints: [
      "kernel/src/brand.ts(1,2): error TS1005: ';' expected.",
      "error TS18003: No inputs were found.",
    ],
  });
});

test("[H24] tests are counted one by one; a file that did not run is a failure", () => {
  const report = {
    testResults: [
      {
        name: "/srv/house/a.test.ts",
        status: "failed",
        assertionResults: [
          { fullName: "[R1] a", status: "passed" },
          { fullName: "[R2] b", status: "failed", failureMessages: ["expected 1"] },
          { fullName: "[R3] c", status: "skipped" },
        ],
      },
      {
        name: "/srv/house/b.test.ts",
        status: "failed",
        message: "no module",
        assertionResults: [],
      },
    ],
  };
  expect(readVitest(report, "/srv/house")).toEqual({
    tally: { passed: 1, failed: 2, skipped: 1 },
    failures: ["a.test.ts: [R2] b\nexpected 1", "b.test.ts: no module"],
    skips: ["a.test.ts: [R3] c"],
  });
  expect(readVitest({}, "")).toEqual({ tally: nothing, failures: [], skips: [] });
});

test("[H25] the closing line is counts and nothing else", () => {
  const sum = addTallies({ passed: 2, failed: 1, skipped: 0 }, { ...nothing, passed: 3 });
  expect(closingLine(sum)).toBe("5 passed, 1 failed");
  expect(closingLine({ ...sum, skipped: 4 })).toBe("5 passed, 1 failed, 4 skipped");
  const report = {
    testResults: [
      { name: "/srv/house/a.test.ts", startTime: 1000, endTime: 1500 },
      { name: "/srv/house/b.test.ts", startTime: 1000, endTime: 9000 },
    ],
  };
  expect(slowestFiles(report, "/srv/house", 1)).toEqual([{ file: "b.test.ts", seconds: 8 }]);
});

test("[H26] conformance files are found by place; to compare nothing is to fail", async () => {
  const runs = "export function run() {}";
  const tree = new Map([
    ["engines/mal/conformance/malc.ts", runs],
    ["engines/mal/conformance/part.ts", "export const part = 1;"],
    ["engines/mal/conformance/malc.test.ts", runs],
    ["tools/src/conformance.ts", runs],
    ["kernel/conformance/chance.ts", "export const rum = 1;"],
    ["knowledge/conformance/rights.ts", runs],
    ["platform/src/storage/conformance/store.ts", runs],
  ]);
  expect(conformanceFiles(tree)).toEqual({
    files: [
      "engines/mal/conformance/malc.ts",
      "knowledge/conformance/rights.ts",
      "platform/src/storage/conformance/store.ts",
    ],
    idle: ["kernel/conformance"],
  });
  const found = conformanceFiles(tree);
  expect(filesWith(found, "")).toEqual(found);
  expect(filesWith(found, "rights").files).toEqual(["knowledge/conformance/rights.ts"]);
  expect(filesWith(found, "nothing so called")).toEqual({ files: [], idle: [] });
  const good = { name: "a", passed: true, detail: "" };
  const body = `export async function run() { return [${JSON.stringify(good)}, 1]; }`;
  expect(await runFile(place("good.conf.mjs", body), "x")).toEqual([
    good,
    { name: "?", passed: false, detail: "not a comparison" },
  ]);
  for (const text of ["export const run = () => [];", "export {};", "export const run = 1;"]) {
    const path = place(`bad-${text.length}.conf.mjs`, text);
    expect((await runFile(path, "x")).map(({ passed }) => passed)).toEqual([false]);
  }
});

test("[H26] a conformance file has a process of its own; one that dies is a failure", async () => {
  const good = { name: "a", passed: true, detail: "" };
  const files = [
    place("lives.conf.mjs", `export const run = () => [${JSON.stringify(good)}];`),
    place("dies.conf.mjs", "export const run = () => process.exit(3);"),
    place("empty.conf.mjs", "export const run = () => [];"),
  ].map((path) => relative(repositoryRoot, path));
  const told = new Map<string, readonly Comparison[]>();
  await runFiles(files, "x", (file, results) => told.set(basename(file), results));
  expect(told.get("lives.conf.mjs")).toEqual([good]);
  expect(told.get("dies.conf.mjs")).toEqual([
    { name: "runs", passed: false, detail: "ended with 3" },
  ]);
  expect(told.get("empty.conf.mjs")?.map(({ passed }) => passed)).toEqual([false]);
});

test("[H1030] what a fuzzer is told grows by work and not by waiting", async () => {
  const source = `export function fuzz(seconds, seed, spentMs) {
    const beganMs = spentMs();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
    const waitedMs = spentMs() - beganMs;
    for (const until = spentMs() + 60; spentMs() < until;);
    const workedMs = spentMs() - beganMs - waitedMs;
    return { name: "x", cases: 1, failures: [waitedMs < 200, workedMs >= 60] };
  }`;
  const { failures } = await runFuzzer(place("spent.fuzz.mjs", source), 1, 1);
  expect(failures).toEqual(["true", "true"]);
});

test("[H27] a fuzzer answers with a name, how many cases it tried, and failures", async () => {
  const good =
    "export const fuzz = async (s, seed) => ({ name: 'f', cases: s, failures: [seed] });";
  expect(await runFuzzer(place("good.fuzz.mjs", good), 2, 7)).toEqual({
    name: "f",
    cases: 2,
    failures: ["7"],
  });
  await expect(runFuzzer(place("bad.fuzz.mjs", "export {};"), 1, 1)).rejects.toThrow(TypeError);
});

test("[H32] a bench says how it is run; what does not is a part of one", () => {
  const says = "/** Measures: `node engines/a/bench/speed.ts`. */";
  const tree = new Map([
    ["engines/a/bench/speed.ts", says],
    ["engines/a/bench/peer.ts", "/** The peer. */"],
    ["engines/a/src/speed.ts", says],
  ]);
  expect(benchesOf(tree)).toEqual(["engines/a/bench/speed.ts"]);
  expect(benchesOf(readTree(repositoryRoot)).length).toBeGreaterThan(2);
});

test("[H28] a second set-up is silent", () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["tools/setup.mjs"], {
    cwd: repositoryRoot,
    encoding: "utf8",
  });
  expect({ stdout, stderr, status }).toEqual({ stdout: "", stderr: "", status: 0 });
});
