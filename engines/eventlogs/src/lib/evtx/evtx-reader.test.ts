/** EVTX: what a whole file gives, and what is left of a damaged one. */
import { crc32 } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  chunkOf,
  type Element,
  fileOf,
  nested,
  none,
  number,
  type Part,
  processRecord,
  raw,
  type RecordOf,
  someTime,
  type TemplateOf,
  text,
  type Value,
  writeElement,
  writeInstance,
  writeRecord,
} from "../../../test/write-evtx.ts";
import { fieldsOf, type LogRecord } from "../log-event.ts";
import { type EvtxOptions, isEvtx, readEvtx } from "./evtx-reader.ts";

function read(bytes: Uint8Array, options: Partial<EvtxOptions> = {}) {
  const records: LogRecord[] = [];
  const report = readEvtx("a.evtx", bytes, (record) => records.push(record), options);
  return { records, ...report, codes: report.problems.map(({ code }) => code) };
}

const three = [1, 2, 3].map((id) => processRecord(id, `C:\\p${id}.exe`, `p${id} /x `));
const whole = { crc32: (bytes: Uint8Array) => crc32(bytes), remains: true };

/** An event of one template with these children of EventData. */
function dataOf(children: readonly Element[], values: readonly Value[], id = 7): RecordOf {
  const root: Element = { name: "Event", children: [{ name: "EventData", children }] };
  return { id, template: { id: 0x77, root }, values };
}

const slot = (index: number, optional = false): Part => ({ slot: index, optional });
const named = (name: string, ...children: readonly Part[]): Element => ({
  name: "Data",
  attributes: { Name: name },
  children,
});

test("[E3, E7, E15] a whole file gives records with fields, number, time and place", () => {
  const { records, counts, problems } = read(fileOf(chunkOf(three), chunkOf(three)), whole);
  expect(problems).toEqual([]);
  expect(counts).toEqual({
    chunks: 2,
    emptyPieces: 0,
    records: 6,
    recovered: 0,
    damaged: 0,
    repeated: 0,
    lostBytes: 0,
    badChecksums: 0,
  });
  const [first, second] = records;
  expect(first && fieldsOf(first)).toEqual({
    Provider_Name: "Microsoft-Windows-Sysmon",
    EventID: "1",
    TimeCreated_SystemTime: "2026-01-02T03:04:05.6789012Z",
    EventRecordID: "1",
    Channel: "Microsoft-Windows-Sysmon/Operational",
    Computer: "pc-1.example.test",
    Image: "C:\\p1.exe",
    CommandLine: "p1 /x ",
  });
  expect(first).toMatchObject({
    id: "1",
    timeMs: 1_767_323_045_678,
    at: 4_608,
    isRecovered: false,
  });
  expect(second?.names).toBe(first?.names);
  expect(second?.values).not.toEqual(first?.values);
});

test("[E2] a chunk alone, a lost file header and one that counts wrongly are read", () => {
  const chunk = chunkOf(three);
  expect(isEvtx(chunk)).toBe(true);
  expect(read(chunk)).toMatchObject({
    counts: { records: 3 },
    codes: ["eventlogs/no-file-header"],
  });
  const file = fileOf(chunk, new Uint8Array(65_536), chunk);
  expect(isEvtx(file)).toBe(true);
  file[42] = 1;
  expect(read(file)).toMatchObject({
    counts: { chunks: 2, emptyPieces: 1, records: 6 },
    codes: [],
  });
  file.fill(0xff, 0, 4_096);
  expect(isEvtx(file)).toBe(false);
  expect(read(file)).toMatchObject({
    counts: { records: 6 },
    codes: ["eventlogs/no-file-header"],
  });
});

