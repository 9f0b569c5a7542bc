/** Every runtime dependency has a row, with its version, in the decision on dependencies. */
import type { Finding, Tree } from "../tree.ts";

/** Where the rows stand. */
export const dependencyDecision = "docs/decisions/0007-few-dependencies.md";

function dependenciesOf(text: string): readonly (readonly [string, string])[] {
  const json: unknown = JSON.parse(text);
  const found: unknown = Reflect.get(Object(json), "dependencies");
  return Object.entries(Object(found)).map(([name, version]) => [name, String(version)]);
}

/** Packages of the house and pure type packages need no row. */
export function checkDependencies(tree: Tree): readonly Finding[] {
  const rows = (tree.get(dependencyDecision) ?? "")
    .split("\n")
    .filter((one) => one.startsWith("|"));
  const findings: Finding[] = [];
  for (const [file, text] of tree) {
    if (!/(?:^|\/)package\.json$/.test(file) || file.includes("/fixtures/")) continue;
    for (const [name, version] of dependenciesOf(text)) {
      if (/^@(?:vallgrav|types)\//.test(name)) continue;
      const isListed = rows.some((row) => {
        const [, names = "", versions = ""] = row.split("|");
        return names.trim().split(", ").includes(name) && versions.includes(version);
      });
      if (!isListed)
        findings.push({ rule: "dependency", file, what: `${name} ${version} has no row in 0007` });
    }
  }
  return findings;
}
