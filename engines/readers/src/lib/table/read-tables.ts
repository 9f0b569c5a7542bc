/** Reads a file of tables: opens it, tells its headings, guards its cells, hands rows on. */
import type { Scope } from "@vallgrav/kernel";
import {
  clipped,
  problemsOf,
  refused,
  report,
  startGathering,
  withinLimits,
} from "../gathering.ts";
import type { Gathering } from "../gathering.ts";
import { personalNumberIn, withoutPersonalNumbers } from "../personal-number.ts";
import { readers } from "../reading.ts";
import type { KindCount, PeopleRow, Reading, ReaderInput, ReadTable } from "../reading.ts";
import { looksLikeOldWorkbook, looksLikeZip, openWorkbook } from "../workbook/workbook.ts";
import { guarded, watchOf } from "./cell-secrets.ts";
import type { Row } from "./csv.ts";
import { findDelimiter, openDelimited } from "./delimited.ts";
import { foldHeading } from "./fold.ts";
import { matchJson, openJsonTable } from "./json-table.ts";
import type { Match, Matcher } from "./match.ts";
import type { Opened } from "./opened.ts";
import type { HeadedRow, Shape, ShapedRows } from "./shape.ts";

type MatchedTable = Opened["tables"][number];

/** The shape of a table by the beginning of its text; null where none knows it. */
export function shapeOfText(text: string, matcher: Matcher): Shape | null {
  const match = findDelimiter(text, matcher, undefined)?.match ?? matchJson(text, matcher);
  return match?.shape ?? null;
}

function isJson(bytes: Uint8Array): boolean {
  const start = bytes[0] === 0xef ? 3 : 0;
  const first = bytes.subarray(start, start + 64).find((byte) => byte > 0x20);
  return first === 0x5b || first === 0x7b;
}

/** Opens a file as whatever holds tables; null where no shape knows any. */
export function openTables(input: ReaderInput, matcher: Matcher): Opened | Reading | null {
  const { bytes } = input;
  if (looksLikeZip(bytes)) return openWorkbook(input, matcher);
  if (looksLikeOldWorkbook(bytes))
    return refused(input, "readers/bad-workbook", { what: "old-form" });
  return isJson(bytes) ? openJsonTable(input, matcher) : openDelimited(input, matcher);
}

function reportHeadings(into: Gathering, { table, match }: MatchedTable): void {
  for (const [index, heading] of match.row.cells.entries()) {
    if (heading.trim() === "") continue;
    const field = match.meanings[index] ?? null;
    if (field === null && match.shape.unread?.includes(foldHeading(heading)) === true) continue;
    const place = table.place(match.row.number, index + 1);
    const args = { heading: clipped(heading.trim()) };
    if (field === null) report(into, "notice", ["readers/unknown-column", args, place]);
    else if (match.columns.get(field) !== index)
      report(into, "warning", ["readers/column-twice", args, place]);
  }
}

/** The rows of a table below its headings. */
function bodyOf({ table, match }: MatchedTable): readonly Row[] {
  return table.rows.filter(({ number }) => number > match.row.number);
}

/** A row with what is to be told of it before it is read. */
type GuardedRow = HeadedRow<string> & {
  readonly first: string;
  readonly tell: () => void;
};

/** Guards the cells of a table, so that each row becomes one whose cells are found by meaning. */
function guardedRows(into: Gathering, { table, match }: MatchedTable): readonly GuardedRow[] {
  const beyond = watchOf("", "?");
  const watches = match.row.cells.map((heading, index) =>
    watchOf(heading, match.meanings[index] ?? (clipped(heading.trim()) || "?")),
  );
  const width = match.row.cells.length;
  return bodyOf({ table, match }).map(({ number, cells }): GuardedRow => {
    const kept = cells.map((cell, index) => {
      const mayHoldNumber = match.meanings[index] === "personal-number";
      into.work += 1 + cell.length;
      return guarded(watches[index] ?? beyond, cell, mayHoldNumber);
    });
    const isTooWide = kept.slice(width).some(({ cell, found }) => cell !== "" || found.length > 0);
    return {
      first: table.place(number, 1),
      cell: (field) => kept[match.columns.get(field) ?? -1]?.cell ?? "",
      place: (field) => table.place(number, (match.columns.get(field) ?? 0) + 1),
      tell: () => {
        for (const [index, { found }] of kept.entries())
          for (const what of found) {
            const { field } = watches[index] ?? beyond;
            const place = table.place(number, index + 1);
            report(into, "notice", ["readers/secret-in-field", { field, what }, place]);
          }
        if (!isTooWide) return;
        const args = { cells: cells.length, columns: width };
        report(into, "warning", ["readers/row-too-wide", args, table.place(number, width + 1)]);
      },
    };
  });
}