const values: readonly (readonly [string, Value])[] = [
  ["C:\\å 𝄞", text("C:\\å 𝄞\0\0")],
  ["abc", raw(0x02, 97, 98, 99, 0, 100)],
  ["-2", raw(0x03, 254)],
  ["254", raw(0x04, 254)],
  ["-2", number(0x05, 2, -2n)],
  ["65534", number(0x06, 2, -2n)],
  ["-2", number(0x07, 4, -2n)],
  ["4294967294", number(0x08, 4, -2n)],
  ["-2", number(0x09, 8, -2n)],
  ["-9223372036854775808", number(0x09, 8, -(2n ** 63n))],
  ["18446744073709551614", number(0x0a, 8, -2n)],
  ["9007199254740993", number(0x0a, 8, 2n ** 53n + 1n)],
  ["0.5", number(0x0b, 4, 0x3f00_0000n)],
  ["-0.25", number(0x0c, 8, 0xbfd0_0000_0000_0000n)],
  ["true", number(0x0d, 4, 1n)],
  ["false", number(0x0d, 4, 0n)],
  ["00FF10", raw(0x0e, 0, 255, 16)],
  ["{03020100-0504-0706-0809-0A0B0C0D0E0F}", raw(0x0f, ...Array(16).keys())],
  ["0x10", number(0x10, 4, 16n)],
  ["0x100000000", number(0x10, 8, 2n ** 32n)],
  ["2026-01-02T03:04:05.6789012Z", number(0x11, 8, someTime)],
  ["1601-01-01T00:00:00.0000000Z", number(0x11, 8, 0n)],
  ["2024-02-29T23:59:59.9999999Z", number(0x11, 8, 133_537_247_999_999_999n)],
  ["2026-11-29T20:01:02.0030000Z", raw(0x12, 0xea, 7, 11, 0, 0, 0, 29, 0, 20, 0, 1, 0, 2, 0, 3, 0)],
  [
    "S-1-5-21-1-4294967295",
    raw(0x13, 1, 3, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, 1, 0, 0, 0, 255, 255, 255, 255),
  ],
  ["S-1-281474976710655", raw(0x13, 1, 0, 255, 255, 255, 255, 255, 255)],
  ["010500", raw(0x13, 1, 5, 0)],
  ["0xabc", number(0x14, 4, 0xabcn)],
  ["0x12345", number(0x14, 4, 0x12345n)],
  ["0x8000000000000000", number(0x15, 8, 2n ** 63n)],
  ["0x7", number(0x15, 8, 7n)],
  ["01", raw(0x11, 1)],
  ["0102", raw(0x55, 1, 2)],
];

test("[E4] every type of value becomes the text that the log's XML has for it", () => {
  const children = values.map((_, index) => named(`v${index}`, slot(index)));
  const record = dataOf(
    children,
    values.map(([, value]) => value),
  );
  const { records } = read(fileOf(chunkOf([record, record])));
  const wanted = Object.fromEntries(values.map(([wish], index) => [`v${index}`, wish]));
  expect(records.map(fieldsOf)).toEqual([wanted, wanted]);
});

test("[E4] a place keeps apart what came before it in another type", () => {
  const [seven, word] = [number(0x15, 8, 7n), text("0x9")];
  const given = [seven, word, seven, none, text("0x7"), seven, number(0x15, 8, 8n)];
  const root: Element = {
    name: "Event",
    children: [{ name: "EventData", children: [named("v", slot(0))] }],
  };
  const template = { id: 5, root };
  const chunk = chunkOf(given.map((value, id) => ({ id, template, values: [value] })));
  const { records } = read(fileOf(chunk));
  expect(records.map(({ values: [only] }) => only)).toEqual([
    "0x7",
    "0x9",
    "0x7",
    "",
    "0x7",
    "0x7",
    "0x8",
  ]);
});

test("[E5] an optional place without a value gives no field, any other the empty text", () => {
  const children = [
    named("a", slot(0, true)),
    named("b", slot(0)),
    named("c", slot(9, true)),
    named("d"),
  ];
  const { records } = read(fileOf(chunkOf([dataOf(children, [none])])));
  expect(records.map(fieldsOf)).toEqual([{ b: "", d: "" }]);
});

test("[E6] arrays and repeated names are fields with several texts", () => {
  const children = [
    named("words", slot(0)),
    named("numbers", slot(1)),
    named("sids", slot(2)),
    { name: "Data", children: ["one"] },
    { name: "Data", children: ["two ", slot(3), "!"] },
    { name: "Data", children: [slot(0)] },
    named("odd", slot(4)),
  ];
  const given = [
    raw(0x81, 97, 0, 0, 0, 0, 0, 98, 0, 99, 0),
    raw(0x86, 1, 0, 2, 1),
    raw(0x93, 1, 0, 0, 0, 0, 0, 0, 5, 1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0),
    number(0x08, 4, 3n),
    raw(0x86, 1, 0, 2),
  ];
  const { records } = read(fileOf(chunkOf([dataOf(children, given)])));
  expect(records.map(fieldsOf)).toEqual([
    {
      words: ["a", "", "bc"],
      numbers: ["1", "258"],
      sids: ["S-1-5", "S-1-5-18"],
      Data: ["one", "two 3!", "a", "", "bc"],
      odd: ["1", "02"],
    },
  ]);
});

test("[E3] the innermost elements of UserData have their own names", () => {
  const template: TemplateOf = {
    id: 3,
    root: {
      name: "Event",
      children: [
        {
          name: "UserData",
          children: [
            {
              name: "Failure",
              attributes: { xmlns: "urn:x", "xmlns:p": "urn:y", kind: "k" },
              children: [
                { name: "Id", children: ["7"] },
                {
                  name: "Deep",
                  children: [{ name: "__proto__", attributes: { a: "b" }, children: [slot(0)] }],
                },
              ],
            },
          ],
        },
      ],
    },
  };
  const { records } = read(fileOf(chunkOf([{ id: 1, template, values: [text("v")] }])));
  expect(records.map(fieldsOf)).toEqual([
    Object.fromEntries([
      ["Failure_kind", "k"],
      ["Id", "7"],
      ["_proto_", "v"],
      ["__proto___a", "b"],
    ]),
  ]);
});

