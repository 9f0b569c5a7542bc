/**
 * How long answers take while files are read in, the model is made and the first look at it:
 * `node apps/server/bench/import-latency.ts HOME FOLDER [people]`. HOME is filled (`load.ts` with a
 * home that is named) and is changed: measure on a copy. Every file of FOLDER is one import, sent
 * as a browser would; some people click one thing after the other until it is over and a little
 * longer. Prints the times per route, how long the event loop was held, the server's memory and
 * processor time; exits with 1 where the 99th of a hundred answers takes 500 ms or more, or the
 * server ever had 2 000 MB or more.
 */
import { setTimeout as pause } from "node:timers/promises";
import { logToStderr, openRooms } from "../src/index.ts";
import { filesIn, filesMost, isOver, send } from "./importing.ts";
import {
  ask,
  askOnce,
  cpuSeconds,
  judge,
  judgeMemory,
  mostMegabytes,
  peopleOf,
  type Person,
  served,
  size,
  tellAll,
  type Served,
  type Took,
} from "./people.ts";

/** What a person does between two clicks, ms; and how long they go on when the import is over. */
const readsMs = 100;
const goesOnMs = 5_000;
/** Answered by 404 from when the new model is there until its plan is: pages then show the job. */
const comes: ReadonlySet<string> = new Set(["/plan", "/ways"]);

/** One person, one click after the other, until nobody is wanted any more. */
async function click(
  server: Served,
  person: Person,
  { isWanted, took }: { readonly isWanted: () => boolean; readonly took: Took[] },
): Promise<void> {
  for (let at = 0; isWanted(); at += 1) {
    const route = person.clicks[at % person.clicks.length] ?? "/";
    took.push(await ask(server.port, person, route));
    await pause(readsMs);
  }
}

async function main([home, folder, many = "5"]: readonly string[]): Promise<number> {
  if (home === undefined || folder === undefined) {
    console.log("node apps/server/bench/import-latency.ts HOME FOLDER [people]");
    return 2;
  }
  const rooms = await openRooms({ home, size, work: false, log: logToStderr });
  const people = await peopleOf(rooms, Number(many));
  await rooms.close();
  const server = await served(home);
  const first = await askOnce(server, people);
  await server.forgetHeld();
  const [beganMs, before] = [performance.now(), cpuSeconds(server.pid)];
  const took: Took[] = [];
  let isWanted = true;
  const clicking = Promise.all(
    people.map((person) => click(server, person, { isWanted: () => isWanted, took })),
  );
  const job = await send(server, first, filesIn(folder).slice(0, filesMost));
  while (!(await isOver(server, first, job))) await pause(readsMs);
  const seconds = (performance.now() - beganMs) / 1_000;
  await pause(goesOnMs);
  isWanted = false;
  await clicking;
  const [memory, cpu] = [mostMegabytes(server.pid), cpuSeconds(server.pid) - before];
  const held = await server.stop();
  const p99 = tellAll(took);
  const [whole, loop] = [seconds.toFixed(1), `${held.p99Ms.toFixed(0)} ms`];
  console.log(`the import took ${whole} s; the server ${cpu.toFixed(1)} s of the processor`);
  console.log(`and at most ${memory.toFixed(0)} MB; the event loop was held at most`);
  console.log(`${held.mostMs.toFixed(0)} ms, ${loop} in the 99th of a hundred looks`);
  const coming = took.filter(({ route, status }) => status === 404 && comes.has(route));
  if (coming.length > 0) console.log(`${coming.length} times no plan yet of the new model`);
  const answered = judge(
    took.filter((one) => !coming.includes(one)),
    p99,
  );
  return Math.max(answered, judgeMemory(memory));
}

process.exitCode = await main(process.argv.slice(2));
