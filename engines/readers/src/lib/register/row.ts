/** One row of a system register: its cells by column, and what they say about the system. */
import type { AssetKind, RelationKind, Subject, Value } from "@vallgrav/kernel";
import { clipped, observe, report } from "../gathering.ts";
import type { Gathering } from "../gathering.ts";
import { withoutPersonalNumbers } from "../personal-number.ts";
import type { Expected } from "../expected.ts";
import * as cells from "./cells.ts";
import type { Words } from "./cells.ts";
import type { ColumnName } from "./columns.ts";

/** A row that has an id and a name. */
export type SystemRow = {
  readonly into: Gathering;
  readonly id: string;
  readonly name: string;
  /** The trimmed cell of a column; empty where there is none. */
  readonly cell: (column: ColumnName) => string;
  /** `row:column` of a column. */
  readonly place: (column: ColumnName) => string;
  /** An id of another row, spelt as there; null when no row has it. */
  readonly spelling: (id: string) => string | null;
};

/** The subject of a register claim: `register:<value>`. */
export function registered(kind: AssetKind, value: string): Subject {
  return { kind, claims: [{ space: "register", value }] };
}

function badCell(row: SystemRow, column: ColumnName, expected: Expected): void {
  report(row.into, "warning", ["readers/bad-cell", { column, expected }, row.place(column)]);
}

/** Says a property if the cell is not empty and the value could be read. */
function say(
  row: SystemRow,
  [subject, property, column]: readonly [Subject, string, ColumnName],
  [take, expected]: readonly [take: (cell: string) => Value | null, expected: Expected],
): void {
  const cell = row.cell(column);
  if (cell === "") return;
  const value = take(cell);
  if (value === null) badCell(row, column, expected);
  else observe(row.into, row.place(column), subject, { property, value });
}

function relate(
  row: SystemRow,
  column: ColumnName,
  [from, relation, to]: readonly [Subject, RelationKind, Subject],
): void {
  observe(row.into, row.place(column), from, { relation, to });
}

function keptText(cell: string): string {
  return withoutPersonalNumbers(cell);
}

/** The known words of a cell that lists several; each unknown one is a warning. */
function knownWords(row: SystemRow, column: ColumnName, words: Words): readonly string[] {
  const known: string[] = [];
  for (const part of cells.partsOf(row.cell(column))) {
    const word = cells.wordIn(words, part);
    if (word === null) badCell(row, column, "known-word");
    else known.push(word);
  }
  return known;
}

function sayWords(
  row: SystemRow,
  [subject, property, column]: readonly [Subject, string, ColumnName],
  words: Words,
): void {
  const known = knownWords(row, column, words);
  if (known.length > 0)
    observe(row.into, row.place(column), subject, {
      property,
      value: cells.sortedWords(known),
    });
}

/** Something that the row mentions by its name: it is there, and is called so. */
function mention(row: SystemRow, column: ColumnName, [to, name]: readonly [Subject, string]): void {
  observe(row.into, row.place(column), to, { is: "present" });
  observe(row.into, row.place(column), to, { property: "name", value: name });
}

const wholeNumber = [cells.wholeNumberIn, "whole-number"] as const;
const hours = [cells.decimalIn, "hours"] as const;
const rating = [cells.classIn, "class-0-4"] as const;
const text = [keptText, "text"] as const;

function readSystem(row: SystemRow, system: Subject): void {
  observe(row.into, row.place("id"), system, { is: "present" });
  observe(row.into, row.place("name"), system, { property: "name", value: row.name });
  say(row, [system, "owner-organisation", "owner-organisation"], text);
  say(row, [system, "owner-role", "owner-role"], text);
  say(
    row,
    [system, "hosting", "hosting"],
    [(cell) => cells.wordIn(cells.hostingWords, cell), "known-word"],
  );
  sayWords(row, [system, "sign-in", "sign-in"], cells.signInWords);
  say(row, [system, "availability", "availability"], rating);
  say(row, [system, "tolerable-outage-hours", "tolerable-outage-hours"], hours);
  say(row, [system, "restore-hours", "restore-hours"], hours);
  say(row, [system, "reserve-share", "reserve-share"], [cells.shareIn, "percent"]);
  say(row, [system, "reserve-hours", "reserve-hours"], hours);
  say(row, [system, "staff", "staff"], wholeNumber);
}

