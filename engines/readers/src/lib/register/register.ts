/** The shape of a system register: one row per system, headings in Swedish or English; see SPEC. */
import { clipped, report } from "../gathering.ts";
import { holdsPersonalNumber, withoutPersonalNumbers } from "../personal-number.ts";
import type { HeadedRow, RowReader, Shape, ShapedRows } from "../table/shape.ts";
import { classesIn } from "../table/cells.ts";
import { columnHeadings } from "./columns.ts";
import type { ColumnName } from "./columns.ts";
import { readRow } from "./row.ts";
import type { SkippedRow } from "../table/table-problem.ts";

type Row = HeadedRow<ColumnName>;

function skipReason(row: Row): SkippedRow | null {
  const id = row.cell("id");
  if (id === "") return "no-id";
  if (holdsPersonalNumber(id)) return "personal-number";
  return row.cell("name") === "" ? "no-name" : null;
}

const classColumns = ["confidentiality", "integrity", "availability"] as const;

/** A row whose classes in one cell stand as if they stood in three, where those say nothing. */
function withClasses(row: Row): Row {
  const classes = classesIn(row.cell("classes"));
  if (classes === null) return row;
  const taken = (column: ColumnName): number => {
    const index = classColumns.findIndex((one) => one === column);
    return index !== -1 && row.cell(column) === "" ? index : -1;
  };
  return {
    cell: (column) => classes[taken(column)] ?? row.cell(column),
    place: (column) => row.place(taken(column) === -1 ? column : "classes"),
  };
}

/** Two rows of one system are the same when all their recognised cells but the id are. */
function contentOf(columns: readonly ColumnName[], row: Row): string {
  return JSON.stringify(columns.map((column) => row.cell(column)));
}

/** Every id, as the first row spells it, by its form without case. */
function spellingsOf(rows: readonly Row[]): ReadonlyMap<string, string> {
  const spellings = new Map<string, string>();
  for (const row of rows) {
    const id = row.cell("id");
    if (id !== "" && !spellings.has(id.toLowerCase())) spellings.set(id.toLowerCase(), id);
  }
  return spellings;
}

const columnNames = Object.keys(columnHeadings) as readonly ColumnName[];

function begin({ into, rows, has }: ShapedRows<ColumnName>): RowReader<ColumnName> {
  const spellings = spellingsOf(rows);
  const spelling = (wanted: string): string | null => spellings.get(wanted.toLowerCase()) ?? null;
  const columns = columnNames.filter((column) => column !== "id" && has(column));
  const contents = new Map<string, string>();
  const row = (given: Row): ReturnType<RowReader<ColumnName>["row"]> => {
    const skipped = skipReason(given);
    if (skipped !== null) return { skipped };
    const id = spelling(given.cell("id")) ?? given.cell("id");
    const content = contentOf(columns, given);
    const before = contents.get(id);
    if (before !== undefined && before !== content)
      report(into, "warning", [
        "readers/duplicate-system",
        { id: clipped(id) },
        given.place("id").replace(/\d+$/, "1"),
      ]);
    contents.set(id, before ?? content);
    if (given.cell("classes") !== "" && classesIn(given.cell("classes")) === null)
      report(into, "warning", [
        "readers/bad-cell",
        { column: "classes", expected: "classes" },
        given.place("classes"),
      ]);
    const name = withoutPersonalNumbers(given.cell("name"));
    readRow({ ...withClasses(given), into, id, spelling, name });
    return { id };
  };
  return { row };
}

/** A system register. */
export const systems: Shape<ColumnName> = {
  name: "systems",
  reader: "system-register",
  counted: "systems",
  lists: "system",
  standing: "declared",
  report: "person",
  headings: columnHeadings,
  needs: [["id"], ["name"]],
  least: 3,
  begin,
};
