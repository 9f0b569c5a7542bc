/** The thread behind {@link computeApart}: one question, its progress, its answer. */
import { parentPort, workerData } from "node:worker_threads";
import type { Question, Said } from "./compute-apart.ts";
import { computePlans, type Watch } from "./compute.ts";
import { computeWays } from "./compute-ways.ts";

const { prepared, size, budgets, terms } = workerData as Question;

function say(said: Said): void {
  // Copied, nothing handed over.
  parentPort?.postMessage(said, []);
}

// Whoever asked ends this thread when the answer is no longer wanted.
const { signal } = new AbortController();
const watch: Watch = {
  signal,
  progress: async (done, total, counts) => say({ kind: "progress", done, total, counts }),
};
const computed = await computePlans(prepared, size, budgets, watch, terms);
const { today } = computed;
say({ kind: "done", computed, ...(await computeWays(prepared, size, { today, signal })) });