function readServers(row: SystemRow, system: Subject): void {
  for (const part of cells.partsOf(row.cell("servers"))) {
    const claim = cells.serverClaim(part);
    if (claim === null) badCell(row, "servers", "host-name");
    else relate(row, "servers", [system, "runs-on", { kind: "computer", claims: [claim] }]);
  }
}

function readServices(row: SystemRow, system: Subject): void {
  for (const part of cells.namesOf(row.cell("services"))) {
    const name = keptText(part);
    const slug = cells.slugOf(name);
    if (slug === "") {
      badCell(row, "services", "name");
      continue;
    }
    const service = registered("service", `service/${slug}`);
    mention(row, "services", [service, name]);
    relate(row, "services", [system, "supports", service]);
  }
}

function readSupplier(row: SystemRow, system: Subject): void {
  const name = keptText(row.cell("supplier"));
  if (name === "") return;
  const slug = cells.slugOf(name);
  if (slug === "") {
    badCell(row, "supplier", "name");
    return;
  }
  const supplier = registered("supplier", `supplier/${slug}`);
  mention(row, "supplier", [supplier, name]);
  relate(row, "supplier", [system, "supplied-by", supplier]);
}

function readInformation(row: SystemRow, system: Subject): void {
  const columns = ["confidentiality", "integrity", "persons", "population"] as const;
  const column = columns.find((one) => row.cell(one) !== "");
  if (column === undefined) return;
  const information = registered("information", `information/${row.id}`);
  mention(row, column, [information, row.name]);
  relate(row, column, [system, "holds", information]);
  say(row, [information, "confidentiality", "confidentiality"], rating);
  say(row, [information, "integrity", "integrity"], rating);
  say(row, [information, "persons", "persons"], wholeNumber);
  sayWords(row, [information, "population", "population"], cells.populationWords);
}

function readDependencies(row: SystemRow, system: Subject): void {
  const column = "dependencies";
  const critical: string[] = [];
  for (const part of cells.partsOf(row.cell(column))) {
    const given = part.replace(/\s*!$/, "");
    const kept = keptText(given);
    if (given === "" || kept !== given) {
      badCell(row, column, "system-id");
      continue;
    }
    const known = row.spelling(given);
    if (known === null)
      report(row.into, "warning", [
        "readers/unknown-system",
        { id: clipped(given) },
        row.place(column),
      ]);
    const id = known ?? given;
    relate(row, column, [system, "depends-on", registered("system", id)]);
    if (part.endsWith("!")) critical.push(id);
  }
  if (critical.length > 0)
    observe(row.into, row.place(column), system, {
      property: "critical-dependencies",
      value: cells.sortedWords(critical),
    });
}

function readBackup(row: SystemRow, system: Subject): void {
  const cell = row.cell("backup");
  const reach = cell === "" ? null : cells.wordIn(cells.backupWords, cell);
  if (cell !== "" && reach === null) badCell(row, "backup", "known-word");
  if (reach !== null)
    observe(row.into, row.place("backup"), system, { property: "backup", value: reach });
  const tested = row.cell("restore-tested");
  if (reach === "none") {
    if (tested !== "" && cells.testedIn(tested)?.tested !== false)
      badCell(row, "restore-tested", "backup");
    return;
  }
  if (reach === null && tested === "") return;
  const column = reach === null ? "restore-tested" : "backup";
  const backup = registered("backup", `backup/${row.id}`);
  mention(row, column, [backup, row.name]);
  relate(row, column, [system, "backed-up-by", backup]);
  if (reach !== null)
    observe(row.into, row.place("backup"), backup, { property: "reach", value: reach });
  readTest(row, backup);
}

function readTest(row: SystemRow, backup: Subject): void {
  const column = "restore-tested";
  const cell = row.cell(column);
  if (cell === "") return;
  const answer = cells.testedIn(cell);
  if (answer === null) {
    badCell(row, column, "date-or-yes-no");
    return;
  }
  const { tested, on } = answer;
  observe(row.into, row.place(column), backup, { property: "tested", value: tested });
  if (on !== null)
    observe(row.into, row.place(column), backup, { property: "tested-on", value: on });
}

/** Tells everything that a row says. */
export function readRow(row: SystemRow): void {
  const system = registered("system", row.id);
  readSystem(row, system);
  readSupplier(row, system);
  readServers(row, system);
  readServices(row, system);
  readInformation(row, system);
  readDependencies(row, system);
  readBackup(row, system);
}
