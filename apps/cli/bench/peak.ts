/** The most memory that a stage of a bench takes, threads and buffers included. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** Begins a new peak, where the system can (Linux); elsewhere peaks are those so far. */
export function beginPeak(): void {
  try {
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {
    // Then `maxRSS` is all there is.
  }
}

/** Most memory of this process and its threads since the last beginning, in megabytes. */
export function peakMegabytes(): number {
  const status = existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "";
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
  return Number(kibibytes ?? process.resourceUsage().maxRSS) / 1_024;
}