function readTableOf({ table, match }: MatchedTable): ReadTable {
  const fields = match.row.cells.flatMap((cell, index) => {
    const heading = clipped(cell.trim());
    return heading === "" ? [] : [{ heading, field: match.meanings[index] ?? null }];
  });
  return {
    sheet: table.sheet === null ? null : withoutPersonalNumbers(table.sheet),
    rows: bodyOf({ table, match }).length,
    mapping: { shape: match.shape.name, fields },
  };
}

type Told = { readonly count: KindCount; readonly scope: readonly Scope[] };

type Join = ShapedRows<string>["join"];

const mailForm = /^[^\s@]{1,64}@[^\s@]{1,190}$/;

/** Gathers rows by the personal identity number or mail address of a cell. */
function joiner(people: Map<string, PeopleRow[]>): Join {
  return (cell, row) => {
    const mail = mailForm.test(cell) ? cell.toLowerCase() : null;
    const key = personalNumberIn(cell) ?? mail;
    if (key === null) return;
    const known = people.get(key);
    if (known === undefined) people.set(key, [row]);
    else known.push(row);
  };
}

/** Reads the tables of one shape. */
function readShape(
  into: Gathering,
  [shape, tables]: readonly [Shape, readonly MatchedTable[]],
  join: Join,
): Told {
  const rows = tables.flatMap((one) => guardedRows(into, one));
  const has = (field: string): boolean => tables.some(({ match }) => match.columns.has(field));
  const reader = shape.begin({ into, rows, has, join });
  const ids: string[] = [];
  for (const row of rows) {
    row.tell();
    const result = reader.row(row);
    if ("id" in result) ids.push(withoutPersonalNumbers(result.id));
    else report(into, "warning", ["readers/row-skipped", { reason: result.skipped }, row.first]);
  }
  reader.end?.();
  const complete = ids.length === rows.length;
  return {
    count: { kind: shape.counted, declared: null, read: ids.length, ids },
    scope: shape.lists === null ? [] : [{ kind: shape.lists, within: null, complete }],
  };
}

function shapesOf(tables: readonly MatchedTable[]): readonly Shape[] {
  return [...new Set(tables.map(({ match }: { readonly match: Match }) => match.shape))];
}

function readOpened(input: ReaderInput, opened: Opened): Reading {
  const [shape] = shapesOf(opened.tables);
  if (shape === undefined) return refused(input, "readers/unrecognised", {});
  const into = startGathering(input, {
    validFrom: input.receivedAt,
    standing: shape.standing,
    report: shape.report,
  });
  into.work += opened.work;
  if (opened.decodedAs !== null)
    report(into, "notice", ["readers/decoded-as", { encoding: opened.decodedAs }, ""]);
  for (const [severity, code, args, place] of opened.remarks)
    report(into, severity, [code, args, place]);
  for (const one of opened.tables) reportHeadings(into, one);
  const people = new Map<string, PeopleRow[]>();
  const join = joiner(people);
  const told = shapesOf(opened.tables).map((one) =>
    readShape(into, [one, opened.tables.filter(({ match }) => match.shape === one)], join),
  );
  if (told.every(({ count }) => count.read === 0))
    return refused(input, "readers/not-a-register", { reason: "no-row" });
  return {
    ok: true,
    reader: readers[shape.reader],
    producedAt: null,
    scope: told.flatMap(({ scope }) => scope),
    observations: into.observations,
    counts: told.map(({ count }) => count),
    rights: { read: 0, keys: [] },
    domains: [],
    tables: opened.tables.map(readTableOf),
    ...(people.size === 0 ? {} : { people }),
    problems: problemsOf(into),
    work: into.work,
  };
}

/** Reads a file of tables, of whatever kind it is. Linear in its size, unpacked. */
export function readTables(input: ReaderInput, matcher: Matcher): Reading {
  return withinLimits(input, () => {
    const opened = openTables(input, matcher);
    if (opened === null) return refused(input, "readers/unrecognised", {});
    return "ok" in opened ? opened : readOpened(input, opened);
  });
}
