/**
 * Runs a computation in a thread of its own: the solver and the planner's search take seconds at a
 * time, and the server must answer meanwhile. The thread opens the threads that play the runs.
 */
import { Worker } from "node:worker_threads";
import type { Movers, PlanTerms, Ways } from "../api/index.ts";
import type { Computed, Watch } from "./compute.ts";
import type { RunSize } from "./door.ts";
import type { Prepared } from "./setting.ts";

/** What the thread is given. Structured clone keeps all of it. */
export type Question = {
  readonly prepared: Prepared;
  readonly size: RunSize;
  readonly budgets: readonly number[];
  readonly terms: PlanTerms;
};

/** What the thread says. */
export type Said =
  | {
      readonly kind: "progress";
      readonly done: number;
      readonly total: number;
      readonly counts: Readonly<Record<string, number>>;
    }
  | {
      readonly kind: "done";
      readonly computed: Computed;
      readonly ways: Ways;
      readonly movers: Movers;
    };

/**
 * Computes plans, dials and ways. Ends the thread and all it opened when it is aborted.
 * @throws what the thread threw, or the reason of the abort
 */
export async function computeApart(
  question: Question,
  watch: Watch,
): Promise<{
  readonly computed: Computed;
  readonly ways: Ways;
  readonly movers: Movers;
}> {
  const { signal } = watch;
  signal.throwIfAborted();
  const worker = new Worker(new URL("./compute-worker.ts", import.meta.url), {
    workerData: question,
  });
  try {
    return await new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
      worker.on("error", reject);
      worker.on("exit", (code) => reject(new Error(`the computing thread ended with ${code}`)));
      worker.on("message", (said: Said) => {
        if (said.kind === "done") resolve(said);
        else watch.progress(said.done, said.total, said.counts).catch(reject);
      });
    });
  } finally {
    await worker.terminate();
  }
}
