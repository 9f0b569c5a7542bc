/**
 * `npm run conformance -- [part of a path]`: holds the house against real files and reference
 * tools. Runs every `conformance/*.ts` of kernel, knowledge, engines, platform and apps that
 * exports `run(shared)`; others in such a folder are its parts, but a folder in which nothing runs
 * is a failure. With a part of a path only files whose path holds it run, and that there is none is
 * a failure.
 *
 * The sample data is not part of the repository: `$VALLGRAV_SHARED`, else `../shared/data`. Without
 * it nothing can be said, which is an error where `CI=true` or `--required`.
 */
import { fork } from "node:child_process";
import { existsSync } from "node:fs";
import { join, posix, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { exportsOf } from "./api-report.ts";
import { closingLine } from "./tally.ts";
import { readTree, repositoryRoot } from "./tree.ts";
import type { Tree } from "./tree.ts";

/** One thing that was held against reality. */
export type Comparison = {
  readonly name: string;
  readonly passed: boolean;
  readonly detail: string;
  /** It could not be tried on this machine; `detail` says why. Counts as neither. */
  readonly skipped?: boolean;
};

const place =
  /^(?:kernel|knowledge|engines\/[^/]+|platform|apps\/[^/]+)\/(?:.+\/)?conformance\/[^/]+\.ts$/;

/** Files that run, and folders in which none does. */
export type ConformanceFiles = {
  readonly files: readonly string[];
  readonly idle: readonly string[];
};

/** The conformance files of a tree that run, in order, and the folders in which none does. */
export function conformanceFiles(tree: Tree): ConformanceFiles {
  const all = [...tree.keys()].filter((path) => place.test(path) && !path.includes(".test."));
  const files = all.filter((path) => exportsOf(tree, path).has("run")).toSorted();
  const folders = new Set(all.map((path) => posix.dirname(path)));
  for (const file of files) folders.delete(posix.dirname(file));
  return { files, idle: [...folders] };
}

/** Those whose path holds a part; idle folders are everybody's, so they are left out then. */
export function filesWith(found: ConformanceFiles, part: string): ConformanceFiles {
  if (part === "") return found;
  return { files: found.files.filter((file) => file.includes(part)), idle: [] };
}

function isComparison(value: unknown): value is Comparison {
  return (
    typeof Reflect.get(Object(value), "name") === "string" &&
    typeof Reflect.get(Object(value), "passed") === "boolean"
  );
}

/** Runs one file; whatever goes wrong in it, and a run that compared nothing, is one failure. */
export async function runFile(path: string, shared: string): Promise<readonly Comparison[]> {
  try {
    const module: unknown = await import(pathToFileURL(path).href);
    const run: unknown = Reflect.get(Object(module), "run");
    if (typeof run !== "function") throw new TypeError("exports no run(shared)");
    const results: unknown = await Reflect.apply(run, null, [shared]);
    if (!Array.isArray(results) || results.length === 0) throw new TypeError("compared nothing");
    return results.map((one: unknown) =>
      isComparison(one) ? one : { name: "?", passed: false, detail: "not a comparison" },
    );
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return [{ name: "runs", passed: false, detail }];
  }
}

/**
 * Runs each file in a process of its own, two at a time, the longest first where that is known: so
 * none leaves anything behind for the next, and both cores of a small machine have work. Those that
 * hold what somebody waits for to a few seconds by the clock run last, with nothing beside them.
 * @param tell is given what came of each file, as it ends
 */
export async function runFiles(
  files: readonly string[],
  shared: string,
  tell: (file: string, results: readonly Comparison[], seconds: number) => void,
): Promise<void> {
  const beside = files.filter((file) => !alone.includes(file));
  const waiting = [
    ...long.filter((file) => beside.includes(file)),
    ...beside.filter((file) => !long.includes(file)),
  ];
  const lane = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const startMs = performance.now();
      // oxlint-disable-next-line no-await-in-loop -- one after the other is what a lane is
      const results = await runApart(join(repositoryRoot, file), shared);
      tell(file, results, (performance.now() - startMs) / 1000);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  waiting.push(...files.filter((file) => alone.includes(file)));
  await lane();
}

/** Files begun first, since whatever takes longest must not be begun last. */
const long: readonly string[] = [
  "apps/cli/conformance/ace-cut.ts",
  "apps/cli/conformance/main-job.ts",
  "platform/conformance/zonemaster.ts",
  "apps/cli/conformance/exact-cases.ts",
];
const alone: readonly string[] = ["apps/cli/conformance/import-time.ts"];
const lanes = 2;

/** {@link runFile} in a process of its own; that it ends without an answer is one failure. */
async function runApart(path: string, shared: string): Promise<readonly Comparison[]> {
  const child = fork(import.meta.filename, ["--file", path, shared]);
  return new Promise((answer) => {
    child.on("message", (told) => {
      if (Array.isArray(told) && told.every(isComparison)) answer(told);
    });
    child.on("exit", (code, signal) => {
      answer([{ name: "runs", passed: false, detail: `ended with ${signal ?? code}` }]);
    });
  });
}

async function answerParent([path = "", shared = ""]: readonly string[]): Promise<void> {
  const results = await runFile(path, shared);
  await new Promise((sent) => process.send?.(results, sent));
}

async function main(): Promise<number> {
  const shared = resolve(repositoryRoot, process.env["VALLGRAV_SHARED"] ?? "../shared/data");
  const isRequired = process.env["CI"] === "true" || process.argv.includes("--required");
  if (!existsSync(shared)) {
    console.log("the sample data is not here: set VALLGRAV_SHARED to its folder");
    console.log(isRequired ? "0 passed, 1 failed" : "0 passed, 0 failed");
    return isRequired ? 1 : 0;
  }
  const part = process.argv.slice(2).find((word) => !word.startsWith("--")) ?? "";
  const { files, idle } = filesWith(conformanceFiles(readTree(repositoryRoot)), part);
  let passed = 0;
  let failed = idle.length;
  let skipped = 0;
  for (const folder of idle) console.log(`FAIL  ${folder}: no file here exports run(shared)`);
  await runFiles(files, shared, (file, results, seconds) => {
    for (const one of results) {
      if (one.skipped === true) skipped += 1;
      else if (one.passed) passed += 1;
      else failed += 1;
      const word = one.skipped === true ? "skip" : one.passed ? "ok  " : "FAIL";
      console.log(`${word}  ${file}: ${one.name}, ${seconds.toFixed(1)} s`);
      if (one.detail !== "") console.log(`      ${one.detail}`);
    }
  });
  if (files.length === 0) {
    console.log("no conformance file found, so this proves nothing");
    failed += 1;
  }
  console.log(closingLine({ passed, failed, skipped }));
  return failed > 0 ? 1 : 0;
}

// Some file may have left a worker or a socket behind: the answer is known, so leave.
if (import.meta.main) {
  const [word, ...rest] = process.argv.slice(2);
  if (word !== "--file") process.exit(await main());
  await answerParent(rest);
  process.exit(0);
}
