/** Runs the three TypeScript programs: pure rooms, Node rooms, the web. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, sep } from "node:path";
import { repositoryRoot } from "./tree.ts";

/** A program by its settings file, and the folder without which there is nothing to check. */
type TypeProgram = { readonly settings: string; readonly needs: string };

const programs: readonly TypeProgram[] = [
  { settings: "tsconfig.pure.json", needs: "kernel/src" },
  { settings: "tsconfig.node.json", needs: "tools/src" },
  { settings: "tsconfig.web.json", needs: "apps/web/src" },
];

const compiler = join(repositoryRoot, "node_modules", "typescript", "bin", "tsc");

/** Splits what `tsc --listFiles` prints into our own files and everything else. */
export function sortOutput(
  output: string,
  root: string,
): { readonly files: number; readonly complaints: readonly string[] } {
  const own = root.replaceAll(sep, "/");
  let files = 0;
  const complaints: string[] = [];
  for (const line of output.split("\n")) {
    const path = line.trim().replaceAll(sep, "/");
    if (/^(?:\/|[A-Za-z]:\/)\S.*\.(?:[cm]?tsx?|json)$/.test(path) && !path.includes("): error")) {
      if (path.startsWith(`${own}/`) && !path.includes("/node_modules/")) files += 1;
    } else if (path !== "") complaints.push(line);
  }
  return { files, complaints };
}

function check({ settings, needs }: TypeProgram): { files: number; failed: boolean } {
  if (!existsSync(join(repositoryRoot, needs))) {
    console.log(`${settings}: left out, ${needs} does not exist`);
    return { files: 0, failed: false };
  }
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [compiler, "-p", settings, "--listFiles", "--pretty", "false"],
    { cwd: repositoryRoot, encoding: "utf8", maxBuffer: 1 << 28 },
  );
  const { files, complaints } = sortOutput(`${stdout}\n${stderr}`, repositoryRoot);
  for (const complaint of complaints) console.log(complaint);
  if (files === 0) console.log(`${settings}: read no file of ours, so it proves nothing`);
  return { files, failed: status !== 0 || files === 0 };
}

if (import.meta.main) {
  const results = programs.map((one) => check(one));
  const files = results.reduce((sum, one) => sum + one.files, 0);
  const failed = results.filter((one) => one.failed).length;
  console.log(`types: ${files} files, ${failed} of ${results.length} programs failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
