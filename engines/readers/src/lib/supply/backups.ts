/** Lists of backups: what is saved, how often, and what can reach it. */
import type { Subject } from "@vallgrav/kernel";
import { observe } from "../gathering.ts";
import { withoutPersonalNumbers } from "../personal-number.ts";
import * as cells from "../table/cells.ts";
import type { RowReader, Shape, ShapedRows } from "../table/shape.ts";
import { badCell, registered, relate, say, take, takeWord } from "../table/telling.ts";
import type { Telling } from "../table/telling.ts";

type Column =
  | "encrypted"
  | "immutable"
  | "interval-hours"
  | "last-success"
  | "machines"
  | "name"
  | "offline"
  | "reach"
  | "restore-hours"
  | "restore-tested"
  | "result"
  | "retention-days"
  | "systems"
  | "target";

/** How a last run can have ended. */
const resultWords: cells.Words = {
  success: ["success", "lyckad", "lyckades", "ok", "klar"],
  warning: ["warning", "varning"],
  failed: ["failed", "misslyckad", "misslyckades", "fel", "error"],
  none: ["none", "ingen", "aldrig", "never"],
};

/** The word for what can reach a backup: its own column, else what is immutable or offline. */
function sayReach(row: Telling<Column>, backup: Subject): void {
  if (row.cell("reach") !== "") {
    say(row, [backup, "reach", "reach"], takeWord(cells.backupWords));
    return;
  }
  for (const column of ["immutable", "offline"] as const) {
    if (row.cell(column) === "") continue;
    const isSo = cells.yesNoIn(row.cell(column));
    if (isSo === null) badCell(row, column, "boolean");
    if (isSo !== true) continue;
    observe(row.into, row.place(column), backup, { property: "reach", value: column });
    return;
  }
}

function sayTested(row: Telling<Column>, backup: Subject): void {
  const cell = row.cell("restore-tested");
  if (cell === "") return;
  const answer = cells.testedIn(cell);
  if (answer === null) {
    badCell(row, "restore-tested", "date-or-yes-no");
    return;
  }
  const place = row.place("restore-tested");
  observe(row.into, place, backup, { property: "tested", value: answer.tested });
  if (answer.on !== null)
    observe(row.into, place, backup, { property: "tested-on", value: answer.on });
}

/** What is saved: systems by their id in the register, machines by name or address. */
function saySaved(row: Telling<Column>, backup: Subject): void {
  for (const part of cells.partsOf(row.cell("systems")))
    if (withoutPersonalNumbers(part) === part)
      relate(row, "systems", [registered("system", part), "backed-up-by", backup]);
  for (const part of cells.partsOf(row.cell("machines"))) {
    const claim = cells.serverClaim(part);
    if (claim === null) badCell(row, "machines", "host-name");
    else relate(row, "machines", [{ kind: "computer", claims: [claim] }, "backed-up-by", backup]);
  }
}

function begin({ into }: ShapedRows<Column>): RowReader<Column> {
  return {
    row: (given) => {
      const row = { ...given, into };
      const name = withoutPersonalNumbers(row.cell("name"));
      const slug = cells.slugOf(name);
      if (slug === "") return { skipped: "no-name" };
      const backup = registered("backup", `backup/job/${slug}`);
      observe(into, row.place("name"), backup, { is: "present" });
      observe(into, row.place("name"), backup, { property: "name", value: name });
      sayReach(row, backup);
      say(row, [backup, "last-result", "result"], takeWord(resultWords));
      say(row, [backup, "last-success", "last-success"], take.date);
      say(row, [backup, "retention-days", "retention-days"], take.wholeNumber);
      say(row, [backup, "interval-hours", "interval-hours"], take.hours);
      say(row, [backup, "restore-hours", "restore-hours"], take.hours);
      say(row, [backup, "encrypted", "encrypted"], take.yesNo);
      say(row, [backup, "target", "target"], take.text);
      sayTested(row, backup);
      saySaved(row, backup);
      return { id: slug };
    },
  };
}

const shared = {
  lists: null,
  least: 3,
  begin,
} as const;

/** A list of backups that people keep. */
export const backups: Shape<Column> = {
  ...shared,
  name: "backups",
  reader: "backup-list",
  counted: "backups",
  standing: "declared",
  report: "person",
  headings: {
    encrypted: ["krypterad", "kryptering", "encrypted", "encryption"],
    immutable: ["oforanderlig", "oforanderlig lagring", "immutable", "worm"],
    "interval-hours": ["intervall timmar", "frekvens timmar", "interval hours", "rpo timmar"],
    "last-success": ["senast lyckad", "senaste lyckade", "last success", "last successful"],
    machines: ["servrar", "server", "maskin", "maskiner", "servers", "machine", "machines", "vm"],
    name: ["jobb", "jobbnamn", "sakerhetskopia", "backupjobb", "job", "job name", "backup", "namn"],
    offline: ["offline", "frankopplad"],
    reach: ["rackvidd", "natrackvidd", "skydd", "lagringsform", "reach", "protection"],
    "restore-hours": ["aterlasningstid timmar", "aterlasningstid", "restore hours", "rto timmar"],
    "restore-tested": ["aterlasning provad", "aterlasning testad", "restore tested"],
    result: ["resultat", "senaste resultat", "status", "result", "last result"],
    "retention-days": ["lagringstid dagar", "bevaras dagar", "gallras dagar", "retention days"],
    systems: ["system id", "systemid", "system", "systems"],
    target: ["lagringsplats", "mal", "repository", "target", "storage"],
  },
  needs: [
    ["name"],
    ["machines", "systems"],
    ["reach", "immutable", "offline", "last-success", "retention-days", "target"],
  ],
};

/** Jobs or restore points as PowerShell of Veeam Backup & Replication exports them. */
export const veeamJobs: Shape<Column> = {
  ...shared,
  name: "veeam-jobs",
  reader: "veeam",
  counted: "backups",
  standing: "observed",
  report: "configuration",
  headings: {
    encrypted: ["isencrypted", "encryptionenabled", "storageencryptionenabled"],
    immutable: ["isimmutable", "immutabilityenabled", "immutable"],
    "interval-hours": [],
    "last-success": ["lastsuccess", "lastsuccesstime", "creationtime", "lastpointcreationtime"],
    machines: ["vmname", "objectname", "objects", "machinename"],
    name: ["jobname", "backupname"],
    offline: ["isrotateddrive", "istape"],
    reach: [],
    "restore-hours": [],
    "restore-tested": ["surebackuptested", "lastrestoretest"],
    result: ["lastresult", "latestresult"],
    "retention-days": ["retentiondays", "retaindays", "immutabilitydays"],
    systems: [],
    target: ["repositoryname", "targetrepository", "repository"],
  },
  needs: [["name"], ["target", "last-success", "immutable"], ["machines", "result"]],
};
