/** The program `vallgrav`. */
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// Compiled modules are kept beside the program, where that can be written; else nothing is lost.
if (process.env["NODE_COMPILE_CACHE"] === undefined) {
  const folder = fileURLToPath(new URL("../../../.cache/node", import.meta.url));
  const { directory } = enableCompileCache(folder);
  // Threads and processes of ours look here, and nowhere else.
  if (directory !== undefined) process.env["NODE_COMPILE_CACHE"] = folder;
}
const { runCommand } = await import("./run-command.ts");

// A reader that has seen enough (head, less) is no failure of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

process.exitCode = await runCommand(process.argv.slice(2), {
  env: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isWatched: process.stderr.isTTY,
});
