/** Tables of every form: the same facts, the same refusals. */
import type { Json } from "@vallgrav/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import { inputOf, lines, readGood, told } from "../../../test/file.ts";
import { workbook } from "../../../test/workbook-file.ts";
import { parseMapping, read } from "../../index.ts";
import type { Reading, TableMapping } from "../../index.ts";

const swedish = [
  ["System-ID", "Systemnamn", "Förvaltning", "Klassning", "Servrar", "Återläsningstid (timmar)"],
  ["S1", "Äldreomsorgsplan", "Socialnämnden", "3-2-4", "srv1.example.se|srv2", "12"],
  ["S2", "Åkeri, norra", "Tekniska nämnden", "1-2-1", "", "1 200"],
];
const english = ["System id", "System name", "Department", "CIA", "Servers", "Restore hours"];

function delimited(rows: readonly (readonly string[])[], delimiter: string): string {
  const quoted = (cell: string): string =>
    /[";,\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  return rows.map((row) => row.map(quoted).join(delimiter)).join("\r\n") + "\r\n";
}

function windows1252(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "latin1"));
}

/** What a reading says, but for the places, the evidence, and the order. */
function facts(reading: Reading): readonly string[] {
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.observations.map(({ id: _id, at: _at, ...rest }) => JSON.stringify(rest)).sort();
}

function jsonOf(rows: readonly (readonly string[])[]): string {
  const [header = [], ...body] = rows;
  const objects = body.map((row) => Object.fromEntries(row.map((cell, at) => [header[at], cell])));
  return JSON.stringify(objects);
}

function shuffled<T>(row: readonly T[], order: readonly number[]): readonly T[] {
  return order.flatMap((at) => row.slice(at, at + 1));
}

test("[T1] the same table in any form, language and order of columns says the same", () => {
  const wanted = facts(read(inputOf("r.csv", delimited(swedish, ";"))));
  expect(wanted.length).toBe(22);
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }), (order) => {
      const rows = swedish.map((row) => shuffled(row, order));
      const other = [shuffled(english, order), ...rows.slice(1)];
      const forms: readonly (readonly [string, string | Uint8Array])[] = [
        ["a.csv", windows1252(delimited(rows, ";"))],
        ["b.csv", delimited(rows, ",")],
        ["c.csv", `\uFEFF${delimited(other, "\t")}`],
        ["d.csv", Buffer.from(`\uFEFF${delimited(other, ";")}`, "utf16le")],
        ["e.xlsx", workbook([{ name: "Blad1", rows }])],
        ["f.xlsx", workbook([{ name: "Blad1", rows: [["Register 2026"], [], ...other] }])],
        ["g.json", jsonOf(rows)],
        ["h.json", `{"value":${jsonOf(other)}}`],
      ];
      for (const [name, content] of forms)
        expect([name, facts(read(inputOf(name, content)))]).toEqual([name, wanted]);
    }),
    { numRuns: 20 },
  );
});

test("[T1] places are those of the form", () => {
  const place = (name: string, content: string | Uint8Array): string | undefined => {
    const reading = readGood(inputOf(name, content));
    return reading.observations.find(({ says }) => "property" in says)?.at.place;
  };
  const rows = [
    ["id", "drift", "namn"],
    ["S1", "egen", "Ett"],
  ];
  expect(place("r.csv", delimited(rows, ";"))).toBe("2:3");
  expect(place("r.xlsx", workbook([{ name: "Blad 1", rows: [[], ...rows] }]))).toBe("Blad 1!3:3");
  expect(place("r.json", jsonOf(rows))).toBe("/0/namn");
  expect(place("r.json", `{"value":${jsonOf(rows)}}`)).toBe("/value/0/namn");
});

test("[T1] of JSON lists of plain values are parts, deeper values are left out", () => {
  const objects = [
    { id: "S1", namn: "Ett", servrar: ["srv1", "srv2"], drift: { a: 1 }, personal: 4 },
    { id: "S2", namn: "Två", servrar: null, personal: 4.5 },
    7,
  ];
  const reading = readGood(inputOf("r.json", JSON.stringify(objects)));
  expect(lines(reading).slice(2, 5)).toEqual([
    "system S1 staff = 4",
    "system S1 runs-on computer srv1",
    "system S1 runs-on computer srv2",
  ]);
  expect(told(reading)).toEqual([
    ["readers/bad-cell", "warning", { column: "staff", expected: "whole-number" }, "/1/personal"],
    ["readers/row-skipped", "warning", { reason: "no-id" }, "/2/id"],
  ]);
});

