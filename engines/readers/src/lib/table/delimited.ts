/** From the bytes of delimited text to its table, or the reading that refuses it. */
import { decodeUtf16, decodeUtf8, decodeWindows1252, foundUtf16 } from "../decode.ts";
import { clipped, limitsOf, refused } from "../gathering.ts";
import { refusedSize } from "../opening/texts.ts";
import type { FoundEncoding, Reading, ReaderInput } from "../reading.ts";
import { delimiters, readTable } from "./csv.ts";
import type { Delimiter, Row, TableLimits } from "./csv.ts";
import { lostLettersIn, mixedEncodingLine } from "./letters.ts";
import { headerWithin } from "./match.ts";
import type { Match, Matcher } from "./match.ts";
import { cellPlace } from "./table.ts";
import type { Opened } from "./opened.ts";

/** No ceiling but the rows: too wide a table is for the reading proper to refuse by name. */
const headerLimits: TableLimits = {
  rows: headerWithin,
  columns: Infinity,
  stringLength: Infinity,
  rowsWanted: headerWithin,
};

type Found = { readonly delimiter: Delimiter; readonly match: Match };

/** The separator under which most columns are known. */
export function findDelimiter(
  text: string,
  matcher: Matcher,
  mapping: ReaderInput["mapping"],
): Found | null {
  let best: Found | null = null;
  for (const delimiter of delimiters) {
    const match = matcher(readTable(text, delimiter, headerLimits).rows, mapping);
    if (match !== null && match.columns.size > (best?.match.columns.size ?? 0))
      best = { delimiter, match };
  }
  return best;
}

type Text = { readonly text: string; readonly decodedAs: FoundEncoding | null };

/** The text of the file: UTF-8, UTF-16 or Windows-1252, but not two of them. */
function textIn(input: ReaderInput): Text | Reading {
  const utf16 = foundUtf16(input.bytes);
  if (utf16 !== null) return { text: decodeUtf16(input.bytes, utf16), decodedAs: utf16 };
  const decoded = decodeUtf8(input.bytes);
  if (decoded.ok) return { text: decoded.text, decodedAs: null };
  const line = mixedEncodingLine(input.bytes);
  if (line !== null) return refused(input, "readers/mixed-encodings", { line }, `${line}:1`);
  return { text: decodeWindows1252(input.bytes), decodedAs: "windows-1252" };
}

/** A row that is one cell under this separator and a whole row under another. */
function otherSeparator(rows: readonly Row[], { delimiter, match }: Found): Row | null {
  const width = match.row.cells.length;
  const others = delimiters.filter((one) => one !== delimiter);
  const isWhole = ({ cells }: Row): boolean =>
    cells.length === 1 && others.some((one) => (cells[0] ?? "").split(one).length >= width);
  return rows.find((row) => row.number > match.row.number && isWhole(row)) ?? null;
}

/** The last row, where it is shorter than every other and the text ends in it. */
function cutRow(rows: readonly Row[], text: string, { match }: Found): Row | null {
  const body = rows.filter(({ number }) => number > match.row.number);
  const last = body.at(-1);
  if (last === undefined || body.length < 2 || /[\r\n]$/.test(text)) return null;
  const width = match.row.cells.length;
  const isWhole = body.slice(0, -1).every(({ cells }) => cells.length >= width);
  return isWhole && last.cells.length < width ? last : null;
}

/** The refusal of a table that was not saved as one whole; null where it was. */
function refusedTable(
  input: ReaderInput,
  rows: readonly Row[],
  [text, found]: readonly [string, Found],
): Reading | null {
  const other = otherSeparator(rows, found);
  if (other !== null)
    return refused(input, "readers/mixed-separators", {}, cellPlace(other.number, 1));
  const cut = cutRow(rows, text, found);
  if (cut === null) return null;
  const args = { cells: cut.cells.length, columns: found.match.row.cells.length };
  return refused(input, "readers/truncated-table", args, cellPlace(cut.number, cut.cells.length));
}

/** Opens a file as one table of delimited text; null where it is none that a shape knows. */
export function openDelimited(input: ReaderInput, matcher: Matcher): Opened | Reading | null {
  const tooLarge = refusedSize(input);
  if (tooLarge !== null) return tooLarge;
  const limits = limitsOf(input);
  const content = textIn(input);
  if ("ok" in content) return content;
  const { text, decodedAs } = content;
  const found = findDelimiter(text, matcher, input.mapping);
  if (found === null) return null;
  const lost = lostLettersIn(text, found.match.hasLostLetters);
  if (lost !== null)
    return refused(input, "readers/lost-letters", { ...lost, example: clipped(lost.example) });
  const table = readTable(text, found.delimiter, limits);
  if ("fault" in table) {
    const { fault, row, column } = table;
    const place = cellPlace(row, column);
    if (fault === "unclosed-quote") return refused(input, "readers/unclosed-quote", {}, place);
    return refused(input, "readers/limit", { limit: fault, max: limits[fault] }, place);
  }
  const bad = refusedTable(input, table.rows, [text, found]);
  if (bad !== null) return bad;
  return {
    tables: [{ table: { sheet: null, rows: table.rows, place: cellPlace }, match: found.match }],
    decodedAs,
    remarks: [],
    work: input.bytes.length + text.length,
  };
}
