/**
 * People who are signed in and click at once, on the example:
 * `node apps/server/bench/load.ts [small|full] [people] [rounds] [home] [database]`.
 * In each round everybody asks for the next thing of their own list in the same moment; the server
 * is a process of its own. Prints per route and in all how long the answers took, and the
 * server's processor time per request, which does not depend on what else the machine does. A home
 * that is named is kept, and used again when it is there; a database is a PostgreSQL address.
 */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exampleDate, sizeOf, writeExample } from "@vallgrav/examples";
import { logToStderr, openRooms, type Rooms } from "../src/index.ts";
import {
  ask,
  askOnce,
  cpuSeconds,
  judge,
  peopleOf,
  type Person,
  type Served,
  served,
  size,
  tellAll,
  type Took,
  waitFor,
} from "./people.ts";

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

async function measure(people: readonly Person[], server: Served, rounds: number) {
  await askOnce(server, people);
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
  const server = await served(home, database);
  const { took, cpuMs } = await measure(people, server, Number(rounds));
  const held = await server.stop();
  const p99 = tellAll(took);
  console.log(`the event loop was held for ${held.mostMs.toFixed(0)} ms at most`);
  const wrong = took.filter(({ status }) => status !== 200);
  console.log(
    `${cpuMs.toFixed(2)} ms of the server's processor per request, ${wrong.length} refused`,
  );
  if (given === "") rmSync(home, { recursive: true, force: true });
  return judge(took, p99);
}

process.exitCode = await main(process.argv.slice(2));
