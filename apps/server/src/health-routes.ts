/**
 * For machines that watch: whether we live, whether we can work, and figures in Prometheus' text
 * form. They tell nothing of the municipality; figures go to this machine alone.
 */
import { statfs } from "node:fs/promises";
import type { Audit } from "@vallgrav/platform/audit";
import type { Jobs } from "@vallgrav/platform/jobs";
import { anyone, found, Refusal, type Route } from "./route.ts";

/** What is watched. */
export type Watched = {
  readonly audit: Pick<Audit, "state">;
  readonly jobs: Pick<Jobs, "list">;
  readonly home: string;
};

const leastFreeBytes = 100_000_000;
const metricsType = "text/plain; version=0.0.4; charset=utf-8";

async function freeBytes(home: string): Promise<number> {
  const { bavail, bsize } = await statfs(home);
  return bavail * bsize;
}

/** Whether the log can be read and the disk has room: without both nothing may be done. */
async function isReady({ audit, home }: Watched): Promise<boolean> {
  try {
    await audit.state();
    return (await freeBytes(home)) >= leastFreeBytes;
  } catch {
    return false;
  }
}

async function metricsOf(watched: Watched): Promise<string> {
  const { audit, jobs, home } = watched;
  const all = await jobs.list();
  const count = (state: string): number => all.filter((job) => job.state === state).length;
  const rows: readonly (readonly [name: string, help: string, value: number])[] = [
    ["vallgrav_ready", "1 when the log can be read and the disk has room", 1],
    ["vallgrav_audit_entries", "Entries of the log", (await audit.state()).entries],
    ["vallgrav_jobs_waiting", "Jobs that wait, of the newest 200", count("waiting")],
    ["vallgrav_jobs_running", "Jobs that run", count("running")],
    ["vallgrav_jobs_failed", "Jobs that failed, of the newest 200", count("failed")],
    ["vallgrav_disk_free_bytes", "Free on the disk of the home", await freeBytes(home)],
    ["process_resident_memory_bytes", "Memory of the process", process.memoryUsage.rss()],
    ["process_uptime_seconds", "Seconds since the start", Math.floor(process.uptime())],
  ];
  return rows
    .map(
      ([name, help, value]) => `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`,
    )
    .join("");
}

function isOurs(address: string): boolean {
  return /^(?:::ffff:)?127\.|^::1$/.test(address);
}

/** Routes of health. */
export function healthRoutes(watched: Watched): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/health",
      rule: anyone,
      action: null,
      handle: async () => found({ state: "alive" }),
    },
    {
      method: "GET",
      path: "/ready",
      rule: anyone,
      action: null,
      handle: async () => {
        if (await isReady(watched)) return found({ state: "ready" });
        throw new Refusal(503, "server/not-ready");
      },
    },
    {
      method: "GET",
      path: "/metrics",
      rule: anyone,
      action: null,
      handle: async ({ address }) => {
        if (!isOurs(address)) throw new Refusal(403, "session/not-allowed");
        if (!(await isReady(watched))) throw new Refusal(503, "server/not-ready");
        return { ...found(await metricsOf(watched)), type: metricsType };
      },
    },
  ];
}
