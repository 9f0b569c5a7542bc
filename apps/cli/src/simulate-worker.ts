/** A thread of `mal simulate`: holds one scene, plays the ranges it is asked for. */
import { parentPort, workerData } from "node:worker_threads";
import type { RunRange, Scene } from "@vallgrav/mal";
import { prepare, simulate } from "@vallgrav/mal";

const prepared = prepare(workerData as Scene, []);

parentPort?.on("message", (range: RunRange) => {
  const { times } = simulate(prepared, new Uint8Array(0), range);
  parentPort?.postMessage(times, []);
});
