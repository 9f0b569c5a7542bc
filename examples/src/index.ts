/** The door: where the example municipality's files lie. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Paths of the files of the example municipality, sorted by name. */
export function examplePaths(): readonly string[] {
  const folder = fileURLToPath(new URL("../municipality", import.meta.url));
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
}
