/** The command line as its users run it: a process of its own, in a home of its own. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What a command came to. */
export type Said = { readonly code: number | null; readonly out: string; readonly ms: number };

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

/** The register of the example. */
export const register = fileURLToPath(
  new URL("../../../examples/municipality/systemregister.csv", import.meta.url),
);

/** Runs a command to its end. */
export async function say(home: string, words: readonly string[]): Promise<Said> {
  const started = performance.now();
  const child = spawn(process.execPath, [main, ...words], {
    env: { ...process.env, VALLGRAV_HOME: home },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const parts: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => parts.push(part));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, out: Buffer.concat(parts).toString("utf8"), ms: performance.now() - started };
}
