/** A thread of the bench: plays ranges of a contracted scene that lies in shared memory. */
import { parentPort, workerData } from "node:worker_threads";
import type { Contracted, RunRange } from "../src/index.ts";
import { openRuns, playRuns } from "../src/index.ts";

const runs = openRuns(workerData as Contracted);

parentPort?.on("message", (range: RunRange) => {
  parentPort?.postMessage(playRuns(runs, new Uint8Array(0), range).times, []);
});
parentPort?.postMessage("ready", []);
