/** Reads the table (CSV) that OpenVAS and Greenbone export. */
import { withinLimits } from "../gathering.ts";
import { beginFile, cvesIn, declare, endFile } from "../machine-reading.ts";
import { openTable } from "../opening/table-file.ts";
import type { Reading, ReaderInput } from "../reading.ts";
import { portOf } from "../scanned.ts";
import { readResult } from "./openvas.ts";

/** The headings that must be there for a table to be such a report. */
export const openvasHeadings: readonly string[] = ["IP", "Hostname", "NVT Name", "NVT OID"];

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
    for (const { cell, place } of rows)
      readResult(file, place("NVT Name"), {
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
    return endFile(file);
  });
}
