/** A thread of `mal simulate`: reads the contracted scene with others, plays what it is asked. */
import { parentPort, workerData } from "node:worker_threads";
import type { Contracted, RunRange } from "@vallgrav/mal";
import { openRuns, playRuns } from "@vallgrav/mal";

const runs = openRuns(workerData as Contracted);

parentPort?.on("message", (range: RunRange) => {
  const { times } = playRuns(runs, new Uint8Array(0), range);
  parentPort?.postMessage(times, []);
});
