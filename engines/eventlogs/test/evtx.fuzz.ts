/** Fuzzes EVTX: good files with bytes changed, moved, repeated and cut. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { crc32 } from "node:zlib";
import { readEvtx } from "../src/index.ts";
import { chunkOf, fileOf, processRecord } from "./write-evtx.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

/** What one file of two chunks may take at most, however it was changed. */
const mostMs = 2_000;

/** Reads changed files for so many seconds; fails where one throws, counts wrongly or is slow. */
export function fuzz(seconds: number, seed: number): Fuzzed {
  const key = seeded(drawKey("evtx"), String(seed));
  let count = 0;
  const next = (below: number): number => block(key, (count += 1), 0).high % below;
  const records = Array.from({ length: 20 }, (_, id) => processRecord(id, `C:\\${id}`, "x /y"));
  const good = fileOf(chunkOf(records), chunkOf(records));
  const busy = 8_192;
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    const bytes = good.slice(0, next(4) === 0 ? 4_096 + next(2 * 65_536) : good.length);
    for (let edits = next(8); edits >= 0; edits -= 1) {
      const at = next(2) * 65_536 + next(busy);
      if (next(3) > 0) bytes[at] = next(256);
      else bytes.copyWithin(at, next(busy), next(busy));
    }
    const where = `case ${cases} of seed ${seed}`;
    const beginMs = performance.now();
    try {
      let given = 0;
      const options = { crc32: (part: Uint8Array) => crc32(part), remains: next(2) === 0 };
      const { counts } = readEvtx("x", bytes, () => (given += 1), options);
      if (counts.records !== given) failures.push(`${where}: ${counts.records} not ${given}`);
    } catch (error) {
      failures.push(`${where}: ${String(error)}`);
    }
    const tookMs = performance.now() - beginMs;
    if (tookMs > mostMs) failures.push(`${where}: ${tookMs} ms`);
  }
  return { name: "event logs of Windows", cases, failures };
}
