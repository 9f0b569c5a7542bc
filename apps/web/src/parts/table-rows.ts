/** Sorting and copying of table rows; pure. */
import { plainCell } from "@vallgrav/kernel";
import { type Language, localeOf } from "../words/format.ts";

/** What a cell holds; null is an empty cell and sorts last. */
export type Cell = string | number | null;

/** Made when texts are first sorted: the first one takes a browser milliseconds. */
const collators = new Map<Language, Intl.Collator>();

function collatorOf(language: Language): Intl.Collator {
  const known = collators.get(language);
  if (known !== undefined) return known;
  const made = new Intl.Collator(localeOf(language), { numeric: true });
  collators.set(language, made);
  return made;
}

/** Rows in the order of one column; equal rows keep their order. Cost: O(n log n). */
export function sortRows<Row>(
  rows: readonly Row[],
  value: (row: Row) => Cell,
  isDescending: boolean,
  language: Language,
): readonly Row[] {
  const sign = isDescending ? -1 : 1;
  return rows.toSorted((rowA, rowB) => {
    const a = value(rowA);
    const b = value(rowB);
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    if (typeof a === "number" && typeof b === "number") return sign * (a - b);
    return sign * collatorOf(language).compare(String(a), String(b));
  });
}

/**
 * Rows as tab-separated text for a spreadsheet. Tabs and line breaks in cells become spaces; a text
 * that a spreadsheet would run as a formula is made harmless by an apostrophe.
 */
export function tabSeparated(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => row.map(cellText).join("\t")).join("\r\n");
}

function cellText(cell: Cell): string {
  if (cell === null) return "";
  // A decimal comma is what a Swedish spreadsheet reads as a number.
  if (typeof cell === "number") return String(cell).replace(".", ",");
  return plainCell(cell);
}
