/**
 * How long somebody waits for both dials after a file was read in:
 * `node apps/server/bench/after-import.ts HOME FILE`. HOME is filled by another of these benches,
 * whose first account is signed in to, and is changed: measure on a copy. The dials of what is
 * there are waited for first, so that the server is as it is at work; then FILE is sent as a
 * browser would. Prints seconds from the end of the import to the first dials and to those of all
 * runs, and the most memory; exits with 1 where all runs took 60 s or more.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { Position } from "@vallgrav/platform/api";
import { isOver, send, told } from "./importing.ts";
import { cpuSeconds, forgetMost, mostMegabytes, type Served, served } from "./people.ts";

const mostSeconds = 60;
/** As pages ask, ms: each answer takes the server some of the processor. */
const looksMs = 1_000;

async function signedIn({ port }: Served): Promise<string> {
  const answer = await fetch(`http://localhost:${port}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-vallgrav": "1" },
    body: JSON.stringify({ name: "Last 0", password: "korrekt häst batteri 7" }),
  });
  const token = /^vallgrav=([^;]*)/.exec(answer.headers.get("set-cookie") ?? "")?.[1];
  if (token === undefined) throw new Error(`nobody could sign in: ${answer.status}`);
  return token;
}

/** Runs that the dials of today rest on, and of how many; all where the position is ready. */
function runsOf(position: Position): readonly [runs: number, isAll: boolean] {
  if (position.state === "ready") return [Number.POSITIVE_INFINITY, true];
  if (position.state !== "computing") throw new Error(`the position is ${position.state}`);
  const { first } = position;
  return first === undefined ? [0, false] : [first.runs, first.runs === first.ofRuns];
}

async function main([home, file]: readonly string[]): Promise<number> {
  if (home === undefined || file === undefined) {
    console.log("node apps/server/bench/after-import.ts HOME FILE");
    return 2;
  }
  const server = await served(home, "", "usual");
  try {
    const by = { token: await signedIn(server) };
    const looked = async () => runsOf(await told<Position>(server, by, "/position"));
    while (!(await looked())[1]) await pause(looksMs);
    forgetMost(server.pid);
    const job = await send(server, by, [file]);
    const sentMs = performance.now();
    const since = (fromMs: number): number => (performance.now() - fromMs) / 1_000;
    while (!(await isOver(server, by, job))) await pause(looksMs);
    const [read, importedMs, before] = [since(sentMs), performance.now(), cpuSeconds(server.pid)];
    console.log(`read in, with the model: ${read.toFixed(1)} s`);
    let [runs, isAll] = await looked();
    let isFirst = true;
    while (!isAll) {
      await pause(looksMs);
      [runs, isAll] = await looked();
      if (runs > 0 && isFirst)
        console.log(`dials of ${runs} runs: ${since(importedMs).toFixed(1)} s`);
      isFirst &&= runs === 0;
    }
    const seconds = since(importedMs);
    const cpu = cpuSeconds(server.pid) - before;
    console.log(`dials of all runs: ${seconds.toFixed(1)} s, processor ${cpu.toFixed(1)} s`);
    console.log(`from the file to all runs: ${(seconds + read).toFixed(1)} s`);
    console.log(`memory at most ${mostMegabytes(server.pid).toFixed(0)} MB`);
    return seconds + read < mostSeconds ? 0 : 1;
  } finally {
    await server.stop();
  }
}

process.exitCode = await main(process.argv.slice(2));
