/** Reads what testssl.sh writes, as flat or nested JSON or as a table: checks of encryption. */
import type { FindingSeverity, Json, Subject } from "@vallgrav/kernel";
import { refused, report, withinLimits } from "../gathering.ts";
import { listOf, member, objectOf, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import {
  beginFile,
  count,
  cvesIn,
  declare,
  endFile,
  say,
  sayFinding,
  sayPart,
} from "../machine-reading.ts";
import type { MachineFile } from "../machine-reading.ts";
import { computerNamed } from "../naming.ts";
import { openJson } from "../opening/json-file.ts";
import { openTable } from "../opening/table-file.ts";
import type { Reading, ReaderInput } from "../reading.ts";
import { portOf } from "../scanned.ts";

/** Headings that a table must have to be such a report. */
export const testsslHeadings: readonly string[] = ["id", "fqdn/ip", "port", "severity", "finding"];

/** One check as every form of the report gives it. */
type Row = {
  readonly id: string;
  /** `name/address`. */
  readonly target: string;
  readonly port: string;
  readonly severity: string;
  readonly finding: string;
  readonly cve: string;
  readonly place: string;
};

/** Words of testssl for severity (its manual, "SEVERITY"); `WARN` is a check that did not run. */
const severities: Readonly<Record<string, FindingSeverity>> = {
  OK: "none",
  INFO: "none",
  LOW: "low",
  MEDIUM: "medium",
  HIGH: "high",
  CRITICAL: "critical",
};

function targetOf(target: string): Subject | null {
  const slash = target.lastIndexOf("/");
  const [name, address] =
    slash === -1 ? [target, ""] : [target.slice(0, slash), target.slice(slash + 1)];
  return computerNamed([name], [address]);
}

/** Groups of checks that a run leaves out only when told to, by ids that each of them has. */
const groups: readonly RegExp[] = [
  /^(?:SSLv[23]|TLS1(?:_[123])?)$/,
  /^cipherlist_/,
  /^cert_/,
  /^(?:heartbleed|CCS|ROBOT|CRIME_TLS|POODLE_SSL|SWEET32|FREAK|DROWN|LOGJAM|BEAST|LUCKY13|RC4)$/,
];

/** Under each key of a target: whom it is about, and the groups that ran and found all well. */
type Looked = Map<
  string,
  {
    readonly about: readonly [Subject, string];
    readonly key: string;
    readonly ran: Set<RegExp>;
  }
>;

/**
 * What a target's checks are told by, is told whole where each group ran: a report that was cut by
 * severity has no row of a check that found all well.
 */
function sayLooked(file: MachineFile, looked: Looked): void {
  for (const { about, key, ran } of looked.values())
    if (ran.size === groups.length) sayPart(file, about, key);
}

/** Remembers that a check of a target ran and found nothing. */
function note(
  looked: Looked,
  [key, id]: readonly [key: string, id: string],
  about: readonly [Subject, string],
): void {
  const name = `${about[0].claims[0].value} ${key}`;
  const known = looked.get(name) ?? { about, key, ran: new Set<RegExp>() };
  looked.set(name, known);
  for (const group of groups) if (group.test(id)) known.ran.add(group);
}

function readRow(file: MachineFile, row: Row, looked: Looked): void {
  const { id, target, severity, cve, place } = row;
  if (id === "") {
    report(file.into, "warning", ["readers/object-skipped", { reason: "no-check" }, place]);
    return;
  }
  count(file, "rows", `${id} ${target}`);
  if (severity !== "OK" && severity !== "INFO")
    count(file, `rows-${severity.toLowerCase().replaceAll(/[^a-z]/g, "")}`, id);
  const subject = targetOf(target);
  if (subject === null) {
    file.unnamed += 1;
    return;
  }
  const port = portOf(row.port, "tcp");
  const address = target.slice(target.lastIndexOf("/") + 1);
  const key = [address, port].filter((one) => one !== null && one !== "").join("/");
  const word = Object.hasOwn(severities, severity) ? severities[severity] : undefined;
  sayFinding(file, [subject, place], {
    check: `testssl:${id}`,
    // A name that stands for several addresses is tested at each of them.
    key,
    title: `${id}: ${row.finding}`,
    severity: word ?? "unrated",
    rated: severity,
    result: word === undefined ? "unknown" : word === "none" ? "unaffected" : "affected",
    cves: cvesIn(cve),
    port,
    score: null,
  });
  if (word === "none") note(looked, [key, id], [subject, place]);
  const [claim] = subject.claims;
  if (file.told.has(claim.value)) return;
  file.told.set(claim.value, 1);
  say(file, [subject, place], ["answers", true]);
}

function rowOf(object: JsonObject, place: string, target: string | null, port: string): Row {
  const part = (key: string): string => {
    const value = member(object, key);
    return typeof value === "number" ? String(value) : (textOf(value) ?? "");
  };
  return {
    id: part("id"),
    target: target ?? part("ip"),
    port: port === "" ? part("port") : port,
    severity: part("severity"),
    finding: part("finding"),
    cve: part("cve"),
    place,
  };
}

/** The checks of one target of the nested form: lists of checks under the names of their groups. */
function readTarget(
  file: MachineFile,
  [value, place]: readonly [Json, string],
  looked: Looked,
): void {
  const target = objectOf(value);
  if (target === null) return;
  const part = (key: string): string => textOf(member(target, key)) ?? "";
  const name = `${part("targetHost")}/${part("ip")}`;
  const port = member(target, "port");
  const number = typeof port === "number" ? String(port) : part("port");
  for (const [group, list] of Object.entries(target))
    for (const [index, check] of (listOf(list) ?? []).entries()) {
      const object = objectOf(check);
      const at = `${place}/${/^\w{1,64}$/.test(group) ? group : "?"}/${index}`;
      if (object !== null) readRow(file, rowOf(object, at, name, number), looked);
    }
}

function readValue(file: MachineFile, value: Json): boolean {
  const flat = listOf(value);
  const looked: Looked = new Map();
  for (const [index, check] of (flat ?? []).entries()) {
    const object = objectOf(check);
    if (object !== null) readRow(file, rowOf(object, `/${index}`, null, ""), looked);
  }
  const root = objectOf(value);
  const targets = root === null ? null : listOf(member(root, "scanResult"));
  for (const [index, target] of (targets ?? []).entries())
    readTarget(file, [target, `/scanResult/${index}`], looked);
  sayLooked(file, looked);
  return flat !== null || targets !== null;
}

/** Reads a file as JSON of testssl, whatever it looks like. Linear in its size. */
export function readTestssl(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const opened = openJson(input);
    if ("ok" in opened) return opened;
    const { value, decodedAs, work } = opened;
    const root = objectOf(value);
    const start = root === null ? undefined : member(root, "startTime");
    const made = typeof start === "number" ? String(start) : (textOf(start) ?? "");
    const file = beginFile(input, { reader: "testssl", made, report: "outside", decodedAs });
    file.into.work += work;
    declare(file, "rows", null);
    return readValue(file, value)
      ? endFile(file)
      : refused(input, "readers/other-kind", { expected: "scanResult", found: "" });
  });
}

/** Reads a file as the table of testssl, whatever it looks like. Linear in its size. */
export function readTestsslTable(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const table = openTable(input, testsslHeadings);
    if ("ok" in table) return table;
    const { rows, decodedAs } = table;
    const file = beginFile(input, { reader: "testssl", made: "", report: "outside", decodedAs });
    file.into.work += input.bytes.length;
    declare(file, "rows", null);
    const looked: Looked = new Map();
    for (const { cell, place } of rows) {
      const row = {
        id: cell("id"),
        target: cell("fqdn/ip"),
        port: cell("port"),
        severity: cell("severity"),
        finding: cell("finding"),
        cve: cell("cve"),
        place: place("finding"),
      };
      readRow(file, row, looked);
    }
    sayLooked(file, looked);
    return endFile(file);
  });
}
