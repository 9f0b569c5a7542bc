/** The formats of scanners and inventories: by what each is recognised, and who reads it. */
import { readDefender } from "./defender/defender.ts";
import { readLynis } from "./lynis/lynis.ts";
import { readNessus } from "./nessus/nessus.ts";
import { readNmap } from "./nmap/nmap.ts";
import { delimiterOf } from "./opening/table-file.ts";
import { readOpenvas } from "./openvas/openvas.ts";
import { openvasHeadings, readOpenvasTable } from "./openvas/table.ts";
import { readPingcastle } from "./pingcastle/pingcastle.ts";
import type { ReaderId, Reading, ReaderInput } from "./reading.ts";
import { readTestssl, readTestsslTable, testsslHeadings } from "./testssl/testssl.ts";
import { rootName } from "./xml/looking.ts";

/** A format: whether a text (beginning and end of a file) looks like it, and its reader. */
export type MachineFormat = {
  readonly id: ReaderId;
  readonly looksLike: (text: string) => boolean;
  readonly read: (input: ReaderInput) => Reading;
};

function isJson(text: string): boolean {
  return /^\s{0,64}[[{]/.test(text);
}

function holds(text: string, ...words: readonly string[]): boolean {
  return words.every((word) => text.includes(`"${word}"`));
}

/** Every format, in the order in which they are tried. */
export const machineFormats: readonly MachineFormat[] = [
  { id: "nmap", looksLike: (text) => rootName(text) === "nmaprun", read: readNmap },
  {
    id: "nessus",
    looksLike: (text) => rootName(text) === "NessusClientData_v2",
    read: readNessus,
  },
  {
    id: "pingcastle",
    looksLike: (text) => rootName(text) === "HealthcheckData",
    read: readPingcastle,
  },
  {
    id: "openvas",
    looksLike: (text) =>
      ["report", "get_reports_response"].includes(rootName(text)) &&
      /<(?:nvt|gmp|omp|result_count|report_format)\b/.test(text),
    read: readOpenvas,
  },
  {
    id: "openvas",
    looksLike: (text) => delimiterOf(text, openvasHeadings) !== null,
    read: readOpenvasTable,
  },
  {
    id: "testssl",
    looksLike: (text) => delimiterOf(text, testsslHeadings) !== null,
    read: readTestsslTable,
  },
  {
    id: "testssl",
    looksLike: (text) =>
      isJson(text) &&
      (holds(text, "scanResult", "targetHost") || holds(text, "id", "ip", "severity", "finding")),
    read: readTestssl,
  },
  {
    id: "lynis",
    looksLike: (text) =>
      text.startsWith("# Lynis Report") || /^(?:lynis_version|report_version_major)=/m.test(text),
    read: readLynis,
  },
  {
    id: "defender",
    looksLike: (text) =>
      isJson(text) &&
      (holds(text, "cveId", "machineId") || holds(text, "computerDnsName", "healthStatus")),
    read: readDefender,
  },
];

/** The format that a file's beginning and end look like, or null. */
export function machineFormatOf(text: string): MachineFormat | null {
  return machineFormats.find(({ looksLike }) => looksLike(text)) ?? null;
}