test("[T2] the row and the separator with most known columns are the headings", () => {
  const text = "id;namn;drift\n,,\nid,namn,drift,personal\nS1,Ett,egen,4\n";
  const reading = readGood(inputOf("r.csv", text));
  expect(lines(reading).at(-1)).toBe("system S1 staff = 4");
  const late = `${"x\n".repeat(9)}id;namn;drift\nS1;Ett;egen\n`;
  expect(read(inputOf("r.csv", late)).ok).toBe(true);
  expect(read(inputOf("r.csv", `x\n${late}`)).ok).toBe(false);
});

test("[T3] who says what columns mean need not say it of three", () => {
  const text = "Burk;Nummer\nsrv01;SER10001\n";
  const fields = [
    { heading: "Burk", field: "name" },
    { heading: "Nummer", field: "serial" },
  ];
  const said: TableMapping = { shape: "computers", fields };
  expect(readGood({ ...inputOf("r.csv", text), mapping: said }).tables?.[0]?.mapping).toEqual(said);
  for (const given of [[], fields.slice(1), fields.map((one) => ({ ...one, field: null }))])
    expect(
      read({ ...inputOf("r.csv", text), mapping: { shape: "computers", fields: given } }).ok,
    ).toBe(false);
});

test("[T3] a mapping is returned, and given again it rules over the headings", () => {
  const text = "Nr;Benämning;Förvaltning;Plats\n7;Ett;Skolan;egen\n";
  expect(told(read(inputOf("r.csv", text)))).toEqual([["readers/unrecognised", "error", {}, ""]]);
  const mapping: TableMapping = {
    shape: "systems",
    fields: [
      { heading: "NR", field: "id" },
      { heading: "benämning", field: "name" },
      { heading: "Förvaltning", field: null },
      { heading: "Plats", field: "hosting" },
      { heading: "Ingen", field: "staff" },
    ],
  };
  const reading = readGood({ ...inputOf("r.csv", text), mapping });
  expect(lines(reading)).toEqual([
    "system 7 present",
    'system 7 name = "Ett"',
    'system 7 hosting = "internal"',
  ]);
  const [table] = reading.tables ?? [];
  expect(table).toEqual({
    sheet: null,
    rows: 1,
    mapping: {
      shape: "systems",
      fields: [
        { heading: "Nr", field: "id" },
        { heading: "Benämning", field: "name" },
        { heading: "Förvaltning", field: null },
        { heading: "Plats", field: "hosting" },
      ],
    },
  });
  const again = read({ ...inputOf("r.csv", text), mapping: table?.mapping ?? mapping });
  expect(again).toEqual(reading);
  const strange = { shape: "systems", fields: [{ heading: "Nr", field: "toString" }] } as const;
  expect(read({ ...inputOf("r.csv", text), mapping: strange }).ok).toBe(false);
});

test("[T3] a mapping from outside is one only in full", () => {
  const mapping = { shape: "systems", fields: [{ heading: "Nr", field: "id" }] };
  expect(parseMapping({ ...mapping, more: 1 })).toEqual(mapping);
  expect(parseMapping({ shape: "zones", fields: [] })).toEqual({ shape: "zones", fields: [] });
  for (const other of [
    null,
    [],
    {},
    { shape: "systems" },
    { ...mapping, shape: "toString" },
    { ...mapping, fields: [{ heading: "Nr" }] },
    { ...mapping, fields: [{ heading: 1, field: null }] },
    { ...mapping, fields: ["Nr"] },
    { ...mapping, fields: Array.from({ length: 1001 }, () => ({ heading: "a", field: null })) },
  ])
    expect([other, parseMapping(other)]).toEqual([other, null]);
  fc.assert(fc.property(fc.jsonValue(), (value) => parseMapping(value as Json) === null));
});

test("[T4] parts in different encodings refuse the file, with the line", () => {
  const bytes = Buffer.concat([
    Buffer.from("id;namn;nämnd\nS1;Ett;Skolnämnden\n", "utf8"),
    Buffer.from("S2;Två;Tekniska nämnden\n", "latin1"),
  ]);
  expect(told(read(inputOf("r.csv", bytes)))).toEqual([
    ["readers/mixed-encodings", "error", { line: 3 }, "3:1"],
  ]);
});

