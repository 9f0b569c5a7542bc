/** Holds the readers of advisories against published files, by the files' own counts. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { looksLikeCsaf, looksLikeKev, readCsaf, readKev } from "../src/index.ts";

type Comparison = { readonly name: string; readonly passed: boolean; readonly detail: string };

function equal(name: string, found: unknown, wanted: unknown): Comparison {
  const [one, other] = [found, wanted].map((value) => JSON.stringify(value));
  return { name, passed: one === other, detail: one === other ? "" : `${one}, not ${other}` };
}

function jsonOf(shared: string, path: string): unknown {
  return JSON.parse(readFileSync(join(shared, path), "utf8"));
}

/** Runs every comparison. @param shared folder of the sample data */
export async function run(shared: string): Promise<readonly Comparison[]> {
  const catalogue = jsonOf(shared, "kev/known_exploited_vulnerabilities.json");
  const kev = readKev(catalogue);
  const entries = kev.ok ? kev.value.entries : [];
  const declared: unknown = Reflect.get(Object(catalogue), "count");
  const document = jsonOf(shared, "scanner-reports/csaf/csaf_many_vuln.json");
  const csaf = readCsaf(document);
  return [
    equal("KEV is recognised", looksLikeKev(catalogue), true),
    equal("KEV: entries as it says itself", entries.length, declared),
    equal("KEV: used by ransomware", entries.filter((one) => one.isRansomware).length, 293),
    equal("CSAF is recognised", looksLikeCsaf(document), true),
    equal("CSAF: weaknesses", csaf.ok ? csaf.value.length : -1, 2),
  ];
}
