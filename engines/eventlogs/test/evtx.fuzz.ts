/** Fuzzes EVTX: good files with bytes changed, moved, repeated and cut. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { crc32 } from "node:zlib";
import { readEvtx } from "../src/index.ts";
import { chunkOf, fileOf, number, processRecord, raw } from "./write-evtx.ts";
import type { Element, RecordOf, Value } from "./write-evtx.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

/** What one file of two chunks may take at most, however it was changed. */
const mostMs = 2_000;
/** One case in so many begins with a file of two whole chunks; the others are small. */
const wholeEvery = 100;
const headBytes = 4_096;
const chunkBytes = 65_536;

/** A record with values of every type, of which writers use a few. */
function typedRecord(id: number): RecordOf {
  const values: readonly Value[] = [
    ...[2, 3].map((type) => raw(type, 0x61)),
    ...[4, 5].map((type) => number(type, 1, -2n)),
    ...[6, 7].map((type) => number(type, 2, -2n)),
    ...[8, 9, 0x14, 0x0d].map((type) => number(type, 4, 5n)),
    ...[0x0a, 0x0c, 0x11, 0x15].map((type) => number(type, 8, 134_117_966_456_789_012n)),
    raw(0x0f, ...Array.from({ length: 16 }, (_, at) => at)),
    raw(0x12, 0xea, 7, 1, 0, 5, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0),
    raw(0x13, 1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x20, 2, 0, 0),
    raw(0x81, 0x61, 0, 0, 0, 0x62, 0, 0, 0),
    raw(0x88, 1, 0, 0, 0, 2, 0, 0, 0),
  ];
  const children = values.map((_, slot): Element => ({ name: "Data", children: [{ slot }] }));
  return { id, template: { id: 0x33, root: { name: "Event", children } }, values };
}

/** A chunk without the zeros behind its records, as a file ends that was copied too early. */
function shortChunk(records: readonly RecordOf[], behind: number): Uint8Array {
  const chunk = chunkOf(records);
  const free = new DataView(chunk.buffer).getUint32(48, true);
  return chunk.subarray(0, free + behind);
}

const joined = (...parts: readonly Uint8Array[]): Uint8Array =>
  new Uint8Array(Buffer.concat(parts));

/** A file to change, and the stretches of it that hold something. */
type Good = { readonly bytes: Uint8Array; readonly busy: readonly (readonly [number, number])[] };

function whole(): Good {
  const records = Array.from({ length: 20 }, (_, id) => processRecord(id, `C:\\${id}`, "x /y"));
  const bytes = fileOf(chunkOf(records), chunkOf(records));
  return {
    bytes,
    busy: [0, 1].map((chunk) => [headBytes * chunk + chunk * chunkBytes, 2 * headBytes]),
  };
}

/** Small files: with the file's head and without, of few records, with remains behind them. */
function small(): readonly Good[] {
  const head = fileOf().subarray(0, headBytes);
  const [process, typed] = [processRecord(1, "C:\\a", "x /y"), typedRecord(2)];
  const chunks = [[process], [typed], [process, processRecord(3, "", "å"), typed]].map(
    (records, at) => shortChunk(records, 40 * at),
  );
  const bare = chunks.map((bytes): Good => ({ bytes, busy: [[0, bytes.length]] }));
  const headed = chunks.map((bytes): Good => ({
    bytes: joined(head, bytes),
    busy: [
      [0, 128],
      [headBytes, bytes.length],
    ],
  }));
  return [...bare, ...bare, ...headed];
}

function changed({ bytes: good, busy }: Good, next: (below: number) => number): Uint8Array {
  const bytes = good.slice(0, next(4) === 0 ? next(good.length) + 1 : good.length);
  const place = (): number => {
    const [from, length] = busy[next(busy.length)] ?? [0, 1];
    return from + next(length);
  };
  for (let edits = next(8); edits >= 0; edits -= 1) {
    const at = place();
    if (next(3) > 0) bytes[at] = next(256);
    else {
      const from = place();
      bytes.copyWithin(at, from, from + next(next(20) === 0 ? 2 * headBytes : 64));
    }
  }
  return bytes;
}

/**
 * Reads changed files for so many seconds; fails where one throws, counts wrongly or is slow.
 * @param spentMs work that the process has done so far
 */
export function fuzz(seconds: number, seed: number, spentMs: () => number): Fuzzed {
  const key = seeded(drawKey("evtx"), String(seed));
  let count = 0;
  const next = (below: number): number => block(key, (count += 1), 0).high % below;
  const [large, few] = [whole(), small()];
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    const isWhole = next(wholeEvery) === 0;
    const bytes = changed(isWhole ? large : (few[next(few.length)] ?? large), next);
    const where = `case ${cases} of seed ${seed}`;
    const remains = next(2) === 0;
    const beganMs = spentMs();
    try {
      let given = 0;
      const options = { crc32: (part: Uint8Array) => crc32(part), remains };
      const { counts } = readEvtx("x", bytes, () => (given += 1), options);
      if (counts.records !== given) failures.push(`${where}: ${counts.records} not ${given}`);
    } catch (error) {
      failures.push(`${where}: ${String(error)}`);
    }
    const tookMs = spentMs() - beganMs;
    if (tookMs > mostMs) failures.push(`${where}: ${tookMs} ms`);
  }
  return { name: "event logs of Windows", cases, failures };
}
