/** One row of a system register: its cells by column, and what they say about the system. */
import type { Subject } from "@vallgrav/kernel";
import { clipped, observe, report } from "../gathering.ts";
import * as cells from "../table/cells.ts";
import {
  badCell,
  keptText,
  mention,
  registered,
  relate,
  say,
  saySupplier,
  sayWords,
  take,
  takeWord,
} from "../table/telling.ts";
import type { Telling } from "../table/telling.ts";
import type { ColumnName } from "./columns.ts";

/** A row that has an id and a name. */
export type SystemRow = Telling<ColumnName> & {
  readonly id: string;
  readonly name: string;
  /** An id of another row, spelt as there; null when no row has it. */
  readonly spelling: (id: string) => string | null;
};

function readSystem(row: SystemRow, system: Subject): void {
  observe(row.into, row.place("id"), system, { is: "present" });
  observe(row.into, row.place("name"), system, { property: "name", value: row.name });
  say(row, [system, "owner-organisation", "owner-organisation"], take.text);
  say(row, [system, "owner-role", "owner-role"], take.text);
  say(row, [system, "hosting", "hosting"], takeWord(cells.hostingWords));
  sayWords(row, [system, "sign-in", "sign-in"], cells.signInWords);
  say(row, [system, "availability", "availability"], take.rating);
  say(row, [system, "tolerable-outage-hours", "tolerable-outage-hours"], take.hours);
  say(row, [system, "restore-hours", "restore-hours"], take.hours);
  say(row, [system, "reserve-share", "reserve-share"], take.share);
  say(row, [system, "reserve-hours", "reserve-hours"], take.hours);
  say(row, [system, "staff", "staff"], take.wholeNumber);
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

function readInformation(row: SystemRow, system: Subject): void {
  const columns = ["confidentiality", "integrity", "persons", "population"] as const;
  const column = columns.find((one) => row.cell(one) !== "");
  if (column === undefined) return;
  const information = registered("information", `information/${row.id}`);
  mention(row, column, [information, row.name]);
  relate(row, column, [system, "holds", information]);
  say(row, [information, "confidentiality", "confidentiality"], take.rating);
  say(row, [information, "integrity", "integrity"], take.rating);
  say(row, [information, "persons", "persons"], take.wholeNumber);
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
  saySupplier(row, "supplier", system);
  readServers(row, system);
  readServices(row, system);
  readInformation(row, system);
  readDependencies(row, system);
  readBackup(row, system);
}
