/**
 * `npm run fuzz -- [seconds] [seed] [part of a path] [--record]`: runs every `*.fuzz.ts` for so
 * many seconds each (default 30). Each exports `fuzz(seconds, seed, spentMs)` and answers
 * `{ name, cases, failures }`. The short form of the same property runs inside `npm test`. The seed
 * printed finds it again. With `--record` runs that found nothing are added to
 * `docs/fuzz-counts.csv`; a seed counts once, so leave it out (`-`) for one of the moment.
 *
 * `npm run fuzz -- [seconds] --lacking`: so many seconds in all, and recorded, for the readers that
 * have not had their million, the nearest to it first.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { addRun, fuzzersOf, lackingReaders, recordFile, sourcesDigest } from "./fuzz-record.ts";
import { closingLine } from "./tally.ts";
import type { Tree } from "./tree.ts";
import { readTree, repositoryRoot } from "./tree.ts";

/** What one fuzzer found; a failure is told in words that reproduce it. */
export type FuzzResult = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

/**
 * Milliseconds of work that this process has done. What a case takes is told by this and not by the
 * clock: a machine with other things to do makes nothing slow.
 */
function spentMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Runs one file's `fuzz`. @throws {TypeError} when it exports none or answers something else */
export async function runFuzzer(path: string, seconds: number, seed: number): Promise<FuzzResult> {
  const module: unknown = await import(pathToFileURL(path).href);
  const fuzz: unknown = Reflect.get(Object(module), "fuzz");
  if (typeof fuzz !== "function") throw new TypeError(`${path} exports no fuzz(seconds, seed)`);
  const answer: unknown = await Reflect.apply(fuzz, null, [seconds, seed, spentMs]);
  const name: unknown = Reflect.get(Object(answer), "name");
  const cases: unknown = Reflect.get(Object(answer), "cases");
  const failures: unknown = Reflect.get(Object(answer), "failures");
  if (typeof name !== "string" || typeof cases !== "number" || !Array.isArray(failures))
    throw new TypeError(`${path} must answer { name, cases, failures: string[] }`);
  return { name, cases, failures: failures.map(String) };
}

/** Adds a run to the record, and says why where it does not count. */
function record(tree: Tree, part: string, { cases }: FuzzResult, seed: number): void {
  const path = join(repositoryRoot, recordFile);
  const date = new Date().toISOString().slice(0, 10);
  const run = { part, cases, date, sources: sourcesDigest(tree, part), seed };
  // Read anew each time: several may run beside each other.
  const text = addRun(readFileSync(path, "utf8"), run);
  if (text === null) console.log("      this seed has been counted");
  else writeFileSync(path, text);
}

/** Runs and tells one fuzzer; whether it found nothing. */
async function tried(tree: Tree, run: Run): Promise<boolean> {
  const { file, seconds, seed, isRecorded } = run;
  const result = await runFuzzer(join(repositoryRoot, file), seconds, seed);
  const { name, cases, failures } = result;
  const isGood = failures.length === 0 && cases > 0;
  console.log(`${isGood ? "ok  " : "FAIL"}  ${name}: ${cases} cases, seed ${seed}`);
  for (const failure of failures) console.log(`      ${failure}`);
  if (isGood && isRecorded) record(tree, file, result, seed);
  return isGood;
}

type Run = {
  readonly file: string;
  readonly seconds: number;
  readonly seed: number;
  readonly isRecorded: boolean;
};

const newSeed = (): number => Date.now() % 2 ** 31;

/** Longest that one reader is tried before the next look at who lacks most. */
const sliceSeconds = 20;

/** Tries those that lack cases until the time is out, nobody lacks any, or something is found. */
async function tryLacking(seconds: number): Promise<readonly boolean[]> {
  const untilMs = Date.now() + seconds * 1_000;
  const found: boolean[] = [];
  for (;;) {
    const leftSeconds = (untilMs - Date.now()) / 1_000;
    const tree = readTree(repositoryRoot);
    const [next] = lackingReaders(tree);
    if (next === undefined) console.log("every reader has had its million");
    if (next === undefined || leftSeconds <= 0 || found.includes(false)) return found;
    const slice = Math.min(sliceSeconds, leftSeconds);
    const run = { file: next[0], seconds: slice, seed: newSeed(), isRecorded: true };
    found.push(await tried(tree, run));
  }
}

async function main(): Promise<number> {
  const given = process.argv.slice(2);
  const isRecorded = given.includes("--record");
  const isLacking = given.includes("--lacking");
  const [secondsText = "30", seedText = "-", part = ""] = given.filter(
    (one) => one !== "--record" && one !== "--lacking",
  );
  const seconds = Number(secondsText);
  const seed = seedText === "-" ? newSeed() : Number(seedText);
  if (!(seconds > 0) || !Number.isInteger(seed)) {
    console.error("usage: npm run fuzz -- [seconds] [seed] [part of a path] [--record]");
    console.error("       npm run fuzz -- [seconds] --lacking");
    return 2;
  }
  // Failures are told by their words; where refusals are thrown, their stacks cost half the time.
  Error.stackTraceLimit = 0;
  const found: boolean[] = [];
  if (isLacking) found.push(...(await tryLacking(seconds)));
  else {
    const tree = readTree(repositoryRoot);
    const files = fuzzersOf(tree).filter((path) => path.includes(part));
    for (const file of files) found.push(await tried(tree, { file, seconds, seed, isRecorded }));
    if (files.length === 0) {
      console.log("no fuzzer found, so this proves nothing");
      found.push(false);
    }
  }
  const passed = found.filter(Boolean).length;
  console.log(closingLine({ passed, failed: found.length - passed, skipped: 0 }));
  return found.includes(false) ? 1 : 0;
}

if (import.meta.main) process.exitCode = await main();
