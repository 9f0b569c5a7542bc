/**
 * The full-size example through every reader, into one fresh home, and its model:
 * `node apps/cli/bench/full-size.ts [small|full] [seed] [folder]`. Per source it prints seconds of
 * the clock and of the processor (all threads), statements, and the most memory of that stage and
 * at its end; who was taken for whom; at the end whether the whole stayed below five minutes and
 * 1.5 GB, and precision and recall were at least 0.98. What holds the model against the truth is
 * the bench's own, and its memory is printed apart.
 *
 * With a folder the files and the home stay there, and what is there already is not made anew: a
 * second run is of the model alone.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { exampleDate, sizeOf, truthPath, writeExample } from "@vallgrav/examples";
import type { ImportFile } from "@vallgrav/platform/identify";
import { logToStderr, openRooms, type Rooms } from "@vallgrav/server";
import { holdToTruth } from "./hold-to-truth.ts";
import { beginPeak, peakMegabytes } from "./peak.ts";

const mostSeconds = 300;
const mostMegabytes = 1_536;
const leastRate = 0.98;

type Source = { readonly name: string; readonly files: readonly ImportFile[] };

/** Files in the order of their folders; those that differ by a number alone are one source. */
function sourcesIn(folder: string): readonly Source[] {
  const found = new Map<string, ImportFile[]>();
  for (const place of ["municipality", "collections", "lists", "reports"])
    for (const file of readdirSync(join(folder, place)).sort()) {
      const name = `${place}/${file.replace(/-\d(?=\.json$)|-srv-.*(?=\.dat$)/, "")}`;
      const path = join(folder, place, file);
      const one = { path, name: basename(path), modifiedAt: exampleDate, temporary: false };
      found.set(name, [...(found.get(name) ?? []), one]);
    }
  return [...found].map(([name, files]) => ({ name, files }));
}

/** The most of any stage. */
const most = { megabytes: 0 };

async function measured<T>(name: string, work: () => Promise<T>, told: (t: T) => string) {
  beginPeak();
  const [startMs, before] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const seconds = (performance.now() - startMs) / 1_000;
  const { user, system } = process.cpuUsage(before);
  const cpuSeconds = (user + system) / 1e6;
  const figures = [seconds.toFixed(1), cpuSeconds.toFixed(1), told(result)];
  const peak = peakMegabytes();
  most.megabytes = Math.max(most.megabytes, peak);
  const memory = [peak, process.memoryUsage.rss() / 1_048_576].map((one) => one.toFixed(0));
  const columns = [...figures, ...memory].map((one, at) => one.padStart(at === 2 ? 12 : 8));
  console.log(name.padEnd(52) + columns.join(""));
  return { result, seconds, cpuSeconds };
}

async function importSource(rooms: Rooms, { files, name }: Source): Promise<number> {
  const begun = await rooms.identify.importFiles(files, "bench");
  const job = await rooms.jobs.wait(begun.id);
  const report = await rooms.identify.report(begun.id);
  if (job?.state !== "done" || report === null)
    throw new Error(`${name}: ${JSON.stringify(job?.problems.slice(0, 3))}`);
  return report.files.reduce((sum, { observations }) => sum + observations, 0);
}

type Filled = {
  readonly clock: number;
  readonly cpu: number;
  readonly statements: number;
  /** The lowest precision or recall of any kind of thing. */
  readonly rate: number;
};

/** Imports all sources into a fresh home and makes the model. */
async function fill(folder: string): Promise<Filled> {
  const home = join(folder, "home");
  const rooms = await openRooms({
    home,
    size: { outer: 2, inner: 1, seed: "bench", threads: 1 },
    work: true,
    isServing: true,
    log: logToStderr,
  });
  let [clock, cpu, statements] = [0, 0, 0];
  const known = new Set((await rooms.store.evidence.list()).map(({ evidence }) => evidence.name));
  for (const source of sourcesIn(join(folder, "files"))) {
    if (source.files.every(({ name }) => known.has(name))) continue;
    const one = await measured(source.name, () => importSource(rooms, source), String);
    clock += one.seconds;
    cpu += one.cpuSeconds;
    statements += one.result;
  }
  const model = await measured(
    "the model of everything",
    () => rooms.identify.status(),
    ({ assets }) => `${assets.reduce((sum, { count }) => sum + count, 0)} things`,
  );
  beginPeak();
  let rate = 1;
  for (const kind of ["computer", "account"] as const) {
    const held = await holdToTruth(rooms, join(folder, "files", truthPath), kind);
    const { places, things, assets, precision, recall } = held;
    rate = Math.min(rate, precision, recall);
    const rates = `precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}`;
    console.log(`${kind}: ${places} places, ${things} things, ${assets} assets: ${rates}`);
  }
  console.log(`holding against the truth: ${peakMegabytes().toFixed(0)} MB`);
  await rooms.close();
  return { clock: clock + model.seconds, cpu: cpu + model.cpuSeconds, statements, rate };
}

const [sizeName = "full", seed = "1", keptFolder] = process.argv.slice(2);
const folder = keptFolder ?? mkdtempSync(join(tmpdir(), "vallgrav-full-size-"));
try {
  let bytes = 0;
  const size = sizeOf(sizeName === "small" ? "small" : "full", seed);
  if (!existsSync(join(folder, "files")))
    for (const { sizeBytes } of writeExample(size, join(folder, "files"))) bytes += sizeBytes;
  console.log(`${(bytes / 1e6).toFixed(0)} MB of files\n`);
  console.log(`${"source".padEnd(52)}   clock     cpu  statements    peak     end`);
  const { clock, cpu, statements, rate } = await fill(folder);
  const peak = most.megabytes;
  console.log(`${statements} statements in ${clock.toFixed(0)} s, peak ${peak.toFixed(0)} MB`);
  console.log(`processor ${cpu.toFixed(0)} s`);
  const isLean = Math.min(clock, cpu) < mostSeconds && peak < mostMegabytes;
  console.log(`${isLean ? "" : "NOT "}below five minutes and 1.5 GB`);
  const isRight = rate >= leastRate;
  console.log(`precision and recall ${isRight ? "" : "NOT "}at least ${leastRate}`);
  process.exitCode = isLean && isRight ? 0 : 1;
} finally {
  if (keptFolder === undefined) rmSync(folder, { recursive: true, force: true });
}
