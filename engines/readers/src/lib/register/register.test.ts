/** What a system register says. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { fixture, inputOf, lines, readGood, receivedAt, told } from "../../../test/file.ts";
import type { Read } from "../../../test/file.ts";
import { columnHeadings, read } from "../../index.ts";
import { foldHeading } from "../table/fold.ts";
import type { ColumnName } from "./columns.ts";

function columnOf(heading: string): ColumnName | null {
  const folded = foldHeading(heading);
  const found = Object.entries(columnHeadings).find(([, known]) => known.includes(folded));
  return (found?.[0] ?? null) as ColumnName | null;
}

function readText(text: string): Read {
  return readGood(inputOf("register.csv", text));
}

/** A register of one system with one more column. */
function cell(heading: string, value: string): Read {
  return readText(`id;namn;drift;${heading}\nS1;Ett;;"${value.replaceAll('"', '""')}"`);
}

/** What the cell says beyond that the system is there and has a name. */
function says(heading: string, value: string): readonly string[] {
  return lines(cell(heading, value)).slice(2);
}

function badCell(column: string, expected: string, place = "2:4"): readonly unknown[] {
  return ["readers/bad-cell", "warning", { column, expected }, place];
}

test("[C1, C4] a Swedish register with title row, mark and Windows line ends", () => {
  const reading = readGood(inputOf("r.csv", fixture("register/system-sv.csv")));
  expect(told(reading)).toEqual([]);
  expect(lines(reading).slice(0, 51)).toEqual([
    "system S1 present",
    'system S1 name = "Omsorgsplan"',
    'system S1 owner-organisation = "Socialnämnden"',
    'system S1 owner-role = "Enhetschef hemtjänst"',
    'system S1 hosting = "internal"',
    'system S1 sign-in = ["ad","siths"]',
    "system S1 availability = 4",
    "system S1 tolerable-outage-hours = 4",
    "system S1 restore-hours = 12",
    "system S1 reserve-share = 0.6",
    "system S1 reserve-hours = 24.5",
    "system S1 staff = 85",
    "supplier supplier/fiktiv-vard-ab present",
    'supplier supplier/fiktiv-vard-ab name = "Fiktiv Vård AB"',
    "system S1 supplied-by supplier supplier/fiktiv-vard-ab",
    "system S1 runs-on computer srv01.example.se",
    "system S1 runs-on computer srv02",
    "system S1 runs-on computer 10.0.0.5",
    "service service/hemtjanst present",
    'service service/hemtjanst name = "Hemtjänst"',
    "system S1 supports service service/hemtjanst",
    "service service/aldreomsorg-natt present",
    'service service/aldreomsorg-natt name = "Äldreomsorg, natt"',
    "system S1 supports service service/aldreomsorg-natt",
    "information information/S1 present",
    'information information/S1 name = "Omsorgsplan"',
    "system S1 holds information information/S1",
    "information information/S1 confidentiality = 3",
    "information information/S1 integrity = 3",
    "information information/S1 persons = 1200",
    'information information/S1 population = ["clients","employees"]',
    "system S1 depends-on system S2",
    "system S1 depends-on system S3",
    'system S1 critical-dependencies = ["S2"]',
    'system S1 backup = "domain"',
    "backup backup/S1 present",
    'backup backup/S1 name = "Omsorgsplan"',
    "system S1 backed-up-by backup backup/S1",
    'backup backup/S1 reach = "domain"',
    "backup backup/S1 tested = true",
    'backup backup/S1 tested-on = "2026-01-15"',
    "system S2 present",
    'system S2 name = "Katalogtjänst"',
    'system S2 owner-organisation = "Kommunstyrelsen"',
    'system S2 owner-role = "It-chef"',
    'system S2 hosting = "internal"',
    'system S2 sign-in = ["ad"]',
    "system S2 availability = 4",
    "system S2 tolerable-outage-hours = 2",
    "system S2 restore-hours = 8",
    "system S2 staff = 4",
  ]);
  expect(reading.counts).toEqual([
    { kind: "systems", declared: null, read: 3, ids: ["S1", "S2", "S3"] },
  ]);
});