test("[E7] elements without a template are read as they stand", () => {
  const chunk = chunkOf([], (into) => {
    writeRecord(into, 9, someTime, () => {
      writeElement(
        into,
        { name: "Event", children: [{ name: "EventData", children: [named("a", "b")] }] },
        false,
      );
    });
  });
  expect(read(fileOf(chunk)).records.map(fieldsOf)).toEqual([{ a: "b" }]);
});

test("[E14] nesting, fragments in fragments and fields have ceilings", () => {
  const deep = (levels: number): Element =>
    levels === 0 ? { name: "e", children: ["x"] } : { name: "e", children: [deep(levels - 1)] };
  const of = (levels: number) =>
    fileOf(chunkOf([{ id: 1, template: { id: 1, root: deep(levels) }, values: [] }]));
  expect(read(of(60)).counts).toMatchObject({ records: 1 });
  expect(read(of(70)).counts).toMatchObject({ records: 0, damaged: 1 });
  const inside = (levels: number): Value =>
    levels === 0
      ? text("x")
      : nested({ id: 100 + levels, root: { name: "e", children: [slot(0)] } }, inside(levels - 1));
  const nest = (levels: number) =>
    fileOf(chunkOf([dataOf([named("a", slot(0))], [inside(levels)])]));
  expect(read(nest(7)).counts).toMatchObject({ records: 1 });
  expect(read(nest(9)).counts).toMatchObject({ records: 0, damaged: 1 });
  const many = Array.from({ length: 1_100 }, (_, index) => named(`n${index}`, "v"));
  const [wide] = read(fileOf(chunkOf([dataOf(many, [])]))).records;
  expect(wide?.names.length).toBe(1_000);
  const lines = Array.from({ length: 1_500 }, () => ({ name: "Data", children: ["v"] }));
  const record = dataOf(lines, []);
  const chunk = chunkOf(Array.from({ length: 400 }, (_, id) => ({ ...record, id })));
  expect(read(fileOf(chunk, chunk)).counts).toMatchObject({ records: 666, damaged: 134 });
});

test("[E150] a long value that is named a thousand times costs no gigabytes", () => {
  const long = text("x".repeat(10_000));
  const often = (times: number): Element[] => [
    named("short", "v"),
    { name: "Data", children: Array.from({ length: times }, () => slot(0)) },
  ];
  const of = (data: readonly Element[]) => read(fileOf(chunkOf([dataOf(data, [long])])));
  expect(of(often(50)).counts).toMatchObject({ records: 1, damaged: 0 });
  expect(of(often(1_000)).counts).toMatchObject({ records: 0, damaged: 1 });
  const apart = Array.from({ length: 1_000 }, (_, at) => named(`n${at}`, slot(0)));
  expect(of(apart).counts).toMatchObject({ records: 0, damaged: 1 });
});

test("[E1] any change of a file's bytes gives an answer", () => {
  const good = fileOf(chunkOf(three), chunkOf(three)).slice(0, 4_096 + 65_536 + 3_000);
  const change = fc.tuple(fc.nat(7_000), fc.integer({ min: 0, max: 255 }), fc.boolean());
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      const bytes = good.slice();
      for (const [at, byte, isLate] of changes) bytes[isLate ? at + 65_536 : at] = byte;
      const { counts, records } = read(bytes, whole);
      return counts.records === records.length && records.length <= 6;
    }),
    { numRuns: 300 },
  );
});

test("[E1] any bytes at all give an answer", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3_000 }), (bytes) => {
      expect(read(bytes, whole).records.length).toBeLessThan(100);
    }),
  );
  const written = chunkOf([], (into) => {
    writeRecord(into, 1, 0n, () => writeInstance(into, { id: 1, root: { name: "x" } }, []));
  });
  expect(read(written).records).toMatchObject([{ id: "1", values: [] }]);
});

test("[E8] a definition with its names at other places is known again, another is not", () => {
  const of = (name: string, first: string): Uint8Array =>
    chunkOf([
      { id: 1, template: { id: 61, root: { name: first } }, values: [] },
      dataOf([named(name, slot(0)), named("other", slot(1))], [text("a"), text("b")], 2),
      dataOf([named(name, slot(0)), named("other", slot(1))], [text("c"), text("d")], 3),
    ]);
  // Names met before are named by their place, others stand inline: "Data", "EventData", "first".
  const chunks = [
    of("first", "Data"),
    of("first", "x"),
    of("first", "EventData"),
    of("frist", "x"),
  ];
  const { records, counts } = read(fileOf(...chunks, ...chunks));
  expect(counts).toMatchObject({ records: 24, damaged: 0, recovered: 0 });
  const names = records.filter(({ id }) => id !== "1").map((record) => record.names[0]);
  const eight = (name: string) => Array(6).fill(name);
  expect(names).toEqual([...eight("first"), "frist", "frist", ...eight("first"), "frist", "frist"]);
});
