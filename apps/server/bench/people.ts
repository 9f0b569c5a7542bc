/** People who click, and the server they click at, for benches that count how long answers take. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Role } from "@vallgrav/platform/api";
import type { RunSize } from "@vallgrav/platform/protect";
import type { Rooms } from "../src/index.ts";

/** The 99th of a hundred answers comes sooner than this, ms. */
export const slowestMs = 500;
/** The server has less than this, MB of a million bytes. */
const memoryMost = 2_000;
/** The budget whose plan is looked at. */
const budgetSek = 1_200_000;
/** Small runs: how a plan was computed does not matter to how fast it is told. */
export const size: RunSize = { outer: 2, inner: 2, seed: "load", threads: 2 };

/** Somebody who is signed in, and what they click on. */
export type Person = {
  readonly token: string;
  readonly agent: Agent;
  readonly clicks: readonly string[];
};
/** An answer. */
export type Took = { readonly route: string; readonly status: number; readonly ms: number };

/** Waits for a job. @throws where it does not end well */
export async function waitFor(rooms: Rooms, id: string): Promise<void> {
  const job = await rooms.jobs.wait(id);
  if (job?.state !== "done") throw new Error(JSON.stringify(job?.problems.slice(0, 3)));
}

/** What people click on: the pages' own requests. */
export async function clicksOf(rooms: Rooms): Promise<readonly string[]> {
  const { assets } = await rooms.identify.find({ text: "", kind: null, from: 0, limit: 50 });
  const ids = assets.map(({ id }) => encodeURIComponent(id));
  const some = (path: string, at: number): string => `${path}?id=${ids[at % ids.length] ?? ""}`;
  return [
    "/position",
    "/session",
    "/jobs",
    `/plan?budgetSek=${budgetSek}`,
    "/ways",
    "/measures",
    "/status",
    "/ladder",
    "/questions",
    "/contradictions",
    "/identities",
    "/map",
    "/assets?text=server",
    some("/asset", 3),
    "/assets?text=",
    some("/asset", 17),
    `${some("/asset/neighbours", 5)}&direction=out`,
    "/asks",
    "/accounts",
    "/alerts",
    "/units",
    "/own/sessions",
    "/",
  ];
}

/** Lets people in, each from an address of their own: requests are counted by it. */
export async function peopleOf(rooms: Rooms, many: number): Promise<readonly Person[]> {
  const clicks = await clicksOf(rooms);
  const password = "korrekt häst batteri 7";
  const people: Person[] = [];
  for (let at = 0; at < many; at += 1) {
    const role: Role = at % 10 === 0 ? "administrator" : "security-officer";
    const name = `Last ${at}`;
    await rooms.accounts.create({ name, password, role, unit: null });
    const address = `127.1.${at >> 8}.${(at & 255) + 1}`;
    const session = await rooms.accounts.signIn({ name, password, address });
    if (!session.ok) throw new Error(session.problem.code);
    people.push({
      token: session.value.token,
      agent: new Agent({ keepAlive: true, maxSockets: 1, localAddress: address }),
      clicks: clicks.map((_, turn) => clicks[(turn + at) % clicks.length] ?? "/"),
    });
  }
  return people;
}

