/** A table, whatever it came from: delimited text, a sheet of a workbook, a list of objects. */
import type { Row } from "./csv.ts";

/** Rows of cells as text, and where each stands. */
export type Table = {
  /** Name of the sheet; null where there is only one table. */
  readonly sheet: string | null;
  /** Rows that are not blank, the headings among them. */
  readonly rows: readonly Row[];
  /** Where a cell stands, by its row's number and its column, both from 1. */
  readonly place: (row: number, column: number) => string;
};

/** A place in a table that is a file of its own: `12:7`. */
export function cellPlace(row: number, column: number): string {
  return `${row}:${column}`;
}
