/** EVTX that is damaged: what is left of it, and what is said of the rest. */
import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import {
  chunkOf,
  fileOf,
  processRecord,
  sysmonEvent,
  type TemplateOf,
} from "../../../test/write-evtx.ts";
import type { LogRecord } from "../log-event.ts";
import { type EvtxOptions, readEvtx } from "./evtx-reader.ts";

function read(bytes: Uint8Array, options: Partial<EvtxOptions> = {}) {
  const records: LogRecord[] = [];
  const report = readEvtx("a.evtx", bytes, (record) => records.push(record), options);
  return { records, ...report, codes: report.problems.map(({ code }) => code) };
}

const three = [1, 2, 3].map((id) => processRecord(id, `C:\\p${id}.exe`, `p${id} /x `));
const whole = { crc32: (bytes: Uint8Array) => crc32(bytes), remains: true };

test("[E8] a lost definition is taken from the chunk before, and only an unmistakable one", () => {
  const lost = chunkOf([processRecord(4, "C:\\x.exe", "x")]);
  // The name of its outermost element leads nowhere.
  lost.fill(0xff, 512 + 24 + 4 + 10 + 24 + 4 + 7, 512 + 24 + 4 + 10 + 24 + 4 + 11);
  const { records, counts } = read(fileOf(chunkOf(three), lost));
  expect(counts).toMatchObject({ records: 4, recovered: 1, damaged: 0 });
  expect(records.at(-1)).toMatchObject({ id: "4", isRecovered: true });
  expect(records.map(({ names }) => names.includes("CommandLine"))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  const other: TemplateOf = { id: sysmonEvent.id, root: { name: "Event", children: ["x"] } };
  const another = chunkOf([{ id: 5, template: other, values: [] }]);
  expect(read(fileOf(chunkOf(three), another, lost)).counts).toMatchObject({
    records: 4,
    damaged: 1,
  });
  expect(read(fileOf(lost)).counts).toMatchObject({ records: 0, damaged: 1 });
});

function startOf(bytes: Uint8Array, id: number): number {
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < bytes.length - 16; at += 1)
    if (view.getUint32(at, true) === 0x2a2a && view.getUint32(at + 8, true) === id) return at;
  return -1;
}

test("[E9] a record that breaks the rules is left out, the others are read", () => {
  const file = fileOf(chunkOf(three));
  // What its value of binary XML begins with is no token.
  const at = startOf(file, 2) + 24 + 4 + 10 + 4 + 4 * 5 + 2 + 8 + 8;
  expect(file[at]).toBe(0x0f);
  file[at] = 0x3f;
  const { records, counts, problems } = read(file);
  expect(records.map(({ id }) => id)).toEqual(["1", "3"]);
  expect(counts).toMatchObject({ records: 2, damaged: 1, lostBytes: 0 });
  expect(problems).toEqual([
    {
      code: "eventlogs/bad-record",
      severity: "warning",
      at: { file: "a.evtx", place: `byte ${startOf(file, 2)}` },
      args: { fault: "binxml" },
    },
  ]);
});

test("[E9] after bytes that are no record the next is found, and lost bytes are counted", () => {
  const file = fileOf(chunkOf(three));
  const [second, third] = [startOf(file, 2), startOf(file, 3)];
  file.fill(0x2a, second, second + 40);
  const { records, counts } = read(file);
  expect(records.map(({ id, isRecovered }) => [id, isRecovered])).toEqual([
    ["1", false],
    ["3", true],
  ]);
  expect(counts).toMatchObject({ recovered: 1, damaged: 0, lostBytes: third - second });
});

test("[E9] a record whose size does not stand again at its end is read", () => {
  const file = fileOf(chunkOf(three));
  file[startOf(file, 3) - 2] = 0xff;
  const { records } = read(file);
  expect(records.map(({ id, isRecovered }) => [id, isRecovered])).toEqual([
    ["1", false],
    ["2", true],
    ["3", true],
  ]);
});

test("[E10] records in a piece without a header are found", () => {
  const file = fileOf(chunkOf(three));
  file.fill(0, 4_096, 4_096 + 512);
  const { records, counts, codes } = read(file);
  expect(records.map(({ id, isRecovered }) => [id, isRecovered])).toEqual([
    ["1", true],
    ["2", true],
    ["3", true],
  ]);
  expect(counts).toMatchObject({ chunks: 0, recovered: 3 });
  expect(codes).toEqual(["eventlogs/no-chunk"]);
});

test("[E11] checksums that do not fit are told where one can reckon them", () => {
  const file = fileOf(chunkOf(three));
  file[10] = 1;
  file[4_096 + 9] = 1;
  file[startOf(file, 3) + 16] = 1;
  expect(read(file)).toMatchObject({ counts: { records: 3, badChecksums: 0 }, codes: [] });
  const told = read(file, whole);
  expect(told.counts).toMatchObject({ records: 3, badChecksums: 3 });
  expect(told.problems.map(({ args, at }) => [args, at?.place])).toEqual([
    [{ part: "file-header" }, "byte 0"],
    [{ part: "chunk-header" }, "byte 4096"],
    [{ part: "chunk-records" }, "byte 4096"],
  ]);
});

test("[E12] older records behind what a chunk holds come only on request, none twice", () => {
  const chunk = chunkOf(three);
  const view = new DataView(chunk.buffer);
  view.setUint32(48, startOf(chunk, 2), true);
  const copy = chunk.slice(startOf(chunk, 2), startOf(chunk, 3));
  chunk.set(copy, view.getUint32(48, true) + 2_000);
  expect(read(fileOf(chunk)).records.map(({ id }) => id)).toEqual(["1"]);
  const { records, counts } = read(fileOf(chunk), { remains: true });
  expect(records.map(({ id, isRecovered }) => [id, isRecovered])).toEqual([
    ["1", false],
    ["2", true],
    ["3", true],
  ]);
  expect(counts).toMatchObject({ repeated: 1, damaged: 0, lostBytes: 0 });
});

test("[E13] a file that ends inside a chunk gives what is whole", () => {
  const file = fileOf(chunkOf(three));
  const { records, codes } = read(file.slice(0, startOf(file, 3) + 30));
  expect(records.map(({ id }) => id)).toEqual(["1", "2"]);
  expect(codes).toEqual(["eventlogs/cut-off"]);
});

test("[E16] so many problems are told, and the rest counted", () => {
  const file = fileOf(chunkOf(three));
  for (const id of [1, 2, 3]) file[startOf(file, id) + 24] = 0x3f;
  const { counts, problems } = read(file, { problems: 1 });
  expect(counts.damaged).toBe(3);
  expect(problems.map(({ code }) => code)).toEqual([
    "eventlogs/bad-record",
    "eventlogs/more-problems",
  ]);
});
