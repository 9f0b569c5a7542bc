/** From the bytes of a tool's table to its rows by heading, or the reading that refuses it. */
import { limitsOf, refused } from "../gathering.ts";
import type { FoundEncoding, Reading, ReaderInput } from "../reading.ts";
import { delimiters, readTable } from "../table/csv.ts";
import type { Delimiter } from "../table/csv.ts";
import { openText } from "./texts.ts";

/** A row whose cells are found by their heading; empty where the table has no such column. */
export type HeadedRow = {
  readonly cell: (heading: string) => string;
  /** Where that cell stands: `row:column`. */
  readonly place: (heading: string) => string;
};

/** The rows below the header. */
export type OpenedTable = {
  readonly rows: readonly HeadedRow[];
  readonly decodedAs: FoundEncoding | null;
};

/** The delimiter of a header with all those headings; null where it has not. */
export function delimiterOf(text: string, headings: readonly string[]): Delimiter | null {
  const end = text.search(/[\r\n]/);
  const first = end === -1 ? text : text.slice(0, end);
  const cells = (delimiter: Delimiter): readonly string[] =>
    first.split(delimiter).map((one) => one.trim().replace(/^\uFEFF?"?|"$/g, ""));
  const holds = (delimiter: Delimiter): boolean =>
    headings.every((heading) => cells(delimiter).includes(heading));
  return delimiters.find(holds) ?? null;
}

/** Opens a file as a table with those headings in its first row. */
export function openTable(input: ReaderInput, headings: readonly string[]): OpenedTable | Reading {
  const opened = openText(input);
  if ("ok" in opened) return opened;
  const { text, decodedAs } = opened;
  const delimiter = delimiterOf(text, headings);
  if (delimiter === null) return refused(input, "readers/unrecognised", {});
  const limits = limitsOf(input);
  const table = readTable(text, delimiter, limits);
  if ("fault" in table) {
    const { fault, row, column } = table;
    const place = `${row}:${column}`;
    if (fault === "unclosed-quote") return refused(input, "readers/unclosed-quote", {}, place);
    return refused(input, "readers/limit", { limit: fault, max: limits[fault] }, place);
  }
  const [header, ...body] = table.rows;
  const columns = new Map(header?.cells.map((cell, index) => [cell.trim(), index]));
  const rows = body.map(({ number, cells }): HeadedRow => {
    return {
      cell: (heading) => cells[columns.get(heading) ?? -1]?.trim() ?? "",
      place: (heading) => `${number}:${(columns.get(heading) ?? 0) + 1}`,
    };
  });
  return { rows, decodedAs };
}
