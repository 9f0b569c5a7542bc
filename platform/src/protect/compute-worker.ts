/** The thread behind {@link computeApart}: one question, its progress, its answer. */
import { parentPort, workerData } from "node:worker_threads";
import type { Question, Said } from "./compute-apart.ts";
import { computePlans } from "./compute.ts";
import { computeWays } from "./compute-ways.ts";

const { prepared, size, budgets } = workerData as Question;

function say(said: Said): void {
  // Copied, nothing handed over.
  parentPort?.postMessage(said, []);
}

// Whoever asked ends this thread when the answer is no longer wanted.
const { signal } = new AbortController();
const computed = await computePlans(prepared, size, budgets, {
  signal,
  progress: async (done, total, counts) => say({ kind: "progress", done, total, counts }),
});
const { today } = computed;
say({ kind: "done", computed, ...(await computeWays(prepared, size, { today, signal })) });
