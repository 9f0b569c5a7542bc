/**
 * How much memory the server takes on the whole way, from an empty home to a plan:
 * `node apps/server/bench/whole-way.ts HOME FOLDER [seconds]`. HOME is empty or missing. Every
 * folder in FOLDER is imported, one after the other, in uploads of as many files as one may have;
 * then the position is asked for, its dials are waited for, the plan is searched for so many
 * seconds (60 unless said) or until it is there, and findings are ordered as long. Prints the most
 * memory of each stage; exits with 1 where any had 2 000 MB or more.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { FindingsPage, Position } from "@vallgrav/platform/api";
import { filesIn, filesMost, isOver, send, told } from "./importing.ts";
import {
  cpuSeconds,
  forgetMost,
  judgeMemory,
  mostMegabytes,
  type Served,
  served,
} from "./people.ts";

/** What the generator of the example says is true beside its files: nothing to import. */
const truth = "truth";

/** Between two looks, ms. */
const looksMs = 250;

type Way = { readonly server: Served; readonly token: string; readonly most: number[] };

/** Makes the first account of an empty home. */
async function firstAccount({ port }: Served): Promise<string> {
  const answer = await fetch(`http://localhost:${port}/api/first-run`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-vallgrav": "1" },
    body: JSON.stringify({ name: "Last 0", password: "korrekt häst batteri 7" }),
  });
  const token = /^vallgrav=([^;]*)/.exec(answer.headers.get("set-cookie") ?? "")?.[1];
  if (token === undefined) throw new Error(`no account could be made: ${answer.status}`);
  return token;
}

/** Does the work of one stage and prints what it took. */
async function stage(way: Way, name: string, work: () => Promise<unknown>): Promise<void> {
  const { pid } = way.server;
  forgetMost(pid);
  const [beganMs, before] = [performance.now(), cpuSeconds(pid)];
  await work();
  const most = mostMegabytes(pid);
  way.most.push(most);
  const clock = ((performance.now() - beganMs) / 1_000).toFixed(1);
  const cpu = (cpuSeconds(pid) - before).toFixed(1);
  console.log(
    `${name.padEnd(34)} ${most.toFixed(0).padStart(6)} MB ${clock} s, processor ${cpu} s`,
  );
}

async function importAll({ server, token }: Way, folder: string): Promise<void> {
  const files = filesIn(folder);
  for (let from = 0; from < files.length; from += filesMost) {
    const job = await send(server, { token }, files.slice(from, from + filesMost));
    while (!(await isOver(server, { token }, job))) await pause(looksMs);
  }
}

/** Asks until it is enough or the time is over. @returns what was answered last */
async function until<T>(ask: () => Promise<T>, isEnough: (one: T) => boolean, seconds: number) {
  const endsMs = performance.now() + seconds * 1_000;
  for (;;) {
    const one = await ask();
    if (isEnough(one) || performance.now() > endsMs) return one;
    await pause(looksMs);
  }
}

async function cancel({ server, token }: Way, job: string): Promise<void> {
  const headers = { cookie: `vallgrav=${token}`, "x-vallgrav": "1" };
  const address = `http://localhost:${server.port}/api/jobs/${job}/cancel`;
  await fetch(address, { method: "POST", headers });
  await until(
    () => told<{ readonly state: string }>(server, { token }, `/jobs/${job}`),
    ({ state }) => state !== "running" && state !== "waiting",
    60,
  );
}

/** Dials, and the search for a plan as long as is said. */
async function position(way: Way, seconds: number): Promise<void> {
  const { server, token } = way;
  const ask = () => told<Position>(server, { token }, "/position");
  const hasDials = (one: Position): boolean =>
    one.state !== "computing" || (one.first !== undefined && one.first.runs === one.first.ofRuns);
  await stage(way, "first dials", () =>
    until(ask, (one) => one.state !== "computing" || one.first !== undefined, 600),
  );
  await stage(way, "dials of all runs", () => until(ask, hasDials, 600));
  await stage(way, `plans, ${seconds} s of search at most`, async () => {
    const last = await until(ask, ({ state }) => state !== "computing", seconds);
    if (last.state === "computing") await cancel(way, last.job.id);
    else if (last.state !== "ready") throw new Error(`the position is ${last.state}`);
  });
}

async function findings(way: Way, seconds: number): Promise<void> {
  const { server, token } = way;
  const path = "/findings?state=open&limit=50";
  await stage(way, `findings, ${seconds} s at most`, async () => {
    const ask = () => told<FindingsPage>(server, { token }, path);
    const { impacts } = await until(ask, (one) => one.impacts.state !== "computing", seconds);
    if (impacts.state === "computing") await cancel(way, impacts.job.id);
  });
}

async function main([home, folder, time = "60"]: readonly string[]): Promise<number> {
  if (home === undefined || folder === undefined) {
    console.log("node apps/server/bench/whole-way.ts HOME FOLDER [seconds]");
    return 2;
  }
  const server = await served(home, "", "usual");
  try {
    const way: Way = { server, token: await firstAccount(server), most: [] };
    for (const name of readdirSync(folder)
      .toSorted()
      .filter((one) => one !== truth))
      await stage(way, `import of ${name}`, () => importAll(way, join(folder, name)));
    await position(way, Number(time));
    await findings(way, Number(time));
    await stage(way, "at rest, 10 s later", () => pause(10_000));
    return judgeMemory(Math.max(...way.most));
  } finally {
    await server.stop();
  }
}

process.exitCode = await main(process.argv.slice(2));
