/**
 * People who are signed in and click at once, on the example:
 * `node apps/server/bench/load.ts [small|full] [people] [rounds] [home] [database]`.
 * In each round everybody asks for the next thing of their own list in the same moment; the server
 * is a process of its own. Prints per route and in all how long the answers took, and the
 * server's processor time per request, which does not depend on what else the machine does. A home
 * that is named is kept, and used again when it is there; a database is a PostgreSQL address.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { exampleDate, sizeOf, writeExample } from "@vallgrav/examples";
import type { Role } from "@vallgrav/platform/api";
import { logToStderr, openRooms, type Rooms, startServer } from "../src/index.ts";

const slowestMs = 500;
const budgetSek = 1_200_000;
/** Small runs: how a plan was computed does not matter to how fast it is told. */
const size = { outer: 2, inner: 2, seed: "load", threads: 2 };

type Person = { readonly token: string; readonly agent: Agent; readonly clicks: readonly string[] };
type Took = { readonly route: string; readonly status: number; readonly ms: number };

async function waitFor(rooms: Rooms, id: string): Promise<void> {
  const job = await rooms.jobs.wait(id);
  if (job?.state !== "done") throw new Error(JSON.stringify(job?.problems.slice(0, 3)));
}

/** Fills an empty home with the example. */
async function fill(rooms: Rooms, name: "small" | "full"): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "vallgrav-load-files-"));
  try {
    // Written as they are asked for, one after the other.
    const written = [...writeExample(sizeOf(name, "1"), folder)].length;
    const place = join(folder, "municipality");
    const files = readdirSync(place)
      .toSorted()
      .map((file) => ({
        path: join(place, file),
        name: file,
        modifiedAt: exampleDate,
        temporary: false,
      }));
    console.log(`${written} files written, ${files.length} of them read: register and directory`);
    await waitFor(rooms, (await rooms.identify.importFiles(files, "bench")).id);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Sees to it that dials and plan are there. */
async function compute(rooms: Rooms): Promise<void> {
  const position = await rooms.protect.position();
  if (position.state === "computing") await waitFor(rooms, position.job.id);
  const after = await rooms.protect.position();
  if (after.state !== "ready") throw new Error(`the position is ${after.state}`);
}

/** What people click on: the pages' own requests. */
async function clicksOf(rooms: Rooms): Promise<readonly string[]> {
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
async function peopleOf(rooms: Rooms, many: number): Promise<readonly Person[]> {
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

function ask(port: number, { token, agent }: Person, path: string): Promise<Took> {
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

/** Processor seconds of a process so far, as Linux tells them; nothing elsewhere. */
function cpuSeconds(pid: number): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return Number.NaN;
  const fields = readFileSync(file, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

type Served = { readonly port: number; readonly pid: number; readonly stop: () => Promise<void> };

async function served(home: string, database: string | undefined): Promise<Served> {
  const own = fileURLToPath(import.meta.url);
  const child = spawn(process.execPath, [own, "serve", home, database ?? ""], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  const [line] = (await once(lines, "line")) as [string];
  return {
    port: Number(new URL(line).port),
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

async function serve(home: string, database: string | undefined): Promise<void> {
  const server = await startServer({
    home,
    database,
    host: "127.0.0.1",
    port: 0,
    mayMove: false,
    hosts: [],
    isBehindProxy: false,
    size,
    log: logToStderr,
  });
  console.log(server.address);
  process.once("SIGTERM", () => void server.close(1_000));
}

async function measure(people: readonly Person[], server: Served, rounds: number) {
  const first = people[0];
  if (first === undefined) throw new Error("nobody clicks");
  // The server reads its model and the plan once, before anybody is counted.
  for (const path of first.clicks) await ask(server.port, first, path);
  const before = cpuSeconds(server.pid);
  const took: Took[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const asked = people.map((one) =>
      ask(server.port, one, one.clicks[round % one.clicks.length] ?? "/"),
    );
    took.push(...(await Promise.all(asked)));
  }
  return { took, cpuMs: ((cpuSeconds(server.pid) - before) * 1000) / took.length };
}

async function main(args: readonly string[]): Promise<number> {
  const [name = "full", many = "200", rounds = "46", given = "", database = ""] = args;
  const home = given === "" ? mkdtempSync(join(tmpdir(), "vallgrav-load-")) : given;
  const address = database === "" ? undefined : database;
  const rooms = await openRooms({ home, database: address, size, work: true, log: logToStderr });
  let people: readonly Person[];
  try {
    const { assets } = await rooms.identify.status();
    if (assets.length === 0) await fill(rooms, name === "small" ? "small" : "full");
    await compute(rooms);
    people = await peopleOf(rooms, Number(many));
    const { assets: now } = await rooms.identify.status();
    console.log(`${now.reduce((sum, { count }) => sum + count, 0)} things, ${rooms.store.kind}`);
  } finally {
    await rooms.close();
  }
  const server = await served(home, address);
  const { took, cpuMs } = await measure(people, server, Number(rounds));
  await server.stop();
  const columns = ["asked", "p50 ms", "p95", "p99", "most"].map((one) => one.padStart(8));
  console.log("route".padEnd(22) + columns.join(""));
  const routes = [...new Set(took.map(({ route }) => route))].sort();
  for (const route of routes)
    tellTimes(
      route,
      took.filter((one) => one.route === route),
    );
  const p99 = tellTimes("all", took);
  const wrong = took.filter(({ status }) => status !== 200);
  console.log(
    `${cpuMs.toFixed(2)} ms of the server's processor per request, ${wrong.length} refused`,
  );
  for (const { route, status } of wrong.slice(0, 5)) console.log(`${route}: ${status}`);
  const isGood = p99 < slowestMs && wrong.length === 0;
  console.log(`${isGood ? "" : "NOT "}below ${slowestMs} ms at the 99th percentile`);
  if (given === "") rmSync(home, { recursive: true, force: true });
  return isGood ? 0 : 1;
}

const [mode = "", home = "", database = ""] = process.argv.slice(2);
if (mode === "serve") await serve(home, database === "" ? undefined : database);
else process.exitCode = await main(process.argv.slice(2));
