/** Reads a system register: one row per system, headings in Swedish or English; see SPEC. */
import { decodeUtf8, decodeWindows1252, foundUtf16 } from "../decode.ts";
import {
  clipped,
  limitsOf,
  problemsOf,
  refused,
  report,
  startGathering,
  withinLimits,
} from "../gathering.ts";
import type { Gathering } from "../gathering.ts";
import { holdsPersonalNumber, withoutPersonalNumbers } from "../personal-number.ts";
import { readers } from "../reading.ts";
import type { Reading, ReaderInput, SkippedRow } from "../reading.ts";
import { columnOf } from "./columns.ts";
import type { ColumnName } from "./columns.ts";
import { delimiters, readTable } from "./csv.ts";
import type { Delimiter, Row, TableLimits } from "./csv.ts";
import { readRow } from "./row.ts";

/** Rows among which the headings are looked for: titles may stand above them. */
const headerWithin = 10;

/** No ceiling but the rows: too wide a table is for the reading proper to refuse by name. */
const headerLimits: TableLimits = {
  rows: headerWithin,
  columns: Infinity,
  stringLength: Infinity,
  rowsWanted: headerWithin,
};

/** The row of headings, and where each column stands (from 0). */
type Header = {
  readonly delimiter: Delimiter;
  readonly row: Row;
  readonly columns: ReadonlyMap<ColumnName, number>;
};

function columnsOf(row: Row): ReadonlyMap<ColumnName, number> {
  const columns = new Map<ColumnName, number>();
  for (const [index, heading] of row.cells.entries()) {
    const column = columnOf(heading);
    if (column !== null && !columns.has(column)) columns.set(column, index);
  }
  return columns;
}

/** The first row with headings for id, name and at least one thing more. */
function findHeader(text: string): Header | null {
  for (const delimiter of delimiters) {
    const { rows } = readTable(text, delimiter, headerLimits);
    for (const row of rows) {
      const columns = columnsOf(row);
      if (columns.has("id") && columns.has("name") && columns.size > 2)
        return { delimiter, row, columns };
    }
  }
  return null;
}

/** Whether a text looks like a register. @param text beginning of the file */
export function looksLikeRegister(text: string): boolean {
  return findHeader(text) !== null;
}

function reportHeadings(into: Gathering, { row, columns }: Header): void {
  for (const [index, heading] of row.cells.entries()) {
    if (heading.trim() === "") continue;
    const column = columnOf(heading);
    const place = `${row.number}:${index + 1}`;
    const args = { heading: clipped(heading.trim()) };
    if (column === null) report(into, "notice", ["readers/unknown-column", args, place]);
    else if (columns.get(column) !== index)
      report(into, "warning", ["readers/column-twice", args, place]);
  }
}

function cellOf({ columns }: Header, row: Row, column: ColumnName): string {
  const index = columns.get(column);
  return index === undefined ? "" : (row.cells[index] ?? "").trim();
}

function skipReason(header: Header, row: Row): SkippedRow | null {
  const id = cellOf(header, row, "id");
  if (id === "") return "no-id";
  if (holdsPersonalNumber(id)) return "personal-number";
  return cellOf(header, row, "name") === "" ? "no-name" : null;
}

/** Tells of personal identity numbers in the cells that are kept as text. */
function reportPersonalNumbers(into: Gathering, header: Header, row: Row): void {
  for (const [column, index] of header.columns) {
    const cell = row.cells[index] ?? "";
    into.work += 1 + cell.length;
    if (!holdsPersonalNumber(cell)) continue;
    const args = { field: column, what: "personal-number" } as const;
    report(into, "notice", ["readers/secret-in-field", args, `${row.number}:${index + 1}`]);
  }
}

/** Two rows of one system are the same when all their recognised cells but the id are. */
function contentOf(header: Header, row: Row): string {
  const columns = [...header.columns.keys()].filter((column) => column !== "id");
  return JSON.stringify(columns.map((column) => cellOf(header, row, column)));
}

/** Every id, as the first row spells it, by its form without case. */
function spellingsOf(header: Header, rows: readonly Row[]): ReadonlyMap<string, string> {
  const spellings = new Map<string, string>();
  for (const row of rows) {
    const id = cellOf(header, row, "id");
    if (id !== "" && !spellings.has(id.toLowerCase())) spellings.set(id.toLowerCase(), id);
  }
  return spellings;
}

