/** Workbooks: their cells as text, their sheets, and what is done to read them safely. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { inputOf, lines, readGood, told } from "../../../test/file.ts";
import { workbook, workbookMembers, zipOf } from "../../../test/workbook-file.ts";
import { fuzz } from "../../../test/workbook.fuzz.ts";
import type { WrittenCell } from "../../../test/workbook-file.ts";
import { read } from "../../index.ts";
import type { ReaderLimits } from "../../index.ts";
import { numberForm, plainNumber, serialText } from "./number-format.ts";
import { crcOf } from "./zip.ts";

const header = [
  "id",
  "namn",
  "drift",
  "tolerabel avbrottstid",
  "reservrutin",
  "återläsning provad",
];

function readRow(cells: readonly WrittenCell[], is1904 = false): readonly string[] {
  const rows = [header, cells];
  return lines(readGood(inputOf("r.xlsx", workbook([{ name: "Blad1", rows }], is1904))));
}

test("[T6] texts shared, in runs, in the cell; numbers, shares and dates as one sees them", () => {
  const cells = [
    { inline: "S1" },
    { runs: ["Ett ", "&", " två"] },
    "egen",
    0.1 + 0.2,
    { percent: 0.6 },
    { date: 46_082 },
  ];
  expect(readRow(cells)).toEqual([
    "system S1 present",
    'system S1 name = "Ett & två"',
    'system S1 hosting = "internal"',
    "system S1 tolerable-outage-hours = 0.3",
    "system S1 reserve-share = 0.6",
    "backup backup/S1 present",
    'backup backup/S1 name = "Ett & två"',
    "system S1 backed-up-by backup backup/S1",
    "backup backup/S1 tested = true",
    'backup backup/S1 tested-on = "2026-03-01"',
  ]);
  expect(readRow(["S1", "Ett", "", null, null, true]).at(-1)).toBe(
    "backup backup/S1 tested = true",
  );
  expect(readRow(["S1", "Ett", "", null, null, { date: 44_620 }], true).at(-1)).toBe(
    'backup backup/S1 tested-on = "2026-03-01"',
  );
});

test("[T6] cells without an address stand beside the one before, also an empty one", () => {
  const rows =
    "<row><c/><c t='inlineStr'><is><t>id</t></is></c><c t='inlineStr'><is><t>namn</t></is></c>" +
    "<c t='inlineStr'><is><t>drift</t></is></c></row><row><c/><c><v>7</v></c><c r='D2' t='str'>" +
    "<v>egen</v></c></row><row><c/><c><v>8</v></c><c t='str'><v>Ett</v></c></row>";
  const members = workbookMembers([{ name: "Blad1", rows: [] }]).map((one) =>
    one.name.includes("sheet1")
      ? { ...one, content: `<w><sheetData>${rows}</sheetData></w>` }
      : one,
  );
  const reading = readGood(inputOf("r.xlsx", zipOf(members)));
  expect(lines(reading)).toEqual(["system 8 present", 'system 8 name = "Ett"']);
  expect(told(reading)).toEqual([
    ["readers/row-skipped", "warning", { reason: "no-name" }, "Blad1!2:1"],
  ]);
});

test("[T6] dates of both systems agree with the calendar", () => {
  expect([1, 59, 61, 46_082, 2_958_465].map((serial) => serialText(serial, false))).toEqual([
    "1900-01-01",
    "1900-02-28",
    "1900-03-01",
    "2026-03-01",
    "9999-12-31",
  ]);
  expect(serialText(60, false)).toBe(null);
  expect(serialText(46_082.5, false)).toBe("2026-03-01 12:00:00");
  expect(serialText(0.25, false)).toBe("06:00:00");
  expect([serialText(-1, false), serialText(2_958_466, false)]).toEqual([null, null]);
  fc.assert(
    fc.property(fc.integer({ min: 61, max: 2_900_000 }), (serial) => {
      const iso = new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10);
      expect(serialText(serial, false)).toBe(iso);
      expect(serialText(serial - 1_462, true)).toBe(serial < 1_462 ? null : iso);
    }),
  );
  const forms = [
    "yyyy-mm-dd",
    "[$-41D]d mmmm yyyy",
    "0%",
    '0.0" dagar"',
    "General",
    "[Red]0.00",
    "h:mm",
  ];
  expect(forms.map((code) => numberForm(170, code))).toEqual([
    "date",
    "date",
    "percent",
    "plain",
    "plain",
    "plain",
    "date",
  ]);
  expect([9, 14, 22, 1].map((id) => numberForm(id, undefined))).toEqual([
    "percent",
    "date",
    "date",
    "plain",
  ]);
  expect([1200, 1e-7, 0.1 + 0.2].map(plainNumber)).toEqual(["1200", "1e-7", "0.3"]);
});

test("[T6] of formulas the stored value counts; none, or an error, is told", () => {
  const rows = [
    ["id", "namn", "drift"],
    [{ formula: '"S"&1', value: "S1" }, { formula: "A9", value: null }, "egen"],
    [{ formula: "1+1", value: 2 }, "Två", { error: "#REF!" }],
  ];
  const reading = readGood(inputOf("r.xlsx", workbook([{ name: "Blad1", rows }])));
  expect(told(reading)).toEqual([
    ["readers/no-value", "warning", { count: 2 }, "Blad1!2:2"],
    ["readers/row-skipped", "warning", { reason: "no-name" }, "Blad1!2:1"],
  ]);
  expect(lines(reading)).toEqual(["system 2 present", 'system 2 name = "Två"']);
});

test("[T7] merged ranges over each other cost no more than the sheet has cells", () => {
  const rows = [
    ["id", "namn", "nämnd"],
    ["S1", "Ett", "Skolnämnden"],
    ["S2", "Två", null],
  ];
  const ranges = '<mergeCell ref="C2:C9999999"/>'.repeat(10_000);
  const last = '<row r="9999999"><c r="A9999999" t="str"><v>S3</v></c></row>';
  const hostile = workbookMembers([{ name: "Blad1", rows }]).map((member) => ({
    ...member,
    content: String(member.content).replace(
      "</sheetData>",
      `${last}</sheetData><mergeCells>${ranges}</mergeCells>`,
    ),
  }));
  const before = process.cpuUsage();
  const reading = readGood(inputOf("r.xlsx", zipOf(hostile)));
  // Followed number by number these are 10¹¹ steps.
  expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
  expect(told(reading)[0]).toEqual(["readers/merged-cells", "notice", { count: 2 }, "Blad1!1:1"]);
});

test("[R4] cells and their texts have ceilings over all sheets, merged ones too", () => {
  const rows = [
    ["id", "namn", "nämnd"],
    ["S1", "Ett", "Skolnämnden"],
    ["S2", "Två", null],
  ];
  const sheets = ["Ett", "Två"].map((name) => ({ name, rows, merged: ["C2:C3"] }));
  const of = (limits: Partial<ReaderLimits>): unknown => {
    const reading = read(inputOf("r.xlsx", workbook(sheets), limits));
    return reading.ok ? null : reading.problems.map(({ args }) => args);
  };
  expect(of({ cells: 18 })).toBeNull();
  for (const cells of [17, 8]) expect(of({ cells })).toEqual([{ limit: "cells", max: cells }]);
  const members = workbookMembers([{ name: "Ett", rows }]);
  const unpackedBytes = members.reduce((sum, { content }) => sum + content.length, 20_000);
  const shared = members.map((member) =>
    member.name === "xl/sharedStrings.xml"
      ? { ...member, content: String(member.content).replace(">Två<", `>${"x".repeat(9_000)}<`) }
      : {
          ...member,
          content: String(member.content).replace(
            "</sheetData>",
            `${'<row><c t="s"><v>7</v></c></row>'.repeat(9)}</sheetData>`,
          ),
        },
  );
  const reading = read(inputOf("r.xlsx", zipOf(shared), { unpackedBytes }));
  expect(told(reading)).toEqual([
    ["readers/limit", "error", { limit: "unpackedBytes", max: unpackedBytes }, ""],
  ]);
});

test("[T6] merged cells give their value to the rows below, and are told", () => {
  const rows = [
    ["Systemförteckning", null, null],
    ["id", "namn", "nämnd"],
    ["S1", "Ett", "Skolnämnden"],
    ["S2", "Två", null],
    ["S3", "Tre", null],
  ];
  const merged = ["A1:C1", "C3:C4"];
  const reading = readGood(inputOf("r.xlsx", workbook([{ name: "Blad1", rows, merged }])));
  expect(told(reading)).toEqual([["readers/merged-cells", "notice", { count: 1 }, "Blad1!1:1"]]);
  expect(lines(reading).filter((line) => line.includes("organisation"))).toEqual([
    'system S1 owner-organisation = "Skolnämnden"',
    'system S2 owner-organisation = "Skolnämnden"',
  ]);
});

test("[T6] hidden sheets and those of no known kind are told; the others are one list", () => {
  const sheet = (id: string): readonly (readonly string[])[] => [
    ["id", "namn", "beroenden"],
    [id, "Ett", "S1"],
  ];
  const reading = readGood(
    inputOf(
      "r.xlsx",
      workbook([
        { name: "Skola", rows: sheet("S1") },
        { name: "Gammalt", rows: sheet("S9"), state: "hidden" },
        { name: "Läs mig", rows: [["Hej"]] },
        { name: "Tom", rows: [] },
        { name: "Vård", rows: sheet("s2") },
      ]),
    ),
  );
  expect(told(reading)).toEqual([
    ["readers/hidden-sheet", "notice", { name: "Gammalt" }, ""],
    ["readers/sheet-left-out", "notice", { name: "Läs mig" }, ""],
  ]);
  expect(reading.counts).toEqual([{ kind: "systems", declared: null, read: 2, ids: ["S1", "s2"] }]);
  expect(reading.tables?.map(({ sheet: name, rows }) => [name, rows])).toEqual([
    ["Skola", 1],
    ["Vård", 1],
  ]);
});

test("[I1] RVTools: machines and hosts of two sheets are one reading", () => {
  const machines = [
    [
      "VM",
      "Powerstate",
      "DNS Name",
      "Primary IP Address",
      "Host",
      "OS according to the VMware Tools",
    ],
    [
      "srv-a01",
      "poweredOn",
      "srv-a01.example.se",
      "10.2.0.11",
      "esx1.example.se",
      "Windows Server",
    ],
    ["mall", "poweredOff", "", "", "esx1.example.se", ""],
  ];
  const hosts = [
    ["Host", "Cluster", "ESX Version", "Vendor", "Model", "Service tag"],
    ["esx1.example.se", "K1", "VMware ESXi 8.0.3", "Exempel", "R1", "TAG12345"],
  ];
  const sheets = [
    { name: "vInfo", rows: machines },
    { name: "vHost", rows: hosts },
    {
      name: "vSnapshot",
      rows: [
        ["VM", "Name"],
        ["srv-a01", "före"],
      ],
    },
  ];
  const reading = readGood(inputOf("rvtools.xlsx", workbook(sheets)));
  expect(reading.reader.id).toBe("rvtools");
  expect(lines(reading)).toEqual([
    "computer srv-a01.example.se present",
    'computer srv-a01.example.se name = "srv-a01.example.se"',
    'computer srv-a01.example.se operatingsystem = "Windows Server"',
    'computer srv-a01.example.se power-state = "on"',
    "computer srv-a01.example.se hosted-on computer esx1.example.se",
    "computer TAG12345 present",
    'computer TAG12345 name = "esx1.example.se"',
    'computer TAG12345 operatingsystem = "VMware ESXi 8.0.3"',
    'computer TAG12345 manufacturer = "Exempel"',
    'computer TAG12345 model = "R1"',
  ]);
  expect(told(reading)).toEqual([
    ["readers/sheet-left-out", "notice", { name: "vSnapshot" }, ""],
    ["readers/row-skipped", "warning", { reason: "no-id" }, "vInfo!3:1"],
  ]);
  expect(reading.counts.map(({ kind, read: many }) => [kind, many])).toEqual([
    ["computers", 1],
    ["computers", 1],
  ]);
});

const small = workbookMembers([
  {
    name: "Blad1",
    rows: [
      ["id", "namn", "drift"],
      ["S1", "Ett", "egen"],
    ],
  },
]);

function refusal(bytes: Uint8Array): unknown {
  const reading = read(inputOf("r.xlsx", bytes));
  return reading.ok ? "read" : reading.problems.map(({ code, args }) => [code, args]);
}

test("[T7] a bomb stops at the ceiling of unpacked bytes", () => {
  const bomb = small.map((one) =>
    one.name === "xl/worksheets/sheet1.xml"
      ? { ...one, content: `<w>${" ".repeat(2_000_000)}</w>` }
      : one,
  );
  const reading = read(inputOf("r.xlsx", zipOf(bomb), { unpackedBytes: 1_000_000 }));
  expect(told(reading)).toEqual([
    ["readers/limit", "error", { limit: "unpackedBytes", max: 1_000_000 }, ""],
  ]);
  // One that says it is small is not believed.
  const liar = bomb.map((one) => (one.name.includes("sheet1") ? { ...one, size: 100 } : one));
  expect(refusal(zipOf(liar))).toEqual([["readers/bad-workbook", { what: "damaged" }]]);
});

test("[T7] ceilings of rows and columns hold in sheets", () => {
  const bytes = zipOf(small);
  expect(told(read(inputOf("r.xlsx", bytes, { rows: 1 })))).toEqual([
    ["readers/limit", "error", { limit: "rows", max: 1 }, ""],
  ]);
  expect(told(read(inputOf("r.xlsx", bytes, { columns: 2 })))).toEqual([
    ["readers/limit", "error", { limit: "columns", max: 2 }, ""],
  ]);
});

test("[T7] damaged, locked, old and empty workbooks say what they are", () => {
  const bytes = zipOf(small);
  expect(refusal(bytes)).toBe("read");
  const bad = (what: string): unknown => [["readers/bad-workbook", { what }]];
  expect(refusal(bytes.slice(0, bytes.length - 200))).toEqual(bad("damaged"));
  const cut = small.map((one) =>
    one.name.includes("sheet1") ? { ...one, content: "<worksheet><sheetData><row" } : one,
  );
  expect(refusal(zipOf(cut))).toEqual(bad("damaged"));
  const entity = small.map((one) =>
    one.name.includes("shared") ? { ...one, content: '<!DOCTYPE a [<!ENTITY b "c">]><sst/>' } : one,
  );
  expect(refusal(zipOf(entity))).toEqual(bad("damaged"));
  expect(refusal(zipOf(workbookMembers([])))).toEqual(bad("no-sheet"));
  const locked = bytes.slice();
  const central = Buffer.from(locked).lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  const first = Buffer.from(locked).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  expect(central).toBeGreaterThan(first);
  for (let at = first; at < locked.length - 46; at += 1)
    if (locked[at] === 0x50 && locked[at + 2] === 1 && locked[at + 3] === 2) locked[at + 8] = 1;
  expect(refusal(locked)).toEqual(bad("encrypted"));
  const old = Buffer.concat([
    Buffer.from("d0cf11e0a1b11ae1", "hex"),
    Buffer.alloc(512),
    Buffer.from("Workbook", "utf16le"),
  ]);
  expect(refusal(old)).toEqual(bad("old-form"));
  const { inflate: _inflate, ...without } = inputOf("r.xlsx", bytes);
  expect(told(read(without))).toEqual([
    ["readers/bad-workbook", "error", { what: "no-inflate" }, ""],
  ]);
  const plain = zipOf(small.map((one) => ({ ...one, stored: true })));
  expect(read({ ...without, bytes: plain }).ok).toBe(true);
});

test("[T7] any change to a workbook gives a reading, and twice the same", () => {
  const bytes = zipOf(small.map((one) => ({ ...one, stored: true })));
  const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
  fc.assert(
    fc.property(fc.array(change, { maxLength: 6 }), fc.nat(bytes.length), (changes, length) => {
      const other = bytes.slice(0, length < 64 ? length : bytes.length);
      for (const [at, value] of changes) if (at < other.length) other[at] = value;
      expect(read(inputOf("r.xlsx", other))).toEqual(read(inputOf("r.xlsx", other)));
    }),
    { numRuns: 200 },
  );
});

test("[T1242] a part with more in one element than a row has cells is no workbook", () => {
  const withPart = (name: string, content: string): unknown =>
    refusal(zipOf(small.map((one) => (one.name === name ? { name, content } : one))));
  const [few, many] = ["<c/>".repeat(32_768), "<r/>".repeat(32_769)];
  const sheet = (cells: string): unknown =>
    withPart("xl/worksheets/sheet1.xml", `<w><row>${cells}</row></w>`);
  const bad = [["readers/bad-workbook", { what: "damaged" }]];
  const runs = withPart("xl/sharedStrings.xml", `<a><si>${many}</si></a>`);
  const names = withPart("xl/workbook.xml", `<workbook>${many}</workbook>`);
  expect([sheet(many), runs]).toEqual([bad, bad]);
  expect([sheet(few), names]).not.toContainEqual(bad);
});

test("[T7] however its parts are changed, and as text where they are not", () => {
  const { cases, failures } = fuzz(0.4, 7);
  expect([cases > 0, failures]).toEqual([true, []]);
});

test("[T7] the sum of a member is that of zip", () => {
  expect(crcOf(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
});
