/** Fuzzes what a directory answers over LDAP: values of every kind, collected and then read. */
import { block, drawKey, type EvidenceId, type Instant, seeded } from "@vallgrav/kernel";
import { read } from "@vallgrav/readers";
import {
  collectDirectory,
  defaultDirectoryLimits,
} from "../src/collect/directory/collect-directory.ts";
import { DirectoryFailed } from "../src/collect/directory/directory-failed.ts";
import { directoryOf, freeText } from "./directory-values.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

const limits = { ...defaultDirectoryLimits, entries: 12 };
const [evidence, receivedAt] = ["e" as EvidenceId, "2026-03-02T08:00:00.000Z" as Instant];

/** What is wrong with how one directory is collected, or null. */
async function faultOf(next: (below: number) => number): Promise<string | null> {
  let [text, elapsedMs] = ["", 0];
  const pieces = collectDirectory(
    {
      keeper: null,
      open: async () => directoryOf(next),
      now: () => new Date(0),
      elapsedMs: () => (elapsedMs += 1),
      progress: () => undefined,
      signal: new AbortController().signal,
    },
    limits,
  );
  try {
    for await (const piece of pieces) text += piece;
  } catch (error) {
    // Nothing may have been said by then: a half document would be taken for a whole one.
    if (error instanceof DirectoryFailed) return text === "" ? null : "fails halfway";
    throw error;
  }
  if (text.includes(freeText) || text.includes("Hemligt99")) return "a free text was written down";
  const { objects, written } = JSON.parse(text) as { objects: unknown[]; written: number };
  if (objects.length !== written || written > limits.entries)
    return `${objects.length} entries, ${written} said`;
  const reading = read({
    name: "ad.json",
    bytes: new Uint8Array(Buffer.from(text)),
    evidence,
    receivedAt,
  });
  return reading.ok ? null : `refused: ${JSON.stringify(reading.problems)}`;
}

/** Collects for so many seconds; fails where something is thrown, refused or told too much. */
export async function fuzz(seconds: number, seed: number): Promise<Fuzzed> {
  const key = seeded(drawKey("directory values"), String(seed));
  let count = 0;
  const next = (below: number): number => block(key, (count += 1), 0).high % below;
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    const where = `case ${cases} of seed ${seed}`;
    try {
      const fault = await faultOf(next);
      if (fault !== null) failures.push(`${where}: ${fault}`);
    } catch (error) {
      failures.push(`${where}: ${error instanceof Error ? (error.stack ?? "") : String(error)}`);
    }
  }
  return { name: "values of directories", cases, failures };
}
