/** A piece of work in a process of its own, with what it took: nothing before it counts. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What the work took, and what it told. */
export type Measured<T> = {
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  readonly told: T;
};

/** Most time by the clock, milliseconds. */
const mostMs = 300_000;

/**
 * Runs the body of a function that knows the doors of the advisories and returns plain data.
 * @throws {Error} with what it printed, where it failed
 */
export function measureApart<T>(body: string): Measured<T> {
  const door = new URL("../src/advisories/index.ts", import.meta.url).href;
  const program = `
    import { updateAdvisories, matchInventory } from ${JSON.stringify(door)};
    const told = await (async () => { ${body} })();
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    process.stdout.write(JSON.stringify({
      cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMegabytes: maxRSS / 1024, told,
    }));`;
  const run = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
    encoding: "utf8",
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    timeout: mostMs,
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Measured<T>;
}

/** Reads a bill of materials in such a body: `reading` is what came of it. */
export function readingOf(bill: string): string {
  return `
    const { readFileSync } = await import("node:fs");
    const { read } = await import("@vallgrav/readers");
    const bytes = new Uint8Array(readFileSync(${JSON.stringify(bill)}));
    const receivedAt = "2026-01-01T00:00:00.000Z";
    const reading = read({ name: "bill.json", bytes, evidence: "e", receivedAt });`;
}
