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

/** A row of a register whose systems have no numbers: each is called by its name. */
function byName(row: Row): Row {
  const asked = (column: ColumnName): ColumnName => (column === "id" ? "name" : column);
  return {
    cell: (column) => row.cell(asked(column)),
    place: (column) => row.place(asked(column)),
  };
}

function skipReason(row: Row, hasId: boolean): SkippedRow | null {
  const id = row.cell("id");
  if (id === "") return hasId ? "no-id" : "no-name";
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

function begin({ into, rows: given, has }: ShapedRows<ColumnName>): RowReader<ColumnName> {
  const hasId = has("id");
  const rows = hasId ? given : given.map(byName);
  const spellings = spellingsOf(rows);
  const spelling = (wanted: string): string | null => spellings.get(wanted.toLowerCase()) ?? null;
  const columns = columnNames.filter((column) => column !== "id" && has(column));
  const contents = new Map<string, string>();
  const row = (read: Row): ReturnType<RowReader<ColumnName>["row"]> => {
    const given = hasId ? read : byName(read);
    const skipped = skipReason(given, hasId);
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

/** What stands over a list of systems and over no other. */
const marks: readonly string[] = [
  ...columnHeadings.id,
  "systemnamn",
  "system name",
  ...columnHeadings["owner-role"].filter((heading) => heading.startsWith("system")),
  ...columnHeadings.services.filter((heading) => /^(?:samhallsviktig|vital)/u.test(heading)),
  ...columnHeadings["tolerable-outage-hours"],
  ...columnHeadings.classes,
];

/** A system register. */
export const systems: Shape<ColumnName> = {
  name: "systems",
  reader: "system-register",
  counted: "systems",
  lists: "system",
  standing: "declared",
  report: "person",
  headings: columnHeadings,
  needs: [["name"]],
  marks: new Set(marks),
  least: 3,
  begin,
};
