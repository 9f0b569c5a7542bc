/** Plays its part of the scenes it is given in a thread of its own, for `portable.test.ts`. */
import { parentPort, workerData } from "node:worker_threads";
import type { Portable } from "./portable.ts";
import { playBits } from "./portable.ts";

/** What the thread is given. */
export type Work = {
  readonly all: readonly Portable[];
  readonly from: number;
  readonly to: number;
};

const { all, from, to } = workerData as Work;
// Copied, nothing handed over.
parentPort?.postMessage(playBits(all, from, to).bits, []);
