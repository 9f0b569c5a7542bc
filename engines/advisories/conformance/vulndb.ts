/**
 * Holds the reading of CVE records against that of OSV records: the Go project publishes the same
 * weaknesses in both forms, so at every version that either names both must say the same.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { judge, readCve, readOsv, type Statement } from "../src/index.ts";

type Comparison = { readonly name: string; readonly passed: boolean; readonly detail: string };

function jsonOf(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** The records as they are submitted have no date yet. */
function dated(value: unknown): unknown {
  const { cveMetadata, ...rest } = Object(value);
  return { ...rest, cveMetadata: { ...cveMetadata, dateUpdated: "2026-01-01T00:00:00Z" } };
}

function nameOf({ product }: Statement): string {
  return product.kind === "package" && product.ecosystem === "Go" ? product.name : "";
}

/** Whether a CVE's package lies in an OSV's module: below its path, or in the standard library. */
function isIn(name: string, module: string): boolean {
  if (module === "stdlib" || module === "toolchain") return !/^[^/]+\./.test(name);
  return name === module || name.startsWith(`${module}/`);
}

/** Every bound, and what lies just beside it. */
function versionsOf(statements: readonly Statement[]): readonly string[] {
  const bounds = statements.flatMap(({ spans }) => spans.flatMap(({ from, to }) => [from, to]));
  const told = bounds.filter((one) => one !== null).flatMap((one) => [one, `${one}-0`, `${one}.1`]);
  return [...new Set(["0.0.1", "99.0.0", ...told])];
}

function isAffected(statements: readonly Statement[], version: string): boolean {
  return statements.some((one) => judge(one, version).status === "affected");
}

/** Per module, since an OSV record speaks of modules and a CVE record of their packages. */
function compare(osv: readonly Statement[], cve: readonly Statement[]): [number, string[]] {
  let asked = 0;
  const wrong: string[] = [];
  const modules = [...new Set(osv.map(nameOf))].toSorted((a, b) => b.length - a.length);
  const moduleOf = (one: Statement): string =>
    modules.find((module) => module !== "" && isIn(nameOf(one), module)) ?? "";
  for (const module of modules) {
    const ours = cve.filter((one) => nameOf(one) !== "" && moduleOf(one) === module);
    const theirs = osv.filter((one) => nameOf(one) === module);
    if (module === "" || ours.length === 0) continue;
    for (const version of versionsOf([...ours, ...theirs])) {
      asked += 1;
      const [first, second] = [isAffected(ours, version), isAffected(theirs, version)];
      if (first !== second) wrong.push(`${module} ${version}: CVE ${first}, OSV ${second}`);
    }
  }
  return [asked, wrong];
}

/** Compares every record that is there in both forms. */
export function compareVulndb(folder: string): readonly Comparison[] {
  let [records, asked] = [0, 0];
  const wrong: string[] = [];
  for (const file of readdirSync(join(folder, "data/cve/v5"))) {
    const path = join(folder, "data/osv", file);
    if (!existsSync(path)) continue;
    const [osv, cve] = [
      readOsv(jsonOf(path)),
      readCve(dated(jsonOf(join(folder, "data/cve/v5", file)))),
    ];
    if (!osv.ok || !cve.ok) {
      wrong.push(`${file}: refused`);
      continue;
    }
    const [count, found] = compare(osv.value.statements, cve.value.statements);
    records += 1;
    asked += count;
    wrong.push(...found.map((one) => `${file.replace(".json", "")} ${one}`));
  }
  const sample = wrong.slice(0, 30).join("; ");
  const detail = `${records} records, ${asked} questions, ${wrong.length} otherwise: ${sample}`;
  return [{ name: "CVE against OSV", passed: asked > 0 && wrong.length === 0, detail }];
}
