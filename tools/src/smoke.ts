/**
 * Imports every door of every package with plain Node. Vitest transforms what it loads, so it
 * accepts syntax that Node refuses; this does not.
 */
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { conclude, readTree, repositoryRoot } from "./tree.ts";
import type { Finding } from "./tree.ts";
import { packagesOf } from "./workspace.ts";

/** A door to try: the name a caller writes, and the file behind it. */
export type Door = { readonly name: string; readonly file: string };

/** Tries to load each; returns a finding for each that fails. */
export async function tryDoors(root: string, doors: readonly Door[]): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { name, file } of doors)
    try {
      await import(pathToFileURL(join(root, file)).href);
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      findings.push({ rule: "smoke", file: name, what: what.split("\n")[0] ?? "" });
    }
  return findings;
}

if (import.meta.main) {
  // A door to data (a language's source) is read, not run.
  const doors = [...packagesOf(readTree(repositoryRoot)).values()].flatMap((one) =>
    [...one.doors]
      .filter(([, file]) => /\.tsx?$/.test(file))
      .map(([door, file]) => ({
        name: `${one.name}${door.slice(1)}`,
        file: `${one.folder}/${file}`,
      })),
  );
  const findings = await tryDoors(repositoryRoot, doors);
  const code = conclude("smoke", { read: doors.length, unit: "doors", findings });
  // A door that left a timer or a socket behind must not keep the check alive.
  process.exit(code);
}
