/** Every kind of table: any of its headings, in any form and order, says the same. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { inputOf } from "../../../test/file.ts";
import { workbook } from "../../../test/workbook-file.ts";
import { read } from "../../index.ts";
import type { Reading } from "../../index.ts";
import { shapes, tableMatcher } from "../shapes.ts";
import { foldHeading } from "./fold.ts";
import type { Shape } from "./shape.ts";

const words =
  "ja nej S01 S02 tillåt neka Klienter Servrar any tcp/443 10.1.0.0/16 srv1.example.se pc-1 " +
  "2026-03-01 14 3-2-1 Åkeri Björkskolan anna@example.se domän lyckad 556000-0001 ABCD1234 " +
  "00:11:22:33:44:55 33333333-3333-4333-8333-333333333333 S-1-5-21-1-2-3-1101 Windows";
const cell = fc.constantFrom(...words.split(" "), "", "Vård, norr", 'en "sak"', "två\nrader");

/** Headings chosen for every column of a shape, and rows below them. */
function tableOf(shape: Shape) {
  const columns = Object.values(shape.headings).filter((headings) => headings.length > 0);
  return fc.record({
    headings: fc.tuple(...columns.map((headings) => fc.constantFrom(...headings))),
    others: fc.tuple(...columns.map((headings) => fc.constantFrom(...headings))),
    rows: fc.array(fc.tuple(...columns.map(() => cell)), { minLength: 1, maxLength: 4 }),
    order: fc.shuffledSubarray(
      columns.map((_, at) => at),
      { minLength: columns.length },
    ),
  });
}

function delimited(rows: readonly (readonly string[])[], delimiter: string): string {
  const lines = rows.map((row) =>
    row.map((one) => `"${one.replaceAll('"', '""')}"`).join(delimiter),
  );
  return `${lines.join("\r\n")}\r\n`;
}

function jsonOf([headings = [], ...rows]: readonly (readonly string[])[]): string {
  return JSON.stringify(
    rows.map((row) => Object.fromEntries(row.map((one, at) => [headings[at], one]))),
  );
}

function facts(reading: Reading): unknown {
  if (!reading.ok) return reading.problems.map(({ code }) => code);
  const said = reading.observations.map(({ at: _at, ...rest }) => JSON.stringify(rest));
  return [reading.reader.id, reading.counts, said];
}

test("[T1] every kind of table says the same in any form, by any of its headings", () => {
  for (const shape of shapes) {
    const mapping = { shape: shape.name, fields: [] };
    fc.assert(
      fc.property(tableOf(shape), ({ headings, others, rows, order }) => {
        const table = [headings, ...rows];
        const turned = [others, ...rows].map((row) => order.map((at) => row[at] ?? ""));
        const forms: readonly (readonly [string, string | Uint8Array])[] = [
          ["b.csv", Buffer.from(delimited(table, ","), "latin1")],
          ["c.tsv", `\uFEFF${delimited(turned, "\t")}`],
          ["d.xlsx", workbook([{ name: "Blad1", rows: turned }])],
        ];
        const wanted = facts(read({ ...inputOf("a.csv", delimited(table, ";")), mapping }));
        for (const [name, content] of forms)
          expect([name, facts(read({ ...inputOf(name, content), mapping }))]).toEqual([
            name,
            wanted,
          ]);
      }),
      { numRuns: 15 },
    );
  }
});

test("[T2] the first heading of each column finds its own kind, each means one column", () => {
  for (const shape of shapes) {
    const headings = Object.values(shape.headings).flatMap((known) => known.slice(0, 1));
    expect(tableMatcher([{ number: 1, cells: headings }])?.shape.name).toBe(shape.name);
    const all = Object.values(shape.headings).flat();
    expect([shape.name, all.filter((heading) => foldHeading(heading) !== heading)]).toEqual([
      shape.name,
      [],
    ]);
    expect([shape.name, all.filter((heading, at) => all.indexOf(heading) !== at)]).toEqual([
      shape.name,
      [],
    ]);
  }
});

test("[T8] of secrets planted in every cell of every kind none is left, and each is told", () => {
  let planted = 0;
  for (const shape of shapes) {
    const headings = Object.values(shape.headings).flatMap((known) => known.slice(0, 1));
    const secret = (row: number): readonly string[] =>
      headings.map((_, at) => `Lösenord: Hemlig${row}x${at}!`);
    const table = [headings, headings.map(() => "ja"), secret(1), secret(2)];
    planted += 2 * headings.length;
    for (const [name, content] of [
      ["a.csv", Buffer.from(delimited(table, ";"), "latin1")],
      ["b.csv", delimited(table, ",")],
      ["c.xlsx", workbook([{ name: "Blad1", rows: table }])],
      ["d.json", jsonOf(table)],
    ] as const) {
      const reading = read({
        ...inputOf(name, content),
        mapping: { shape: shape.name, fields: [] },
      });
      const found = reading.problems.filter(({ code }) => code === "readers/secret-in-field");
      expect([shape.name, name, JSON.stringify(reading).includes("Hemlig")]).toEqual([
        shape.name,
        name,
        false,
      ]);
      if (reading.ok) expect(found.length).toBe(2 * headings.length);
    }
  }
  expect(planted).toBeGreaterThan(300);
});
