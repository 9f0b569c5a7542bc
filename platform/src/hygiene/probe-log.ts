/** The log of every probe: a file of JSON lines for each day, in the home. */
import { appendFileSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Instant } from "@vallgrav/kernel";
import { dnsServerText } from "./dns-server.ts";
import type { DnsProbe } from "./resolver.ts";
import type { ProbeEntry } from "./tls/tls-target.ts";

/** Takes probes and writes them down. */
export type ProbeLog = {
  readonly file: string;
  /** How many were taken. */
  count(): number;
  write(probe: DnsProbe): void;
  /** Writes what waits. */
  flush(): void;
};

/** A connection to a server that is looked at, in the form that questions have in the log. */
export function connectionProbe(entry: ProbeEntry, at: Instant): DnsProbe {
  const { purpose: asked, outcome: came, tookMs } = entry;
  return { at, to: `tcp ${dnsServerText(entry)}`, asked, came, tookMs: Math.round(tookMs) };
}

/** Lines that are written together. */
const together = 200;

/** Opens the log of a day, `YYYY-MM-DD`; the file is for its user alone. */
export function openProbeLog(folder: string, day: string): ProbeLog {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${day}.jsonl`);
  const waiting: string[] = [];
  let taken = 0;
  const flush = (): void => {
    if (waiting.length > 0) appendFileSync(file, waiting.splice(0).join(""), { mode: 0o600 });
  };
  return {
    file,
    count: () => taken,
    write(probe) {
      taken += 1;
      waiting.push(`${JSON.stringify(probe)}\n`);
      if (waiting.length >= together) flush();
    },
    flush,
  };
}

/** Removes the logs of days before one. @returns how many */
export function disposeProbeLogs(folder: string, before: Instant): number {
  if (!existsSync(folder)) return 0;
  const old = readdirSync(folder).filter(
    (name) => /^\d{4}-\d\d-\d\d\.jsonl$/.test(name) && name.slice(0, 10) < before.slice(0, 10),
  );
  for (const name of old) rmSync(join(folder, name));
  return old.length;
}
