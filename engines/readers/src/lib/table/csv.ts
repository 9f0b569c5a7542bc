/**
 * Tables of delimited text (RFC 4180) to rows of cells, with the place of everything. Own code: the
 * usual library brings types and a copy of Node's `Buffer` that the pure rooms may not know, and
 * neither stops at a ceiling in the middle of a cell.
 */

/** Separators that are recognised. */
export type Delimiter = ";" | "," | "\t";

/** Every separator, in the order in which they are tried. */
export const delimiters: readonly Delimiter[] = [";", ",", "\t"];

/** A row as it stands in the file. */
export type Row = {
  /** 1 for the first row of the file; rows count, not lines, as in a spreadsheet. */
  readonly number: number;
  readonly cells: readonly string[];
};

/** Ceilings and an end: `rowsWanted` rows are read and the rest is left. */
export type TableLimits = {
  readonly rows: number;
  readonly columns: number;
  /** Of all rows together; without it as many as rows and columns allow. */
  readonly cells?: number;
  readonly stringLength: number;
  readonly rowsWanted?: number;
};

/** Why a table was refused, and at which row and column. */
export type TableFault = {
  readonly fault: "rows" | "columns" | "cells" | "stringLength" | "unclosed-quote";
  readonly row: number;
  readonly column: number;
  /** The rows before it. */
  readonly rows: readonly Row[];
};

/** Rows that are not blank, or why the table was refused. */
export type Delimited = { readonly rows: readonly Row[] } | TableFault;

/**
 * The cell that begins at `at`, and the offset of what ends it: −1 if its quote stays open. A
 * quoted cell is followed little further than `most` units, so a quote never closed costs little.
 */
function readCell(
  text: string,
  at: number,
  delimiter: Delimiter,
  most: number,
): { readonly cell: string; readonly end: number } {
  let next = at;
  let cell = "";
  if (text.charCodeAt(at) === 0x22) {
    const parts: string[] = [];
    for (next = at + 1; ;) {
      const quote = text.indexOf('"', next);
      if (quote === -1) return { cell: "", end: -1 };
      parts.push(text.slice(next, quote));
      next = quote + 1;
      // Doubled quotes count twice here; a cell this long is refused either way.
      if (next - at > 2 * most + 2) return { cell: text.slice(at, at + most + 1), end: next };
      if (text.charCodeAt(next) !== 0x22) break;
      parts.push('"');
      next += 1;
    }
    cell = parts.join("");
  }
  const from = next;
  for (; next < text.length; next += 1) {
    const unit = text.charCodeAt(next);
    if (unit === 0x0a || unit === 0x0d || unit === delimiter.charCodeAt(0)) break;
  }
  return { cell: cell + text.slice(from, next), end: next };
}

/** The offset behind the end of line that stands at `at`. */
function behindLineEnd(text: string, at: number): number {
  return text.charCodeAt(at) === 0x0d && text.charCodeAt(at + 1) === 0x0a ? at + 2 : at + 1;
}

/** Splits a text into rows; linear in its length. Blank rows count but are left out. */
export function readTable(text: string, delimiter: Delimiter, limits: TableLimits): Delimited {
  const rows: Row[] = [];
  let number = 1;
  let cells: string[] = [];
  let left = limits.cells ?? Infinity;
  for (let at = 0; at < text.length || cells.length > 0;) {
    const { cell, end } = readCell(text, at, delimiter, limits.stringLength);
    const here = { row: number, column: cells.length + 1, rows };
    if (end === -1) return { fault: "unclosed-quote", ...here };
    if (cell.length > limits.stringLength) return { fault: "stringLength", ...here };
    if (cells.length === limits.columns) return { fault: "columns", ...here };
    if (left === 0) return { fault: "cells", ...here };
    left -= 1;
    cells.push(cell);
    if (end < text.length && text.charAt(end) === delimiter) {
      at = end + 1;
      continue;
    }
    if (cells.some((one) => one.trim() !== "")) {
      if (rows.length === limits.rows) return { fault: "rows", row: number, column: 1, rows };
      rows.push({ number, cells });
      if (rows.length === limits.rowsWanted) return { rows };
    }
    if (end >= text.length) break;
    cells = [];
    number += 1;
    at = behindLineEnd(text, end);
  }
  return { rows };
}
