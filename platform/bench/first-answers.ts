/**
 * What somebody waits for after an import and after a start, and how long others are held:
 * `node platform/bench/first-answers.ts STORE [THREADS]`. STORE is a home's `vallgrav.db`, which is
 * only read. Each line has processor seconds of all threads, seconds by the clock, and for how long
 * at most this thread, which answers requests in a server, was held at once.
 */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { knownOf } from "../src/findings/known.ts";
import { readKept } from "../src/identify/kept-model.ts";
import { makeModelApart, modelHeapMebibytes } from "../src/identify/model-apart.ts";
import { playToday } from "../src/protect/first-dials.ts";
import { openPool } from "../src/protect/pool.ts";
import { makeSettingApart } from "../src/protect/setting-apart.ts";
import { openStore } from "../src/storage/index.ts";
import { stopwatch } from "./kept-model.ts";

const [address = "", threads = "2"] = process.argv.slice(2);
const size = { outer: 100, inner: 20, seed: "1", threads: Number(threads) };
const { signal } = new AbortController();

/** Begins to measure a piece of work. */
function measuring(): (what: string) => void {
  const held = monitorEventLoopDelay({ resolution: 1 });
  held.enable();
  const spent = stopwatch();
  return (what) => {
    const { work, clock } = spent();
    held.disable();
    const most = (held.max / 1e6).toFixed(0);
    console.log(
      `${what.padEnd(44)} ${work.toFixed(2)} s (${clock.toFixed(2)} by the clock), held ${most} ms`,
    );
  };
}

const folder = mkdtempSync(join(tmpdir(), "vallgrav-first-"));
const store = await openStore(address, { recover: false });
try {
  const entries = await store.evidence.list();
  const statements = entries.reduce((sum, { observations }) => sum + observations, 0);
  const kept = { file: join(folder, "model.kept"), from: 0 };
  const making = measuring();
  const room = { address, heapMebibytes: modelHeapMebibytes, kept };
  const made = await makeModelApart(room, statements);
  making(`model of ${statements} statements, kept`);
  if (made === null) throw new Error("the store holds nothing");
  const reading = measuring();
  const again = await readKept(kept, entries);
  reading(`model from the disk, ${(statSync(kept.file).size / 2 ** 20).toFixed(0)} MiB`);
  if (again?.hash !== made.hash) throw new Error("what is kept is another model");
  const gathering = measuring();
  const beside = { matches: null, generation: null, domains: { key: "", gathered: [] } };
  const { gathered } = await knownOf(again, beside);
  gathering(`${gathered.length} findings gathered`);
  const toFirst = measuring();
  const setting = measuring();
  const result = await makeSettingApart(again, size);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { prepared } = result;
  setting(`setting of ${prepared.setting.municipal.scene.graph.nodeCount} nodes`);
  const pool = openPool(prepared.setting, size.threads);
  try {
    await playToday({ prepared, size, pool }, signal, ({ runs, dials }) => {
      const { value, low, high } = dials.resistance.sampling.probabilityHolds;
      const said = [value, low, high].map((one) => one.toFixed(3)).join(" ");
      toFirst(`dials of ${runs} runs, holds ${said}`);
    });
  } finally {
    await pool.close();
  }
} finally {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}