/** One click, from an address of one's own. */
export function ask(port: number, { token, agent }: Person, path: string): Promise<Took> {
  const beganMs = performance.now();
  const whole = path === "/" ? "/" : `/api${path}`;
  return new Promise((resolve, reject) => {
    request(
      {
        host: "127.0.0.1",
        port,
        path: whole,
        agent,
        headers: { host: "localhost", cookie: `vallgrav=${token}` },
      },
      (answer) => {
        answer.resume();
        answer.on("end", () =>
          resolve({
            route: path.split("?", 1)[0] ?? path,
            status: answer.statusCode ?? 0,
            ms: performance.now() - beganMs,
          }),
        );
      },
    )
      .on("error", reject)
      .end();
  });
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function tellTimes(name: string, took: readonly Took[]): number {
  const sorted = took.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const figures = [0.5, 0.95, 0.99, 1].map((share) => quantile(sorted, share).toFixed(0));
  console.log(
    name.padEnd(22) + [took.length, ...figures].map((one) => `${one}`.padStart(8)).join(""),
  );
  return quantile(sorted, 0.99);
}

/** Prints how long answers took, per route and in all. @returns the 99th percentile of all, ms */
export function tellAll(took: readonly Took[]): number {
  const columns = ["asked", "p50 ms", "p95", "p99", "most"].map((one) => one.padStart(8));
  console.log("route".padEnd(22) + columns.join(""));
  const routes = Map.groupBy(took, ({ route }) => route);
  for (const [route, some] of [...routes].sort(([a], [b]) => (a < b ? -1 : 1)))
    tellTimes(route, some);
  return tellTimes("all", took);
}

/** Processor seconds of a process so far, as Linux tells them; nothing elsewhere. */
export function cpuSeconds(pid: number): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return Number.NaN;
  const fields = readFileSync(file, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/**
 * Most memory of a process so far, or since {@link forgetMost}, MB of a million bytes, as Linux
 * tells it; nothing elsewhere.
 */
export function mostMegabytes(pid: number): number {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return Number.NaN;
  const found = /^VmHWM:\s+(\d+) kB/mu.exec(readFileSync(file, "utf8"));
  return (Number(found?.[1] ?? Number.NaN) * 1_024) / 1e6;
}

/** Has Linux begin anew with what it tells of the most memory of a process. */
export function forgetMost(pid: number): void {
  const file = `/proc/${pid}/clear_refs`;
  if (existsSync(file)) writeFileSync(file, "5");
}

/** What every way of starting says to glibc (server rule SV1092). */
const allocator = { MALLOC_MMAP_THRESHOLD_: "131072" };

/** A server in a process of its own. */
export type Served = {
  readonly port: number;
  readonly pid: number;
  /** Forgets how long the event loop has been held so far. */
  readonly forgetHeld: () => Promise<void>;
  /** Stops it; tells how long its event loop was held at most, ms. */
  readonly stop: () => Promise<{ readonly p99Ms: number; readonly mostMs: number }>;
};

/**
 * Starts one over a home.
 * @param database a PostgreSQL address; empty: the file in the home
 * @param runs whether runs are as many as usual, not a few
 */
export async function served(
  home: string,
  database: string = "",
  runs: "few" | "usual" = "few",
): Promise<Served> {
  const program = fileURLToPath(new URL("serve.ts", import.meta.url));
  const child = spawn(process.execPath, [program, home, database, runs], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...allocator },
  });
  const lines = createInterface({ input: child.stdout });
  const [address] = (await once(lines, "line")) as [string];
  return {
    port: Number(new URL(address).port),
    pid: child.pid ?? 0,
    forgetHeld: async () => {
      child.kill("SIGUSR2");
      await once(lines, "line");
    },
    stop: async () => {
      const last = once(lines, "line") as Promise<[string]>;
      child.kill("SIGTERM");
      const [held] = await last;
      await once(child, "exit");
      return JSON.parse(held) as { p99Ms: number; mostMs: number };
    },
  };
}

/**
 * Has the first of the people ask for everything once: the server reads its model and the plan
 * before anybody is counted. @returns who asked
 */
export async function askOnce({ port }: Served, people: readonly Person[]): Promise<Person> {
  const [first] = people;
  if (first === undefined) throw new Error("nobody clicks");
  for (const path of first.clicks) await ask(port, first, path);
  return first;
}

/** Prints answers that were none, and whether the rest came in time. @returns the exit code */
export function judge(took: readonly Took[], p99: number): 0 | 1 {
  const wrong = took.filter(({ status }) => status !== 200);
  for (const { route, status } of wrong.slice(0, 5)) console.log(`${route}: ${status}`);
  const isGood = p99 < slowestMs && wrong.length === 0;
  console.log(`${isGood ? "" : "NOT "}below ${slowestMs} ms at the 99th percentile`);
  return isGood ? 0 : 1;
}

/** Prints whether a server had little enough memory. @returns the exit code */
export function judgeMemory(megabytes: number): 0 | 1 {
  const isGood = megabytes < memoryMost;
  console.log(`${isGood ? "" : "NOT "}below ${memoryMost} MB`);
  return isGood ? 0 : 1;
}
