/** A server that is written to without pause, backed up meanwhile, and brought back elsewhere. */
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { Agent, type IncomingMessage, request } from "node:http";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { runCli, startCli, temporaryFolder } from "./test/run-cli.ts";
import { runHere } from "./test/run-here.ts";

const small = ["--outer", "4", "--inner", "2"];
const lanes = [1, 2, 3];

type Digests = { readonly run: string; readonly kept: string; readonly again: string };
type Recomputed = { readonly recomputed: Digests & { readonly same: boolean } };
type Post = (path: string, body: unknown) => Promise<IncomingMessage>;

/** Sends to a server as a page does, over one connection. */
function postTo(address: string, cookie: () => string): Post {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return (path, body) =>
    new Promise((resolve, reject) => {
      const headers = {
        "content-type": "application/json",
        "x-vallgrav": "1",
        cookie: cookie(),
      };
      request(`${address}/api${path}`, { method: "POST", agent, headers }, resolve)
        .on("error", reject)
        .end(JSON.stringify(body));
    });
}

/** Units by lane, as they are kept: the numbers of each in the order they were added. */
function unitsIn(home: string): ReadonlyMap<number, readonly number[]> {
  const db = new DatabaseSync(join(home, "vallgrav.db"), { readOnly: true });
  try {
    const names = db.prepare("select name from unit").all();
    const pairs = names.map((row) => String(row["name"]).split(" ").slice(1).map(Number));
    const byLane = Map.groupBy(pairs, ([lane = 0]) => lane);
    return new Map(
      [...byLane].map(([lane, found]) => [
        lane,
        found.map(([, nth = 0]) => nth).toSorted((a, b) => a - b),
      ]),
    );
  } finally {
    db.close();
  }
}

/** The first account of a server, and what it writes without pause until it is told to stop. */
async function writersOf(address: string) {
  let cookie = "";
  const first = await postTo(address, () => "")("/first-run", {
    name: "Astrid Exempel",
    password: "vallen är djup i natt",
  });
  first.resume();
  cookie = (first.headers["set-cookie"]?.[0] ?? "").split(";")[0] ?? "";
  const acknowledged = new Map(lanes.map((lane) => [lane, 0]));
  const over = new AbortController();
  const write = async (lane: number): Promise<void> => {
    const post = postTo(address, () => cookie);
    for (let nth = 1; !over.signal.aborted; nth += 1) {
      const answer = await post("/units", { name: `Enhet ${lane} ${nth}`, parent: null });
      if (answer.statusCode !== 200)
        throw new Error(`${answer.statusCode} ${JSON.stringify(await json(answer))}`);
      await once(answer.resume(), "end");
      acknowledged.set(lane, nth);
    }
  };
  const all = Promise.all(lanes.map(write));
  return {
    counts: () => new Map(acknowledged),
    stop: async () => {
      over.abort();
      await all;
    },
  };
}

const sumOf = (counts: ReadonlyMap<number, number>): number =>
  [...counts.values()].reduce((sum, one) => sum + one, 0);

test("[CL830] a backup holds all acknowledged before it, and the dials are the same", async () => {
  const home = temporaryFolder();
  const copies = temporaryFolder();
  const phrase = join(copies, "phrase");
  writeFileSync(phrase, "korrekt häst batteri\n");
  const behind = ["--passphrase-file", phrase];
  await runHere(["example", "load"], { VALLGRAV_HOME: home });
  const planned = await runHere(["plan", "--budget", "1200000", "--json", ...small], {
    VALLGRAV_HOME: home,
  });
  expect(planned.code).toBe(0);
  const back = async (from: string) => {
    const fresh = join(temporaryFolder(), "home");
    const env = { VALLGRAV_HOME: fresh };
    const run = await runHere(["restore", from, ...behind, "--json", "--recompute", ...small], env);
    expect([run.code, run.err]).toEqual([0, ""]);
    const { same, ...digests } = (JSON.parse(run.out) as Recomputed).recomputed;
    expect([same, digests.again]).toEqual([true, digests.kept]);
    expect((await runHere(["audit", "verify"], env)).code).toBe(0);
    return { fresh, digests };
  };
  const quiet = join(copies, "quiet");
  expect((await runHere(["backup", quiet, ...behind], { VALLGRAV_HOME: home })).code).toBe(0);
  const before = await back(quiet);

  const server = startCli(home, ["serve", "--port", "0"]);
  const [line] = (await once(server.stdout, "data")) as [Buffer];
  const writers = await writersOf(String(line).trim());
  let duringCopies = 0;
  const made: { readonly to: string; readonly known: ReadonlyMap<number, number> }[] = [];
  for (const name of ["one", "two", "three"]) {
    // Each has something behind it, and is made by a program of its own, as at night.
    while (sumOf(writers.counts()) < 30 * (made.length + 1)) await pause(5);
    const known = writers.counts();
    const to = join(copies, name);
    const run = await runCli(home, ["backup", to, ...behind]);
    expect([run.code, run.err]).toEqual([0, ""]);
    duringCopies += sumOf(writers.counts()) - sumOf(known);
    made.push({ to, known });
  }
  await writers.stop();
  server.kill("SIGTERM");
  await once(server, "exit");
  const last = writers.counts();
  // Otherwise nothing was written meanwhile, and this proves nothing.
  expect(duringCopies).toBeGreaterThan(30);

  let caught = 0;
  for (const { to, known } of made) {
    const { fresh, digests } = await back(to);
    expect(digests).toEqual(before.digests);
    const found = unitsIn(fresh);
    for (const lane of lanes) {
      const numbers = found.get(lane) ?? [];
      // None is missing between others: what a lane wrote later came later.
      expect(numbers).toEqual(numbers.map((_, at) => at + 1));
      expect(numbers.length).toBeGreaterThanOrEqual(known.get(lane) ?? 0);
      expect(numbers.length).toBeLessThanOrEqual(last.get(lane) ?? 0);
      caught += numbers.length - (known.get(lane) ?? 0);
    }
  }
  expect(caught).toBeGreaterThan(0);
  process.stdout.write(`backups under load: ${duringCopies} writes meanwhile, ${caught} caught\n`);
}, 240_000);