test("[C1, C4] an English register with commas and quotes", () => {
  const reading = readGood(inputOf("r.csv", fixture("register/system-en.csv")));
  expect(told(reading)).toEqual([]);
  expect(lines(reading)).toEqual([
    "system A1 present",
    'system A1 name = "Water control, north"',
    'system A1 owner-organisation = "Technical committee"',
    'system A1 owner-role = "Operations lead"',
    'system A1 hosting = "internal"',
    'system A1 sign-in = ["local"]',
    "system A1 availability = 4",
    "system A1 tolerable-outage-hours = 1",
    "system A1 restore-hours = 6",
    "system A1 reserve-share = 1",
    "system A1 reserve-hours = 48",
    "system A1 staff = 9",
    "supplier supplier/example-water-ltd present",
    'supplier supplier/example-water-ltd name = "Example Water Ltd"',
    "system A1 supplied-by supplier supplier/example-water-ltd",
    "system A1 runs-on computer scada01.example.test",
    "service service/drinking-water present",
    'service service/drinking-water name = "Drinking water"',
    "system A1 supports service service/drinking-water",
    "information information/A1 present",
    'information information/A1 name = "Water control, north"',
    "system A1 holds information information/A1",
    "information information/A1 confidentiality = 1",
    "information information/A1 integrity = 4",
    "information information/A1 persons = 0",
    'information information/A1 population = ["residents"]',
    'system A1 backup = "immutable"',
    "backup backup/A1 present",
    'backup backup/A1 name = "Water control, north"',
    "system A1 backed-up-by backup backup/A1",
    'backup backup/A1 reach = "immutable"',
    "backup backup/A1 tested = true",
  ]);
});

test("[C5] what a register says is declared by a person, at the time of receipt", () => {
  const { observations } = cell("personal", "4");
  expect(observations[2]).toEqual({
    id: "e#2",
    at: { evidence: "e", place: "2:4" },
    subject: { kind: "system", claims: [{ space: "register", value: "S1" }] },
    validFrom: receivedAt,
    validUntil: null,
    recordedAt: receivedAt,
    standing: "declared",
    report: "person",
    says: { property: "staff", value: 4 },
  });
});

test("[C3] headings are found without regard to case, accents and signs", () => {
  expect(columnOf("  ÅTERLÄSNINGSTID (timmar) ")).toBe("restore-hours");
  expect(columnOf("Aterlasningstid, Timmar")).toBe("restore-hours");
  expect(columnOf("System_ID")).toBe("id");
  expect(columnOf("K")).toBe("confidentiality");
  expect(columnOf("constructor")).toBe(null);
  expect(columnOf("")).toBe(null);
});

test("[C3] every heading of the table is written as it is looked for, and means one column", () => {
  const all = Object.values(columnHeadings).flat();
  expect(all.length > 100).toBe(true);
  expect(new Set(all).size).toBe(all.length);
  for (const heading of all) expect(foldHeading(heading)).toBe(heading);
});

test("[C1] each separator is found, a line of instructions above it does no harm", () => {
  for (const separator of [";", ",", "\t"]) {
    const text = "sep=;\nid|namn|drift\nS1|Ett|egen".replaceAll("|", separator);
    expect(lines(readText(text))).toEqual([
      "system S1 present",
      'system S1 name = "Ett"',
      'system S1 hosting = "internal"',
    ]);
  }
});

test("[C6] Windows-1252 is decoded and told", () => {
  const bytes = Buffer.from("id;namn;förvaltning\nS1;Ä–ö;Å", "latin1");
  bytes[bytes.indexOf(0x13)] = 0x96;
  const reading = readGood(inputOf("r.csv", bytes));
  expect(told(reading)).toEqual([
    ["readers/decoded-as", "notice", { encoding: "windows-1252" }, ""],
  ]);
  expect(lines(reading).slice(1)).toEqual([
    'system S1 name = "Ä–ö"',
    'system S1 owner-organisation = "Å"',
  ]);
});

test("[C7] no row of systems is no register", () => {
  for (const text of ["id;namn;drift", "id;namn;drift\n;;\n", "id;namn;drift\n;Ett;egen"])
    expect(told(read(inputOf("r.csv", text)))).toEqual([
      ["readers/not-a-register", "error", { reason: "no-row" }, ""],
    ]);
});

test("[C1] headings are looked for in the first ten rows that are not blank", () => {
  const far = `${"x\n".repeat(20)}id;namn;drift\nS1;Ett;egen`;
  expect(told(read(inputOf("r.csv", far)))).toEqual([["readers/unrecognised", "error", {}, ""]]);
});

test("[C2] an open quote refuses the file", () => {
  expect(told(read(inputOf("r.csv", 'id;namn;drift\nS1;"Ett;egen\nS2;Två;moln')))).toEqual([
    ["readers/unclosed-quote", "error", {}, "2:2"],
  ]);
});

