/** Holds the readers of inventories against published ones, by the files' own counts. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { EvidenceId, Instant } from "@vallgrav/kernel";
import { read } from "../src/index.ts";

type Comparison = { readonly name: string; readonly passed: boolean; readonly detail: string };

/**
 * Components a count by other means gives, nested ones included; those that are files set apart.
 */
const wanted: readonly (readonly [file: string, packages: number, files: number])[] = [
  ["cyclonedx/dropwizard-1.3.15.xml", 168, 0],
  ["cyclonedx/juice-shop.json", 841, 0],
  ["cyclonedx/keycloak-10.0.2.json", 904, 0],
  ["cyclonedx/laravel-7.12.0.json", 63, 0],
  ["cyclonedx/proton-bridge.json", 202, 0],
  ["scanner-reports/cyclonedx/issue_9277.json", 103, 0],
  ["scanner-reports/cyclonedx/log4j.json", 1, 1],
  ["scanner-reports/cyclonedx/log4j.xml", 1, 1],
  ["scanner-reports/cyclonedx/nested-component-log4j.json", 2, 1],
  ["scanner-reports/cyclonedx/valid-vulnerability-1.4.json", 1, 0],
  ["scanner-reports/spdx/spdx_many_vuln.json", 4, 0],
  ["scanner-reports/spdx/spdx_one_vuln.spdx", 2, 0],
];

/** Runs every comparison. @param shared folder of the sample data */
export async function run(shared: string): Promise<readonly Comparison[]> {
  return wanted.map(([name, packages, files]) => {
    const bytes = new Uint8Array(readFileSync(join(shared, name)));
    const receivedAt = "2026-10-01T08:00:00.000Z" as Instant;
    const reading = read({ name, bytes, evidence: "e" as EvidenceId, receivedAt });
    const found = reading.ok
      ? (reading.counts.find(({ kind }) => kind === "packages")?.read ?? 0)
      : -1;
    const left = reading.problems.reduce(
      (sum, one) => sum + (one.code === "readers/left-out" ? one.args.count : 0),
      0,
    );
    const passed = found === packages && left === files;
    return { name, passed, detail: passed ? "" : `${found} and ${left} left out` };
  });
}
