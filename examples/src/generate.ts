/**
 * Writes the fictional municipality as the files its tools would export:
 * `node examples/src/generate.ts [small|full] [folder] [seed]`. Without arguments it writes the
 * files that are kept in the repository. The same size and seed give the same bytes.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sizeOf } from "./size.ts";
import { writeExample } from "./write-example.ts";

const [name = "small", folder, seed] = process.argv.slice(2);
const target = folder ?? fileURLToPath(new URL("..", import.meta.url));
for (const { path, sizeBytes } of writeExample(
  sizeOf(name === "full" ? "full" : "small", seed),
  target,
))
  console.log(`${String(sizeBytes).padStart(12)}  ${path}`);
// The truth of the kept files is made again when it is asked for.
if (folder === undefined) rmSync(join(target, "truth"), { recursive: true });