test("[C8] unknown, double and empty headings", () => {
  const reading = readText("id;namn;drift;Färg;;Namn\nS1;Ett;egen;blå;;Uno");
  expect(told(reading)).toEqual([
    ["readers/unknown-column", "notice", { heading: "Färg" }, "1:4"],
    ["readers/column-twice", "warning", { heading: "Namn" }, "1:6"],
  ]);
  expect(lines(reading)[1]).toBe('system S1 name = "Ett"');
});

test("[C9] rows without id or name, and ids that are personal numbers, are skipped", () => {
  const reading = readText(
    "id;namn;drift\n;Ett;egen\nS2;;egen\n121212-1212;Tre;egen\nS4;Fyra;egen",
  );
  const skipped = (reason: string, row: number): readonly unknown[] => [
    "readers/row-skipped",
    "warning",
    { reason },
    `${row}:1`,
  ];
  expect(told(reading)).toEqual([
    skipped("no-id", 2),
    skipped("no-name", 3),
    ["readers/secret-in-field", "notice", { field: "id", what: "personal-number" }, "4:1"],
    skipped("personal-number", 4),
  ]);
  expect(reading.counts[0]?.ids).toEqual(["S4"]);
});

test("[C9] cells beyond the headings are told", () => {
  const reading = readText("id;namn;drift\nS1;Ett;egen;;vad?\nS2;Två;egen;;");
  expect(told(reading)).toEqual([
    ["readers/row-too-wide", "warning", { cells: 5, columns: 3 }, "2:4"],
  ]);
});

test("[C10] the list of systems is complete unless a row was skipped", () => {
  const scope = (text: string): readonly unknown[] => [...readText(text).scope];
  const system = { kind: "system", within: null };
  expect(scope("id;namn;drift\nS1;Ett;egen")).toEqual([{ ...system, complete: true }]);
  expect(scope("id;namn;drift\nS1;Ett;egen\n;Två;")).toEqual([{ ...system, complete: false }]);
});

test("[C11] a system told twice is kept twice; a warning only where the rows differ", () => {
  const same = readText("id;namn;drift\nS1;Ett;egen\ns1;Ett;egen");
  expect(told(same)).toEqual([]);
  const twice = readText("id;namn;drift\nS1;Ett;egen\nS1;Ett;egen");
  expect(told(twice)).toEqual([]);
  expect(twice.counts[0]?.ids).toEqual(["S1", "S1"]);
  const other = readText("id;namn;drift\nS1;Ett;egen\ns1;Ett;moln");
  expect(told(other)).toEqual([["readers/duplicate-system", "warning", { id: "S1" }, "3:1"]]);
  expect(lines(other)).toEqual([
    "system S1 present",
    'system S1 name = "Ett"',
    'system S1 hosting = "internal"',
    "system S1 present",
    'system S1 name = "Ett"',
    'system S1 hosting = "cloud"',
  ]);
});

test("[C12] numbers as Swedes write them", () => {
  const hours = (value: string): readonly string[] => says("tolerabel avbrottstid", value);
  expect(hours("1 200")).toEqual(["system S1 tolerable-outage-hours = 1200"]);
  expect(hours("1\u00a0200,5")).toEqual(["system S1 tolerable-outage-hours = 1200.5"]);
  expect(hours("0.25")).toEqual(["system S1 tolerable-outage-hours = 0.25"]);
  expect(says("reservrutin (%)", "37,5 %")).toEqual(["system S1 reserve-share = 0.375"]);
  expect(says("antal personer", "41 000").at(-1)).toBe(
    "information information/S1 persons = 41000",
  );
});

test("[C13] cells that hold something else are told by row and column and left out", () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ["k", "9", "confidentiality", "class-0-4"],
    ["riktighet", "2,5", "integrity", "class-0-4"],
    ["t", "hög", "availability", "class-0-4"],
    ["antal personer", "många", "persons", "whole-number"],
    ["antal personer", "1,200", "persons", "whole-number"],
    ["antal personer", "1.000", "persons", "whole-number"],
    ["personal", "-3", "staff", "whole-number"],
    ["restore hours", "+4", "restore-hours", "hours"],
    ["tolerabel avbrottstid", "4 dagar", "tolerable-outage-hours", "hours"],
    ["tolerabel avbrottstid", "1e9", "tolerable-outage-hours", "hours"],
    ["reservrutin", "101", "reserve-share", "percent"],
    ["inloggning", "pekfinger", "sign-in", "known-word"],
    ["persongrupp", "andra", "population", "known-word"],
    ["servrar", "två servrar", "servers", "host-name"],
    ["samhällsviktig tjänst", "!!!", "services", "name"],
    ["leverantör", "???", "supplier", "name"],
    ["beroenden", "!", "dependencies", "system-id"],
    ["säkerhetskopia", "bandrobot", "backup", "known-word"],
    ["återläsning provad", "2026-02-30", "restore-tested", "date-or-yes-no"],
    ["återläsning provad", "kanske", "restore-tested", "date-or-yes-no"],
  ];
  for (const [heading, value, column, expected] of cases)
    expect([value, told(cell(heading, value))]).toEqual([value, [badCell(column, expected)]]);
});

