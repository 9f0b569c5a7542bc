/** Tables whose columns somebody is to explain: what is shown of them, and what is guessed. */
import { expect, test } from "vitest";
import { inputOf, readGood } from "../../../test/file.ts";
import { tableFiles } from "../../../test/table-files.ts";
import { workbook } from "../../../test/workbook-file.ts";
import { lookAtTables, read, recognise, tableChoices } from "../../index.ts";
import type { LookedTable, TableLook } from "../../index.ts";

function tables(look: TableLook): readonly LookedTable[] {
  if (!look.ok) throw new Error(JSON.stringify(look.problems));
  return look.tables;
}

const head = ["Burk", "Nummer på lådan", "Läge", "Lösenord", "Kontakt"];
const body = [
  ["pc-0001", "SER10001", "B3", "hemligt-ord-7", "19121212-1212"],
  ["pc-0002", "SER10002", "B3", "", `Anna ${"x".repeat(90)}`],
];
const csv = (rows: readonly (readonly string[])[], by: string): string =>
  `${rows.map((row) => row.join(by)).join("\r\n")}\r\n`;

test("[T420] headings below a title and some values are shown, in any form", () => {
  const forms = [
    inputOf("a.csv", csv([["Datorer 2026"], head, ...body], ";")),
    inputOf("b.csv", csv([head, ...body], ",")),
    inputOf("c.xlsx", workbook([{ name: "Blad1", rows: [["Datorer"], head, ...body] }])),
    inputOf(
      "d.json",
      JSON.stringify(body.map((row) => Object.fromEntries(row.map((one, at) => [head[at], one])))),
    ),
  ];
  for (const input of forms) {
    const [table, ...others] = tables(lookAtTables(input));
    expect([input.name, table?.rows, others]).toEqual([input.name, 2, []]);
    expect(table?.columns).toEqual([
      { heading: "Burk", samples: ["pc-0001", "pc-0002"] },
      { heading: "Nummer på lådan", samples: ["SER10001", "SER10002"] },
      { heading: "Läge", samples: ["B3"] },
      { heading: "Lösenord", samples: [] },
      { heading: "Kontakt", samples: ["[personnummer]", `Anna ${"x".repeat(55)}`] },
    ]);
  }
});

test("[T420] texts, lists without rows and bytes of something else are no tables", () => {
  const none = [
    "Hej, det här är ett brev.\nDet har, som brev har, kommatecken.\nInga fler\nrader\nhär\n",
    "Namn;Nummer\n",
    "1;2;3\n4;5;6\n",
    '{"a":{"b":1}}',
    new Uint8Array(4_096).map((_, at) => (at * 7_919) % 251),
  ];
  for (const content of none) {
    const look = lookAtTables(inputOf("x", content));
    expect([content.slice(0, 12), look.ok ? look.tables : []]).toEqual([content.slice(0, 12), []]);
  }
  const cut = lookAtTables(inputOf("x.csv", 'Namn;Ord\na;b\nc;"d\n'));
  expect(cut).toMatchObject({ ok: false, problems: [{ code: "readers/unclosed-quote" }] });
  expect(lookAtTables(inputOf("x", ""))).toMatchObject({
    problems: [{ code: "readers/empty-file" }],
  });
  expect(lookAtTables(inputOf("x", "a;b\nc;d\n", { bytes: 4 }))).toMatchObject({
    problems: [{ code: "readers/limit", args: { limit: "bytes" } }],
  });
});

test("[T421] what read would take comes first, with every column as read takes it", () => {
  let tried = 0;
  for (const [name, , content] of tableFiles) {
    const reading = readGood(inputOf(name, content));
    const [table] = reading.tables ?? [];
    const [looked] = tables(lookAtTables(inputOf(name, content)));
    if (table === undefined || looked === undefined) continue;
    tried += 1;
    const [guess] = looked.guesses;
    expect([name, guess?.shape]).toEqual([name, table.mapping.shape]);
    const known = new Map(guess?.fields.map(({ heading, field }) => [heading, field]));
    for (const { heading, field } of table.mapping.fields)
      if (field !== null)
        expect([name, heading, known.get(heading)]).toEqual([name, heading, field]);
  }
  expect(tried).toBeGreaterThan(15);
});

test("[T421] headings that say nearly the same are guessed, and the guess can be given", () => {
  const long = `Datorns namn ${"så som det står i vår egen lista ".repeat(3)}`.trim();
  const content = csv([["Datorns namn", "Serie-nummer", "Operativ system", long], ...body], ";");
  expect(recognise("x.csv", new TextEncoder().encode(content))).toBeNull();
  const [table] = tables(lookAtTables(inputOf("x.csv", content)));
  const guess = table?.guesses.find(({ shape }) => shape === "computers");
  expect(guess?.fields.map(({ field }) => field)).toEqual([
    "name",
    "serial",
    "operating-system",
    null,
  ]);
  expect(table?.guesses[0]?.shape).not.toBe("pupils");
  if (guess === undefined || table === undefined) throw new Error("no guess");
  const reading = readGood({ ...inputOf("x.csv", content), mapping: guess });
  expect(reading.tables?.[0]?.mapping).toEqual(guess);
  // A long heading is known by the part that is told of it.
  const fields = guess.fields.map(({ heading }, at) => ({
    heading,
    field: ["serial", null, null, "name"][at] ?? null,
  }));
  const other = read({ ...inputOf("x.csv", content), mapping: { shape: "computers", fields } });
  expect(other.ok && other.tables?.[0]?.mapping.fields.at(-1)?.field).toBe("name");
});

test("[T421] every kind can be chosen, with what it cannot do without", () => {
  expect(tableChoices.length).toBeGreaterThan(20);
  for (const { fields, needs } of tableChoices)
    for (const some of needs) expect(fields).toEqual(expect.arrayContaining([...some]));
});
