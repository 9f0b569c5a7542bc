/** Holds the readers of scanners' reports against published reports, by the files' own counts. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findingOf } from "@vallgrav/kernel";
import type { EvidenceId, Instant } from "@vallgrav/kernel";
import { read } from "../src/index.ts";
import type { Reading } from "../src/index.ts";

type Comparison = { readonly name: string; readonly passed: boolean; readonly detail: string };

const receivedAt = "2026-10-01T08:00:00.000Z" as Instant;

/** Counts of one kind, and how many findings the observations hold. */
function figureOf(reading: Reading, kind: string): number {
  if (!reading.ok) return -1;
  if (kind !== "told findings") return reading.counts.find((one) => one.kind === kind)?.read ?? 0;
  return reading.observations.filter(
    ({ says }) => "property" in says && findingOf(says.property, says.value) !== null,
  ).length;
}

/** Files, kinds, and what a count by other means (grep, an XML library) gives. */
const wanted: readonly (readonly [file: string, kind: string, count: number])[] = [
  ["nmap/issue12411.xml", "open-ports", 4],
  ["nmap/nmap_1port.xml", "open-ports", 1],
  ["nmap/nmap_multiple_port.xml", "open-ports", 13],
  ["nmap/nmap_script_vulners.xml", "open-ports", 1],
  ["nmap/nmap_script_vulners.xml", "told findings", 2],
  ["openvas/many_vuln.xml", "findings", 44],
  ["openvas/many_vuln.xml", "told findings", 44],
  ["openvas/report_using_openVAS.csv", "told findings", 13],
  ["lynis/lynis_many_vuln.dat", "warnings", 1],
  ["lynis/lynis_many_vuln.dat", "suggestions", 37],
  ["lynis/lynis_many_vuln.dat", "told findings", 38],
  ["lynis/lynis_many_vuln.dat", "packages", 86],
  ["testssl/defectdojo_many_vuln.csv", "rows", 541],
  ["testssl/defectdojo_many_vuln.csv", "rows-low", 12],
  ["testssl/defectdojo_many_vuln.csv", "rows-high", 4],
  ["testssl/defectdojo_many_vuln.csv", "told findings", 541],
  ["pingcastle/many.xml", "told findings", 28],
  ["pingcastle/one.xml", "told findings", 1],
  ["pingcastle/zero.xml", "told findings", 0],
  ["ms_defender/report_many_vulns.json", "told findings", 4],
];

/** Runs every comparison. @param shared folder of the sample data */
export async function run(shared: string): Promise<readonly Comparison[]> {
  return wanted.map(([file, kind, count]) => {
    const bytes = new Uint8Array(readFileSync(join(shared, "scanner-reports", file)));
    const startMs = performance.now();
    const reading = read({ name: file, bytes, evidence: "e" as EvidenceId, receivedAt });
    const tookMs = performance.now() - startMs;
    const found = figureOf(reading, kind);
    const why = reading.ok ? `${tookMs.toFixed(1)} ms` : JSON.stringify(reading.problems);
    return {
      name: `${file}: ${kind}`,
      passed: found === count,
      detail: found === count ? "" : `${found}, not ${count}; ${why}`,
    };
  });
}
