/** The formats of scanners and inventories: by what each is recognised, and who reads it. */
import { looksLikeAzurehound, readAzurehound } from "./azurehound/azurehound.ts";
import { readCyclonedx } from "./cyclonedx/cyclonedx.ts";
import { readCyclonedxXml, xmlVersionOf } from "./cyclonedx/cyclonedx-xml.ts";
import { readAnswers } from "./answers/answers.ts";
import { readDefender } from "./defender/defender.ts";
import { looksLikeEntra, readEntra } from "./entra/entra.ts";
import { looksLikeFortigate, readFortigate } from "./fortigate/fortigate.ts";
import { readLynis } from "./lynis/lynis.ts";
import { readNessus } from "./nessus/nessus.ts";
import { readNmap } from "./nmap/nmap.ts";
import { delimiterOf } from "./opening/table-file.ts";
import { readOpenvas } from "./openvas/openvas.ts";
import { looksLikeOpenGraph, readOpenGraph } from "./opengraph/opengraph.ts";
import { openvasHeadings, readOpenvasTable } from "./openvas/table.ts";
import { readDpkgStatus } from "./package-lists/dpkg-status.ts";
import { looksLikeRpmList, readRpmList } from "./package-lists/rpm-list.ts";
import { looksLikeOsquery, readOsquery } from "./osquery/osquery.ts";
import { readPingcastle } from "./pingcastle/pingcastle.ts";
import { looksLikePreferences, readPreferences } from "./policies/preferences.ts";
import type { ReaderId, Reading, ReaderInput } from "./reading.ts";
import { readStatements } from "./statements/statements.ts";
import { readSpdx } from "./spdx/spdx.ts";
import { readSpdxTags } from "./spdx/spdx-tags.ts";
import { looksLikeSundsvall, readSundsvall } from "./sundsvall/sundsvall.ts";
import { readTestssl, readTestsslTable, testsslHeadings } from "./testssl/testssl.ts";
import { looksLikeGovc, readGovc } from "./vsphere/govc.ts";
import { readWindowsSoftware, windowsHeadings } from "./windows-software/windows-software.ts";
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
  {
    id: "answers",
    looksLike: (text) => isJson(text) && holds(text, "vallgravAnswers", "answers"),
    read: readAnswers,
  },
  {
    id: "statements",
    looksLike: (text) => isJson(text) && holds(text, "vallgravStatements", "statements"),
    read: readStatements,
  },
  { id: "entra-collection", looksLike: looksLikeEntra, read: readEntra },
  { id: "fortigate", looksLike: looksLikeFortigate, read: readFortigate },
  { id: "opengraph", looksLike: looksLikeOpenGraph, read: readOpenGraph },
  { id: "azurehound", looksLike: looksLikeAzurehound, read: readAzurehound },
  { id: "osquery", looksLike: looksLikeOsquery, read: readOsquery },
  { id: "vsphere", looksLike: looksLikeGovc, read: readGovc },
  { id: "sundsvall-register", looksLike: looksLikeSundsvall, read: readSundsvall },
  { id: "policy-preferences", looksLike: looksLikePreferences, read: readPreferences },
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
  {
    id: "cyclonedx",
    looksLike: (text) => isJson(text) && holds(text, "bomFormat", "specVersion"),
    read: readCyclonedx,
  },
  {
    id: "cyclonedx",
    looksLike: (text) => rootName(text) === "bom" && xmlVersionOf(text) !== "",
    read: readCyclonedxXml,
  },
  {
    id: "spdx",
    looksLike: (text) =>
      isJson(text) &&
      (holds(text, "spdxVersion") || (holds(text, "@graph") && text.includes("spdx.org/"))),
    read: readSpdx,
  },
  {
    id: "spdx",
    looksLike: (text) => /^SPDXVersion:/m.test(text.slice(0, 4096)),
    read: readSpdxTags,
  },
  {
    id: "dpkg",
    looksLike: (text) => /^Package: \S+\r?\n(?:[^\n]+\n){0,20}Status: \S+ \S+ \S+/.test(text),
    read: readDpkgStatus,
  },
  { id: "rpm", looksLike: looksLikeRpmList, read: readRpmList },
  {
    id: "windows-software",
    looksLike: (text) => windowsHeadings(text) !== null,
    read: readWindowsSoftware,
  },
];

/** The format that a file's beginning and end look like, or null. */
export function machineFormatOf(text: string): MachineFormat | null {
  return machineFormats.find(({ looksLike }) => looksLike(text)) ?? null;
}
