/**
 * Writes the fictional municipality as the files its tools would export. Deterministic: the same
 * size and seed give the same bytes. `node examples/src/generate.ts [people] [folder] [seed]` writes
 * the files into the folder, and its lists into a folder `lists` beside it.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { collectedAt, collection } from "./directory-objects.ts";
import { lists } from "./lists.ts";
import { authorities, computers, domains, policies, templates, units } from "./machines.ts";
import { accounts, groups, type Size } from "./people.ts";
import { registerCsv } from "./systems.ts";

/** Every file by name. */
export function municipality(size: Size): ReadonlyMap<string, string> {
  const kinds = [
    ["users", accounts(size)],
    ["groups", groups(size)],
    ["computers", computers(size)],
    ["domains", domains()],
    ["ous", units()],
    ["gpos", policies()],
    ["certtemplates", templates()],
    ["enterprisecas", authorities()],
  ] as const;
  const files = new Map<string, string>();
  for (const [kind, objects] of kinds)
    files.set(`${collectedAt}_${kind}.json`, collection(kind, objects));
  files.set("systemregister.csv", registerCsv(size.people));
  return files;
}

/** The size that is kept in the repository. */
export const keptSize: Size = { people: 240, seed: "exempel" };

if (import.meta.main) {
  const [people = String(keptSize.people), folder, seed = keptSize.seed] = process.argv.slice(2);
  const target = folder ?? fileURLToPath(new URL("../municipality", import.meta.url));
  const size = { people: Number(people), seed };
  const beside = join(target, "..", "lists");
  for (const [path, files] of [
    [target, municipality(size)],
    [beside, lists(size)],
  ] as const) {
    mkdirSync(path, { recursive: true });
    for (const [name, content] of files) writeFileSync(join(path, name), content);
  }
}
