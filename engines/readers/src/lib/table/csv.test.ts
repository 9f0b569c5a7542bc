/** Delimited text to rows. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { readTable } from "./csv.ts";
import type { Delimited } from "./csv.ts";

const limits = { rows: 100, columns: 10, stringLength: 50 };

function rowsOf(text: string, delimiter: ";" | "," | "\t" = ";"): readonly (readonly string[])[] {
  return readTable(text, delimiter, limits).rows.map(({ cells }) => cells);
}

test("[C2] rows end with any line end, cells with the separator", () => {
  expect(rowsOf("a;b\r\nc;d\n e ;\rf")).toEqual([["a", "b"], ["c", "d"], [" e ", ""], ["f"]]);
  expect(rowsOf("a,b;c", ",")).toEqual([["a", "b;c"]]);
  expect(rowsOf("a\tb", "\t")).toEqual([["a", "b"]]);
  expect(rowsOf("a;")).toEqual([["a", ""]]);
  expect(rowsOf("")).toEqual([]);
});

test("[C2] quoted cells hold separators, line ends and doubled quotes", () => {
  expect(rowsOf('"a;b";"c\r\nd";"e ""f"""')).toEqual([["a;b", "c\r\nd", 'e "f"']]);
  expect(rowsOf('"a"b;c"d"')).toEqual([["ab", 'c"d"']]);
  expect(rowsOf('"";""')).toEqual([]);
});

test("[C2] blank rows are left out but counted", () => {
  expect(readTable("a\n\n ; \nb", ";", limits)).toEqual({
    rows: [
      { number: 1, cells: ["a"] },
      { number: 4, cells: ["b"] },
    ],
  });
});

test("[C2] a quote that stays open is told by row and column", () => {
  expect(readTable('a;b\nc;"d\ne', ";", limits)).toEqual({
    fault: "unclosed-quote",
    row: 2,
    column: 2,
    rows: [{ number: 1, cells: ["a", "b"] }],
  });
});

test("[R4] rows, columns and cells have ceilings", () => {
  const fault = (table: Delimited): unknown =>
    "fault" in table ? [table.fault, table.row, table.column] : null;
  const tight = { rows: 1, columns: 2, stringLength: 3 };
  expect(fault(readTable("a\nb", ";", tight))).toEqual(["rows", 2, 1]);
  expect(fault(readTable("a;b;c", ";", tight))).toEqual(["columns", 1, 3]);
  expect(fault(readTable("a;abcd", ";", tight))).toEqual(["stringLength", 1, 2]);
  const few = { rows: 9, columns: 9, cells: 3, stringLength: 9 };
  expect(fault(readTable("a;b\nc;", ";", few))).toEqual(["cells", 2, 2]);
  expect(fault(readTable("a;b\nc", ";", few))).toBeNull();
});

test("[C2] what is written by the rules of RFC 4180 is read back, with every separator", () => {
  const cell = fc.string({ unit: fc.constantFrom(...'aå";,\t\r\n ='.split("")), maxLength: 6 });
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 });
  fc.assert(
    fc.property(table, fc.constantFrom(";", ",", "\t"), (rows, delimiter) => {
      const text = rows
        .map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(delimiter))
        .join("\r\n");
      const wanted = rows.filter((cells) => cells.some((one) => one.trim() !== ""));
      expect(rowsOf(text, delimiter)).toEqual(wanted);
    }),
  );
});