test("[T4] letters that became question marks refuse the file, with a word that shows it", () => {
  const lost = (text: string): unknown => told(read(inputOf("r.csv", text)));
  const refusal = (how: string, example: string): unknown => [
    ["readers/lost-letters", "error", { how, example }, ""],
  ];
  expect(lost("id;namn;S?kerhetskopia\nS1;Ett;offline\n")).toEqual(
    refusal("question-marks", "S?kerhetskopia"),
  );
  expect(lost("id;namn;?terl?sning provad\nS1;Ett;ja\n")).toEqual(
    refusal("question-marks", "?terl?sning"),
  );
  expect(lost("id;namn;drift\nS1;?ldreomsorg;egen\nS2;Hems?ndning;egen\nS3;L?s;egen\n")).toEqual(
    refusal("question-marks", "?ldreomsorg"),
  );
  expect(lost("id;namn;drift\nS1;\uFFFDldreomsorg;egen\n")).toEqual(
    refusal("question-marks", "\uFFFDldreomsorg"),
  );
  expect(lost("id;namn;drift\nS1;Ã„ldreomsorgens lÃ¥s;egen\n")).toEqual(
    refusal("doubled", "Ã„ldreomsorgens"),
  );
});

test("[T4] question marks that are meant are left alone", () => {
  for (const name of ["Vad?", "http://a.example.se/x?id=1&b?c", "Är det så? ja", "a ?b"])
    expect([name, read(inputOf("r.csv", `id;namn;drift\nS1;${name};egen\n`)).ok]).toEqual([
      name,
      true,
    ]);
});

test("[T5] a table that ends inside a row is refused", () => {
  const rows = ["id;namn;drift;personal", "S1;Ett;egen;4", "S2;Två;egen;5", "S3;Tre;eg"];
  expect(told(read(inputOf("r.csv", rows.join("\n"))))).toEqual([
    ["readers/truncated-table", "error", { cells: 3, columns: 4 }, "4:3"],
  ]);
  expect(read(inputOf("r.csv", `${rows.join("\n")}\n`)).ok).toBe(true);
});

test("[T5] a row with another separator refuses the table", () => {
  const text = "id;namn;drift\nS1;Ett;egen\nS2,Två,egen\n";
  expect(told(read(inputOf("r.csv", text)))).toEqual([
    ["readers/mixed-separators", "error", {}, "3:1"],
  ]);
});

test("[T8] secrets are taken out of every cell, known or not, and told with their place", () => {
  const rows = [
    ["id", "namn", "ägare", "Beskrivning", "Annat", "Adminlösenord", "Community", "personal"],
    [
      "S1",
      "Passersystem",
      "lösenord: Sommar2026",
      "Lösen är Vinter2026!",
      "kod=1234abcd",
      "Host1!",
      "-",
      "4",
    ],
    [
      "S2",
      "pwd=Qwerty123",
      "Rektor",
      "Byt lösenord ofta och använd lösenordshanterare",
      "",
      "",
      "public",
      "5",
    ],
    ["S3", "Tre", "Rektor", "121212-1212", "", "ja", "2026-01-01", "6"],
  ];
  const forms: readonly (readonly [string, string | Uint8Array])[] = [
    ["r.csv", delimited(rows, ";")],
    ["r.tsv", Buffer.from(delimited(rows, "\t"), "latin1")],
    ["r.xlsx", workbook([{ name: "Blad1", rows }])],
    ["r.json", jsonOf(rows)],
  ];
  for (const [name, content] of forms) {
    const reading = readGood(inputOf(name, content));
    const found = told(reading).filter(([code]) => code === "readers/secret-in-field");
    expect([name, found.map(([, , args]) => args)]).toEqual([
      name,
      [
        { field: "owner-role", what: "secret" },
        { field: "Beskrivning", what: "secret" },
        { field: "Annat", what: "secret" },
        { field: "Adminlösenord", what: "password" },
        { field: "name", what: "secret" },
        { field: "Community", what: "password" },
        { field: "Beskrivning", what: "personal-number" },
      ],
    ]);
    expect(JSON.stringify(reading)).not.toMatch(/2026!|Sommar|1234abcd|Host1|Qwerty|public|1212/);
    expect(lines(reading)).toContain('system S1 name = "Passersystem"');
    // The second row lost its name with the secret in it.
    expect(reading.counts[0]?.ids).toEqual(["S1", "S3"]);
  }
});
