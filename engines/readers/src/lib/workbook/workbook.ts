/** From the bytes of a workbook (XLSX) to its tables, or the reading that refuses it. */
import { clipped, limitsOf, refused } from "../gathering.ts";
import { refusedSize } from "../opening/texts.ts";
import type { Reading, ReaderInput } from "../reading.ts";
import type { Match, Matcher } from "../table/match.ts";
import type { Opened, Remark } from "../table/opened.ts";
import { cellPlace } from "../table/table.ts";
import type { Table } from "../table/table.ts";
import { readForms, readListing, readTexts } from "./parts.ts";
import type { Listing, PartFault } from "./parts.ts";
import { readSheet } from "./sheet.ts";
import type { Book, Sheet } from "./sheet.ts";
import { openZip } from "./zip.ts";
import type { Zip } from "./zip.ts";
import type { BadWorkbook } from "../table/table-problem.ts";

/** Whether bytes begin as a zip archive does, which a workbook is. */
export function looksLikeZip(bytes: Uint8Array): boolean {
  const [first, second, third, fourth] = bytes;
  return first === 0x50 && second === 0x4b && third === 3 && fourth === 4;
}

/** Whether bytes begin as the older form of workbooks does, also with a password around XLSX. */
export function looksLikeOldWorkbook(bytes: Uint8Array): boolean {
  const beginning = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
  return beginning.every((byte, index) => bytes[index] === byte);
}

/** Whether a file is a workbook, by its first bytes and the names in its beginning and end. */
export function looksLikeWorkbook(bytes: Uint8Array, text: string): boolean {
  if (looksLikeZip(bytes)) return text.includes("xl/");
  return (
    looksLikeOldWorkbook(bytes) && /W\0o\0r\0k\0b\0o\0o\0k|E\0n\0c\0r\0y\0p\0t\0e\0d/.test(text)
  );
}

function refusedPart(input: ReaderInput, fault: PartFault): Reading {
  const limits = limitsOf(input);
  if (fault === "too-large")
    return refused(input, "readers/limit", { limit: "unpackedBytes", max: limits.unpackedBytes });
  if (fault === "depth" || fault === "columns")
    return refused(input, "readers/limit", { limit: fault, max: limits[fault] });
  const what: BadWorkbook = fault === "bad" ? "damaged" : fault;
  return refused(input, "readers/bad-workbook", { what });
}

/** Where a cell of a sheet stands: `Blad1!12:7`. */
function sheetPlace(sheet: string): Table["place"] {
  const name = clipped(sheet);
  return (row, column) => `${name}!${cellPlace(row, column)}`;
}

/** What is to be said of how a sheet was read. */
function remarksOf(sheet: Sheet, place: Table["place"]): readonly Remark[] {
  const remarks: Remark[] = [];
  const { merged, valueless } = sheet;
  if (merged > 0) remarks.push(["notice", "readers/merged-cells", { count: merged }, place(1, 1)]);
  const { count, row, column } = valueless;
  if (count > 0) remarks.push(["warning", "readers/no-value", { count }, place(row, column)]);
  return remarks;
}

type Found = { readonly table: Table; readonly match: Match; readonly remarks: readonly Remark[] };

/** Reads every sheet that is shown, keeps those whose headings are known. */
function readSheets(
  input: ReaderInput,
  [zip, listing, book]: readonly [Zip, Listing, Book],
  matcher: Matcher,
): { readonly found: readonly Found[]; readonly remarks: readonly Remark[] } | PartFault {
  const found: Found[] = [];
  const remarks: Remark[] = [];
  for (const { name, isHidden, part } of listing.sheets) {
    const args = { name: clipped(name) };
    if (isHidden) {
      remarks.push(["notice", "readers/hidden-sheet", args, ""]);
      continue;
    }
    const sheet = readSheet(zip, part, [book, limitsOf(input)]);
    if (typeof sheet === "string") return sheet;
    const match = sheet === null ? null : matcher(sheet.rows, input.mapping);
    if (sheet === null || match === null) {
      if (sheet !== null && sheet.rows.length > 0)
        remarks.push(["notice", "readers/sheet-left-out", args, ""]);
      continue;
    }
    const place = sheetPlace(name);
    const table = { sheet: name, rows: sheet.rows, place };
    found.push({ table, match, remarks: remarksOf(sheet, place) });
  }
  return { found, remarks };
}

/** The tables of the reader that knows most columns; the others are said to be left out. */
function ofOneReader(found: readonly Found[]): {
  readonly tables: Opened["tables"];
  readonly remarks: readonly Remark[];
} {
  const best = found.reduce<Found | null>(
    (most, one) => (one.match.columns.size > (most?.match.columns.size ?? 0) ? one : most),
    null,
  );
  const isTaken = ({ match }: Found): boolean => match.shape.reader === best?.match.shape.reader;
  const tables = found.filter(isTaken);
  const others = found
    .filter((one) => !isTaken(one))
    .map(({ table: { sheet } }): Remark => {
      return ["notice", "readers/sheet-left-out", { name: clipped(sheet ?? "") }, ""];
    });
  return { tables, remarks: [...others, ...tables.flatMap(({ remarks }) => remarks)] };
}

/**
 * Opens a file as a workbook; null where it is an archive of something else, or none of its sheets
 * is known.
 * @throws {CeilingPassed} beyond the ceilings of rows and columns
 */
export function openWorkbook(input: ReaderInput, matcher: Matcher): Opened | Reading | null {
  const tooLarge = refusedSize(input);
  if (tooLarge !== null) return tooLarge;
  const limits = limitsOf(input);
  const zip = openZip(input.bytes, { inflate: input.inflate, most: limits.unpackedBytes });
  if (zip === null) return refused(input, "readers/bad-workbook", { what: "damaged" });
  if (!zip.names.includes("xl/workbook.xml")) return null;
  const listing = readListing(zip, limits);
  if (typeof listing === "string") return refusedPart(input, listing);
  const texts = readTexts(zip, limits);
  if (typeof texts === "string") return refusedPart(input, texts);
  const forms = readForms(zip, limits);
  if (typeof forms === "string") return refusedPart(input, forms);
  if (listing === null || listing.sheets.length === 0)
    return refused(input, "readers/bad-workbook", { what: "no-sheet" });
  const room = { cells: limits.cells, characters: limits.unpackedBytes };
  const book = { texts, forms, is1904: listing.is1904, room };
  const read = readSheets(input, [zip, listing, book], matcher);
  if (typeof read === "string") return refusedPart(input, read);
  const { tables, remarks } = ofOneReader(read.found);
  if (tables.length === 0) return null;
  const cells = tables.reduce((sum, { table }) => sum + table.rows.length, 0);
  const work = input.bytes.length + texts.length + cells;
  return { tables, decodedAs: null, remarks: [...read.remarks, ...remarks], work };
}
