/** Every fuzzer stands in the record of what they have tried, with seeds that count once. */
import {
  casesOf,
  fuzzersOf,
  lackingReaders,
  notReaders,
  readRecord,
  recordFile,
  wantedCases,
} from "../fuzz-record.ts";
import type { Finding, Tree } from "../tree.ts";

/** What the record lacks or has wrong. A house without fuzzers needs none. */
export function checkFuzzed(tree: Tree): readonly Finding[] {
  const fuzzers = fuzzersOf(tree);
  const text = tree.get(recordFile);
  if (fuzzers.length === 0 && text === undefined) return [];
  const { runs, bad } = readRecord(text ?? "");
  const findings: Finding[] = [];
  const add = (file: string, what: string): void => {
    findings.push({ rule: "fuzzed", file, what });
  };
  for (const line of bad) add(`${recordFile}:${line}`, "is no row: part,cases,date,sources,seed");
  const sums = casesOf(runs);
  for (const part of fuzzers)
    if (!sums.has(part)) add(part, `has no run in ${recordFile}: npm run fuzz -- --record`);
  for (const part of sums.keys())
    if (!tree.has(part)) add(recordFile, `${part} is no fuzzer any more`);
  const seen = new Set<string>();
  for (const { part, seed } of runs) {
    const name = `${part} of seed ${seed}`;
    if (seen.has(name)) add(recordFile, `${name} is counted twice`);
    seen.add(name);
  }
  return findings;
}

/** How many readers have been given their million, and each that has not, with what it has. */
export function tellFuzzed(tree: Tree): readonly string[] {
  const readers = fuzzersOf(tree).filter((part) => !notReaders.has(part));
  const lacking = lackingReaders(tree);
  const reached = readers.length - lacking.length;
  return [
    `fuzzed: ${reached} of ${readers.length} readers have had ${wantedCases} cases`,
    ...lacking.map(([part, cases]) => `fuzzed: not yet ${part}: ${cases} cases`),
  ];
}