test("[C13] of a list the known words are kept", () => {
  const reading = cell("inloggning", "AD, pekfinger, Entra ID");
  expect(told(reading)).toEqual([badCell("sign-in", "known-word")]);
  expect(lines(reading).slice(2)).toEqual(['system S1 sign-in = ["ad","entra"]']);
});

test("[C14] dependencies: spelling of the row they mean, ! for critical, unknown ones told", () => {
  const reading = readText("id;namn;beroenden\nS1;Ett;s2 ! | S9\nS2;Två;");
  expect(told(reading)).toEqual([["readers/unknown-system", "warning", { id: "S9" }, "2:3"]]);
  expect(lines(reading).slice(2, 5)).toEqual([
    "system S1 depends-on system S2",
    "system S1 depends-on system S9",
    'system S1 critical-dependencies = ["S2"]',
  ]);
});

test("[C15] no backup is a property; a test without a known backup is a backup", () => {
  expect(says("säkerhetskopia", "Ingen")).toEqual(['system S1 backup = "none"']);
  expect(says("återläsning provad", "nej")).toEqual([
    "backup backup/S1 present",
    'backup backup/S1 name = "Ett"',
    "system S1 backed-up-by backup backup/S1",
    "backup backup/S1 tested = false",
  ]);
  const odd = readText("id;namn;backup;återläsning provad\nS1;Ett;ingen;ja\nS2;Två;ingen;nej");
  expect(told(odd)).toEqual([badCell("restore-tested", "backup")]);
});

test("[C16] servers are claims by address, full name or name", () => {
  const { observations } = cell("servrar", "SRV1, srv2.example.se.|10.1.2.3");
  const claims = observations.slice(2).map(({ says: said }) => "to" in said && said.to.claims);
  expect(claims).toEqual([
    [{ space: "host", value: "srv1" }],
    [{ space: "fqdn", value: "srv2.example.se" }],
    [{ space: "ip", value: "10.1.2.3" }],
  ]);
});

test("[C17] cells that a spreadsheet would calculate are kept as text", () => {
  for (const value of ["=1+1", "+46", "-x", "@SUM(A1)"])
    expect(says("nämnd", value)).toEqual([
      `system S1 owner-organisation = ${JSON.stringify(value)}`,
    ]);
});

test("[C18] personal identity numbers are marked in every text and told", () => {
  const reading = readText(
    "id;namn;systemägare;leverantör;tjänst\n" +
      "S1;A 121212-1212;B 121212-1212;C 121212-1212;D 121212-1212",
  );
  expect(told(reading).map(([code, , args]) => [code, args])).toEqual(
    ["name", "owner-role", "supplier", "services"].map((field) => [
      "readers/secret-in-field",
      { field, what: "personal-number" },
    ]),
  );
  expect(JSON.stringify(reading).includes("1212-1212")).toBe(false);
});

test("[C18] nor is one left in problems", () => {
  const reading = readText("id;namn;beroenden;121212-1212\nS1;Ett;121212-1212;x");
  expect(told(reading)).toEqual([
    ["readers/unknown-column", "notice", { heading: "[personnummer]" }, "1:4"],
    [
      "readers/secret-in-field",
      "notice",
      { field: "dependencies", what: "personal-number" },
      "2:3",
    ],
    badCell("dependencies", "system-id", "2:3"),
  ]);
});

test("[R1] any cells under any headings give a reading", () => {
  const heading = fc.constantFrom(...Object.values(columnHeadings).flat());
  const value = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom("ja", "4", "S1!", "moln", "AD", "=A1", "2026-01-01", "ingen", "a.b"),
  );
  const table = fc.array(fc.tuple(heading, value, value), { maxLength: 8 });
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(table, (columns) => {
      const rows = [0, 1, 2].map((at) => columns.map((column) => quoted(column[at] ?? "")));
      const text = ["id;namn;drift", "S1;Ett;egen", "S2;Två;moln"]
        .map((start, at) => [start, ...(rows[at] ?? [])].join(";"))
        .join("\n");
      expect(read(inputOf("r.csv", text)).ok).toBe(true);
    }),
    { numRuns: 500 },
  );
});
