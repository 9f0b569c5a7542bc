/**
 * What fuzzers have tried over time: `docs/fuzz-counts.csv` has a row for each run that found
 * nothing, added by `npm run fuzz -- … --record`. A seed counts once: run again it tries the same.
 */
import { createHash } from "node:crypto";
import type { Tree } from "./tree.ts";
import { isSource, isTest } from "./tree.ts";

/** The record. */
export const recordFile = "docs/fuzz-counts.csv";
/** What every reader of foreign bytes is to have been given, over time. */
export const wantedCases = 1_000_000;

/** Why a part is not held against the million: it holds laws of our own, and reads nothing. */
export const notReaders: ReadonlyMap<string, string> = new Map([
  ["engines/mal/test/cases.fuzz.ts", "published cases, each of a million runs"],
  ["engines/mal/test/contracted.fuzz.ts", "scenes made smaller"],
  ["engines/mal/test/grown.fuzz.ts", "graphs and runs against the slow way"],
  ["engines/mal/test/monotone.fuzz.ts", "a law of measures"],
]);

/** One run that found nothing. */
export type FuzzRun = {
  /** Path of the fuzzer. */
  readonly part: string;
  readonly cases: number;
  /** `2026-11-30`. */
  readonly date: string;
  /** Of the sources tried: see {@link sourcesDigest}. */
  readonly sources: string;
  readonly seed: number;
};

const heading = "part,cases,date,sources,seed";
const rowForm = /^([\w./-]+\.fuzz\.ts),(\d{1,12}),(\d{4}-\d\d-\d\d),([0-9a-f]{12}),(\d{1,10})$/;

/** The runs of a record, and the numbers of the lines that are none. */
export function readRecord(text: string): {
  readonly runs: readonly FuzzRun[];
  readonly bad: readonly number[];
} {
  const runs: FuzzRun[] = [];
  const bad: number[] = [];
  const [first, ...lines] = text.split("\n");
  if (first !== heading) bad.push(1);
  for (const [at, line] of lines.entries()) {
    if (line === "") continue;
    const [, part = "", cases = "", date = "", sources = "", seed = ""] = rowForm.exec(line) ?? [];
    if (part === "" || Number(cases) < 1) bad.push(at + 2);
    else runs.push({ part, cases: Number(cases), date, sources, seed: Number(seed) });
  }
  return { runs, bad };
}

/**
 * The record with one more run, by part and then in the order they were added.
 * @returns null where that seed has been counted for that part
 */
export function addRun(text: string, run: FuzzRun): string | null {
  const { runs } = readRecord(text);
  if (runs.some(({ part, seed }) => part === run.part && seed === run.seed)) return null;
  const sorted = [...runs, run].toSorted((one, other) =>
    one.part < other.part ? -1 : Number(one.part > other.part),
  );
  const lines = sorted.map(
    ({ part, cases, date, sources, seed }) => `${part},${cases},${date},${sources},${seed}`,
  );
  return `${[heading, ...lines].join("\n")}\n`;
}

/** Paths of all fuzzers of the house, sorted. */
export function fuzzersOf(tree: Tree): readonly string[] {
  return [...tree.keys()].filter((path) => path.endsWith(".fuzz.ts")).toSorted();
}

/** Cases of each part together. */
export function casesOf(runs: readonly FuzzRun[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { part, cases } of runs) sums.set(part, (sums.get(part) ?? 0) + cases);
  return sums;
}

/** Readers that have not had {@link wantedCases}, with what they have: the nearest to it first. */
export function lackingReaders(tree: Tree): readonly (readonly [part: string, cases: number])[] {
  const sums = casesOf(readRecord(tree.get(recordFile) ?? "").runs);
  return fuzzersOf(tree)
    .filter((part) => !notReaders.has(part))
    .map((part) => [part, sums.get(part) ?? 0] as const)
    .filter(([, cases]) => cases < wantedCases)
    .toSorted(([, one], [, other]) => other - one);
}

/**
 * Names what was tried: 12 hexadecimal digits of the SHA-256 over the sources of the fuzzer's room,
 * tests left out. A commit would not do: one that is moved has another name and the same sources.
 */
export function sourcesDigest(tree: Tree, part: string): string {
  const room = part.replace(/\/(?:src|test)\/.*$/, "/src/");
  const hash = createHash("sha256");
  for (const [path, text] of [...tree].toSorted(([one], [other]) => (one < other ? -1 : 1)))
    if (path.startsWith(room) && isSource(path) && !isTest(path))
      hash.update(`${path}\0${text.length}\0${text}`);
  return hash.digest("hex").slice(0, 12);
}
