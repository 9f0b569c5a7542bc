/** The cells of one sheet (ECMA-376 part 1 §18.3.1) as rows of text. */
import { CeilingPassed } from "../gathering.ts";
import type { Row } from "../table/csv.ts";
import { attributeOf, childOf, isInside } from "../xml/looking.ts";
import type { XmlElement, XmlLimits } from "../xml/xml.ts";
import { numberText } from "./number-format.ts";
import type { NumberForm } from "./number-format.ts";
import { richText, walkPart } from "./parts.ts";
import type { PartFault } from "./parts.ts";
import type { Zip } from "./zip.ts";

/** What of the workbook its sheets need. */
export type Book = {
  readonly texts: readonly string[];
  readonly forms: readonly NumberForm[];
  readonly is1904: boolean;
  /** What cells may still be filled in all sheets together. */
  readonly room: Room;
};

/** How many cells, and characters in them. One shared text may stand in every cell. */
export type Room = { cells: number; characters: number };

/** The rows of a sheet, and what is to be said of them. */
export type Sheet = {
  readonly rows: readonly Row[];
  /** Cells that merging left empty and that got the value of the one above. */
  readonly merged: number;
  /** Cells whose formula has no value, or whose value is an error, and the first one's place. */
  readonly valueless: { readonly count: number; readonly row: number; readonly column: number };
};

/** Ceilings of one sheet. */
export type SheetLimits = XmlLimits & {
  readonly rows: number;
  readonly cells: number;
  readonly unpackedBytes: number;
};

/** Row and column, from 1, of a reference such as `AB12`; null where it is none. */
export function cellAddress(reference: string): readonly [row: number, column: number] | null {
  const [, letters = "", digits = ""] = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference) ?? [];
  if (letters === "") return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 0x40;
  return [Number(digits), column];
}

/** The text of a cell; null where it has none that can be known. */
function cellText(cell: XmlElement, { texts, forms, is1904 }: Book): string | null {
  const type = attributeOf(cell, "t");
  const value = childOf(cell, "v")?.text ?? "";
  if (type === "inlineStr") {
    const inline = childOf(cell, "is");
    return inline === null ? "" : richText(inline);
  }
  if (type === "e" || (value === "" && childOf(cell, "f") !== null && type !== "str")) return null;
  if (type === "s") return texts[Number(value)] ?? null;
  if (type === "b") return value === "1" ? "true" : "false";
  if (type === "str") return value;
  if (type === "d") return value.replace(/T00:00(?::00)?$/, "").replace("T", " ");
  const form = forms[Number(attributeOf(cell, "s"))] ?? "plain";
  return value === "" ? "" : numberText(value, form, is1904);
}

/** Puts a text into a row, with empty cells before it. @throws {CeilingPassed} without room */
function put(cells: string[], column: number, text: string, { room, limits }: Within): void {
  room.cells -= Math.max(0, column - cells.length);
  room.characters -= text.length;
  if (room.cells < 0) throw new CeilingPassed("cells", limits.cells);
  if (room.characters < 0) throw new CeilingPassed("unpackedBytes", limits.unpackedBytes);
  while (cells.length < column) cells.push("");
  cells[column - 1] = text;
}

type Within = { readonly room: Room; readonly limits: SheetLimits };

type Filling = {
  readonly rows: Map<number, string[]>;
  readonly limits: SheetLimits;
  last: number;
  valueless: { count: number; row: number; column: number };
};

function readRow(filling: Filling, element: XmlElement, book: Book): void {
  const given = Number(attributeOf(element, "r"));
  const number = Number.isInteger(given) && given > filling.last ? given : filling.last + 1;
  filling.last = number;
  const cells: string[] = [];
  let before = 0;
  for (const cell of element.children) {
    // Without an address a cell stands beside the one before it, also where that is empty.
    const [, column = before + 1] = cellAddress(attributeOf(cell, "r")) ?? [];
    before = column;
    const text = cellText(cell, book);
    if (text === null) {
      const { count } = filling.valueless;
      if (count === 0) filling.valueless = { count: 0, row: number, column };
      filling.valueless.count += 1;
    }
    if (text === null || text.trim() === "") continue;
    if (column > filling.limits.columns) throw new CeilingPassed("columns", filling.limits.columns);
    put(cells, column, text, { room: book.room, limits: filling.limits });
  }
  if (cells.length === 0) return;
  if (filling.rows.size === filling.limits.rows)
    throw new CeilingPassed("rows", filling.limits.rows);
  filling.rows.set(number, cells);
}

/**
 * Gives the cells below the first of a merged column its text; how many got one. Ranges that lie
 * over each other, as only a hostile file has them, are followed no further than the sheet has
 * cells.
 */
function fillMerged(
  rows: Map<number, string[]>,
  ranges: readonly string[],
  within: Within,
): number {
  const numbers = [...rows.keys()];
  const indexes = new Map(numbers.map((number, index) => [number, index]));
  let left = numbers.length * within.limits.columns;
  let count = 0;
  for (const range of ranges) {
    const [from = "", to = ""] = range.split(":");
    const [top = 0, column = 0] = cellAddress(from) ?? [];
    const [bottom = 0] = cellAddress(to) ?? [];
    const text = rows.get(top)?.[column - 1] ?? "";
    if (text === "") continue;
    for (let index = (indexes.get(top) ?? 0) + 1; left > 0; index += 1) {
      left -= 1;
      const number = numbers[index];
      if (number === undefined || number > bottom) break;
      const cells = rows.get(number);
      if (cells === undefined || (cells[column - 1] ?? "") !== "") continue;
      put(cells, column, text, within);
      count += 1;
    }
  }
  return count;
}

/** Most ranges of merged cells that are looked at. */
const mostRanges = 10_000;

/**
 * Reads the rows of a sheet.
 * @throws {CeilingPassed} beyond the ceilings of rows, columns, cells and their characters
 */
export function readSheet(
  zip: Zip,
  part: string,
  [book, limits]: readonly [Book, SheetLimits],
): Sheet | PartFault | null {
  const filling: Filling = {
    rows: new Map(),
    limits,
    last: 0,
    valueless: { count: 0, row: 0, column: 0 },
  };
  const ranges: string[] = [];
  const walked = walkPart(zip, part, [
    // Attributes of a cell are few; the ceiling of columns is for cells.
    { ...limits, columns: 100 },
    (element) => {
      const { name } = element;
      if (name === "mergeCell" && ranges.length < mostRanges)
        ranges.push(attributeOf(element, "ref"));
      if (name !== "row") return isInside(element, "row") || isInCell(element);
      readRow(filling, element, book);
      return false;
    },
  ]);
  if (typeof walked === "string" || walked === null) return walked;
  const merged = fillMerged(filling.rows, ranges, { room: book.room, limits });
  const rows = [...filling.rows].map(([number, cells]): Row => ({ number, cells }));
  return { rows, merged, valueless: filling.valueless };
}

/** Whether an element is part of what stands in a cell. */
function isInCell(element: XmlElement): boolean {
  return isInside(element, "c") || element.name === "t" || element.name === "r";
}
