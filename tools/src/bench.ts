/**
 * `npm run bench -- [part of a path] [arguments …]`: measures. Without a part it lists what there
 * is; with one it runs every bench whose path holds it, one after the other, with the arguments. A
 * bench is a file in a folder `bench` whose first comment says how it is run: `node <its path>`.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { readTree, repositoryRoot } from "./tree.ts";
import type { Tree } from "./tree.ts";

/** Paths of the benches of a tree, sorted. */
export function benchesOf(tree: Tree): readonly string[] {
  return [...tree]
    .filter(([file, text]) => {
      const [comment = ""] = text.split("*/", 1);
      return /(?:^|\/)bench\/[^/]+\.ts$/.test(file) && comment.includes(`node ${file}`);
    })
    .map(([file]) => file)
    .toSorted();
}

function main(): number {
  const [part, ...rest] = process.argv.slice(2);
  const all = benchesOf(readTree(repositoryRoot));
  if (part === undefined) {
    for (const file of all) console.log(file);
    console.log("npm run bench -- <part of a path> [arguments …]");
    return all.length === 0 ? 1 : 0;
  }
  const files = all.filter((file) => file.includes(part));
  if (files.length === 0) console.log(`no bench is called ${part}, so nothing was measured`);
  let failed = files.length === 0 ? 1 : 0;
  for (const file of files) {
    console.log(`\n${file}`);
    const run = spawnSync(process.execPath, [join(repositoryRoot, file), ...rest], {
      stdio: "inherit",
    });
    if (run.status !== 0) failed += 1;
  }
  return failed === 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = main();
