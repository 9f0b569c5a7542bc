/** Reads the table (CSV) that OpenVAS and Greenbone export. */
import type { Subject } from "@vallgrav/kernel";
import { withinLimits } from "../gathering.ts";
import { beginFile, cvesIn, declare, endFile, sayWhole } from "../machine-reading.ts";
import { openTable } from "../opening/table-file.ts";
import type { Reading, ReaderInput } from "../reading.ts";
import { portOf } from "../scanned.ts";
import { readResult } from "./openvas.ts";

/** The headings that must be there for a table to be such a report. */
export const openvasHeadings: readonly string[] = ["IP", "Hostname", "NVT Name", "NVT OID"];

/** Quality of detection, in per cent, below which results are left out unless asked for. */
const usualQuality = 70;

function isUnsure(quality: string): boolean {
  return /^\d{1,3}$/.test(quality) && Number(quality) < usualQuality;
}

/** Whether a row is of the lowest level, which is left out unless asked for. */
function isLog(level: string, score: string): boolean {
  return level === "Log" || /^0(?:\.0+)?$/.test(score.trim());
}

/** Reads a file as such a table, whatever it looks like. Linear in its size. */
export function readOpenvasTable(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const table = openTable(input, openvasHeadings);
    if ("ok" in table) return table;
    const { rows, decodedAs } = table;
    const made =
      rows
        .map(({ cell }) => cell("Timestamp"))
        .sort()
        .at(-1) ?? "";
    const file = beginFile(input, { reader: "openvas", made, report: "outside", decodedAs });
    file.into.work += input.bytes.length;
    declare(file, "findings", null);
    const whole = new Map<string, readonly [Subject, string]>();
    let hasUnsure = false;
    for (const { cell, place } of rows) {
      const host = readResult(file, place("NVT Name"), {
        address: cell("IP"),
        hostname: cell("Hostname"),
        assetId: "",
        oid: cell("NVT OID"),
        name: cell("NVT Name"),
        cvss: cell("CVSS"),
        threat: cell("Severity"),
        cves: cvesIn(cell("CVEs")),
        port: portOf(cell("Port"), cell("Port Protocol")),
      });
      hasUnsure ||= isUnsure(cell("QoD"));
      if (host !== null && isLog(cell("Severity"), cell("CVSS")))
        whole.set(host.claims[0].value, [host, place("NVT Name")]);
    }
    // Cut neither by level nor by quality of detection: such a host is told whole.
    if (hasUnsure) for (const host of whole.values()) sayWhole(file, host);
    return endFile(file);
  });
}
