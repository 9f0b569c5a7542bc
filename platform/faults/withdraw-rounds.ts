/**
 * Kills a process while it takes an import back, again and again in the same home, and looks after
 * each start: the import is there whole or gone whole, and of what is gone nothing is known, nor
 * kept on disk beside the database.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as pause } from "node:timers/promises";
import { block, drawKey, seeded } from "@vallgrav/kernel";
import {
  goingIn,
  type HomePlace,
  type KilledHome,
  listIn,
  openKilled,
  secret,
} from "./withdraw-home.ts";

/** What the rounds found. */
export type WithdrawReport = {
  readonly rounds: number;
  /** After how many of the kills the import was gone. */
  readonly gone: number;
  /** How many kills left a file that was half written. */
  readonly halfWritten: number;
  /** What was left, lost or half; empty when all is well. */
  readonly faults: readonly string[];
};

const victim = fileURLToPath(new URL("withdraw-victim.ts", import.meta.url));

/** How long a withdrawal is taken to last, until one has been seen to end. */
const guessedMs = 500;

/**
 * Kills a process so long after it began to take the import back.
 * @returns milliseconds in which it was done; 0 where it was killed before
 */
async function killOne({ address, folder, rows }: HomePlace, afterMs: number): Promise<number> {
  const child = spawn(process.execPath, [victim, address, folder, String(rows)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  let beganMs = 0;
  let tookMs = 0;
  for await (const chunk of child.stdout) {
    const said = String(chunk);
    if (said.includes("withdrawing") && beganMs === 0) {
      beganMs = performance.now();
      void pause(afterMs).then(() => child.kill("SIGKILL"));
    }
    if (said.includes("withdrawn") && tookMs === 0) {
      tookMs = performance.now() - beganMs;
    }
  }
  await exited;
  return tookMs;
}

/** Names of files beside the database in which something stands of what is taken back. */
function holding(folder: string): readonly string[] {
  return readdirSync(folder).filter(
    (name) => name.startsWith("model.kept") && readFileSync(join(folder, name)).includes(secret),
  );
}

/** What is wrong in a home that has started again. @returns faults, and whether the import went */
async function inspect(
  home: KilledHome,
  { folder }: HomePlace,
  hashes: readonly [string, string],
): Promise<{ readonly faults: readonly string[]; readonly isGone: boolean }> {
  const faults: string[] = [];
  for (const { id, state } of await home.jobs.list()) {
    const ended = state === "waiting" || state === "running" ? await home.jobs.wait(id) : null;
    if (ended !== null && ended.state !== "done") faults.push(`a job ended as ${ended.state}`);
  }
  const isGone = (await goingIn(home.store)) === null;
  // Before anybody asks for a model, which would replace what is kept.
  if (isGone) faults.push(...holding(folder).map((name) => `${name} tells of what is gone`));
  const current = await home.identify.current();
  if (current?.hash !== hashes[isGone ? 0 : 1]) faults.push("the model is another");
  const hits = holding(folder).length;
  if (hits > 0 === isGone) faults.push(isGone ? "kept again" : "not kept");
  faults.push(...(await home.store.check()));
  return { faults, isGone };
}

/** So many kills in one home. @param chance uniform in [0, 1): when each kill comes */
export async function withdrawRounds(
  place: HomePlace,
  rounds: number,
  chance: () => number,
): Promise<WithdrawReport> {
  const first = await openKilled(place);
  await first.bring(listIn(place, "stays"));
  const without = (await first.identify.current())?.hash ?? "";
  await first.bring(listIn(place, "goes"));
  const hashes = [without, (await first.identify.current())?.hash ?? ""] as const;
  await first.close();
  const faults: string[] = [];
  let [gone, halfWritten, usualMs] = [0, 0, guessedMs];
  for (let round = 1; round <= rounds; round += 1) {
    // Longer than the last that ended, so that kills reach its end too.
    const tookMs = await killOne(place, chance() * usualMs * 1.2);
    usualMs = tookMs === 0 ? usualMs : tookMs;
    if (readdirSync(place.folder).some((name) => name.endsWith(".new"))) halfWritten += 1;
    const home = await openKilled(place);
    const { faults: found, isGone } = await inspect(home, place, hashes);
    faults.push(...found.map((fault) => `round ${round}: ${fault}`));
    if (isGone) gone += 1;
    await home.close();
  }
  return { rounds, gone, halfWritten, faults };
}

/** The long form: kills as many as asked for, and tells. @returns the process's exit code */
export async function runWithdraw(asked: readonly string[]): Promise<number> {
  const [rounds = "30", rows = "5000", seed = String(Date.now() % 2 ** 31)] = asked;
  if (!(Number(rounds) >= 1 && Number(rows) >= 1)) return 2;
  const stream = seeded(drawKey("faults"), seed);
  let drawn = 0;
  const chance = (): number => block(stream, (drawn += 1), 0).high / 2 ** 32;
  const folder = mkdtempSync(join(tmpdir(), "vallgrav-faults-"));
  try {
    const place = { address: join(folder, "vallgrav.db"), folder, rows: Number(rows) };
    const { gone, halfWritten, faults } = await withdrawRounds(place, Number(rounds), chance);
    for (const fault of faults) process.stdout.write(`${fault}\n`);
    process.stdout.write(
      `kills: ${rounds}, of them with the import gone: ${gone}, ` +
        `with a file half written: ${halfWritten}, seed ${seed}\n` +
        `${faults.length === 0 ? "1 passed, 0 failed" : "0 passed, 1 failed"}\n`,
    );
    return faults.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