/** Reads the rows below the header; returns the ids of those that were read. */
function readRows(into: Gathering, header: Header, rows: readonly Row[]): readonly string[] {
  const spellings = spellingsOf(header, rows);
  const contents = new Map<string, string>();
  const ids: string[] = [];
  for (const row of rows) {
    const place = `${row.number}:1`;
    reportPersonalNumbers(into, header, row);
    const reason = skipReason(header, row);
    if (reason !== null) {
      report(into, "warning", ["readers/row-skipped", { reason }, place]);
      continue;
    }
    const width = header.row.cells.length;
    if (row.cells.slice(width).some((cell) => cell.trim() !== "")) {
      const args = { cells: row.cells.length, columns: width };
      report(into, "warning", ["readers/row-too-wide", args, `${row.number}:${width + 1}`]);
    }
    const spelling = (wanted: string): string | null => spellings.get(wanted.toLowerCase()) ?? null;
    const given = cellOf(header, row, "id");
    const id = spelling(given) ?? given;
    const content = contentOf(header, row);
    const before = contents.get(id);
    if (before !== undefined && before !== content)
      report(into, "warning", ["readers/duplicate-system", { id: clipped(id) }, place]);
    contents.set(id, before ?? content);
    ids.push(id);
    readRow({
      into,
      id,
      spelling,
      name: withoutPersonalNumbers(cellOf(header, row, "name")),
      cell: (column) => cellOf(header, row, column),
      place: (column) => `${row.number}:${(header.columns.get(column) ?? 0) + 1}`,
    });
  }
  return ids;
}

/** The text of the file, and whether it had to be taken as Windows-1252; or a refusal. */
function textIn(input: ReaderInput): { readonly text: string; readonly isOld: boolean } | Reading {
  const { bytes } = limitsOf(input);
  if (input.bytes.length > bytes)
    return refused(input, "readers/limit", { limit: "bytes", max: bytes });
  if (input.bytes.length === 0) return refused(input, "readers/empty-file", {});
  const utf16 = foundUtf16(input.bytes);
  if (utf16 !== null) {
    const args = { found: utf16, wanted: "utf-8", remedy: "save-as-utf-8" } as const;
    return refused(input, "readers/wrong-encoding", args, "byte 0");
  }
  const decoded = decodeUtf8(input.bytes);
  return decoded.ok
    ? { text: decoded.text, isOld: false }
    : { text: decodeWindows1252(input.bytes), isOld: true };
}

/** Reads a file as a system register, whatever it looks like. Linear in its size. */
export function readRegister(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const limits = limitsOf(input);
    const content = textIn(input);
    if ("ok" in content) return content;
    const header = findHeader(content.text);
    if (header === null) return refused(input, "readers/not-a-register", { reason: "no-header" });
    const table = readTable(content.text, header.delimiter, limits);
    if ("fault" in table) {
      const place = `${table.row}:${table.column}`;
      if (table.fault === "unclosed-quote")
        return refused(input, "readers/unclosed-quote", {}, place);
      const args = { limit: table.fault, max: limits[table.fault] };
      return refused(input, "readers/limit", args, place);
    }
    const into = startGathering(input, {
      validFrom: input.receivedAt,
      standing: "declared",
      report: "person",
    });
    into.work = input.bytes.length + content.text.length;
    if (content.isOld)
      report(into, "notice", ["readers/decoded-as", { encoding: "windows-1252" }, ""]);
    reportHeadings(into, header);
    const rows = table.rows.filter(({ number }) => number > header.row.number);
    const ids = readRows(into, header, rows);
    if (ids.length === 0) return refused(input, "readers/not-a-register", { reason: "no-row" });
    return {
      ok: true,
      reader: readers["system-register"],
      producedAt: null,
      scope: [{ kind: "system", within: null, complete: ids.length === rows.length }],
      observations: into.observations,
      counts: [{ kind: "systems", declared: null, read: ids.length, ids }],
      rights: { read: 0, keys: [] },
      domains: [],
      problems: problemsOf(into),
      work: into.work,
    };
  });
}
