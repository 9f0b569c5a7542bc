/**
 * Asks a thread of its own one question and listens until it answers: work of seconds at a time
 * must not keep the server from answering. The thread may open threads of its own.
 */
import { Worker } from "node:worker_threads";
import type { EarlyPlan, FirstDials, PayOff } from "../api/index.ts";
import { withinCeiling, youngMebibytes } from "../jobs/heap-ceiling.ts";
import type { Watch } from "./watch.ts";

/** What a thread says while it works. */
export type Progressed = {
  readonly kind: "progress";
  readonly done: number;
  readonly total: number;
  readonly counts: Readonly<Record<string, number>>;
};

/** Both dials of today from the runs so far. */
export type ToldFirst = { readonly kind: "first"; readonly first: FirstDials };

/** Most memory of a thread's values where none is said, in mebibytes; columns come beside. */
export const mostHeapMebibytes = 4_096;

/** A plan on a part of the planning runs. */
export type ToldEarly = { readonly kind: "early"; readonly early: EarlyPlan };

/** A pay-off table on a few of the runs. */
export type ToldPayOff = { readonly kind: "pay-off"; readonly payOff: PayOff };

/**
 * Starts a program with a question and gives its answer. Ends the thread and all it opened when it
 * is aborted; it is gone when this ends, whatever happened.
 * @param question what structured clone keeps
 * @param usualMebibytes what the thread's values usually stay within: a thread that needs more is
 *   begun anew with all there may be
 * @throws what the thread threw, or the reason of the abort
 */
export async function askApart<Answer extends { readonly kind: "done" }>(
  program: URL,
  question: unknown,
  watch: Watch,
  usualMebibytes: number = mostHeapMebibytes,
): Promise<Answer> {
  return withinCeiling({ usual: usualMebibytes, most: mostHeapMebibytes }, (heapMebibytes) =>
    askWithin<Answer>({ program, question, heapMebibytes }, watch),
  );
}

async function askWithin<Answer extends { readonly kind: "done" }>(
  {
    program,
    question,
    heapMebibytes,
  }: { readonly program: URL; readonly question: unknown; readonly heapMebibytes: number },
  { signal, progress, first, early, payOff }: Watch,
): Promise<Answer> {
  signal.throwIfAborted();
  const worker = new Worker(program, {
    workerData: question,
    resourceLimits: {
      maxOldGenerationSizeMb: heapMebibytes,
      maxYoungGenerationSizeMb: youngMebibytes,
    },
  });
  try {
    return await new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
      worker.on("error", reject);
      worker.on("exit", (code) => reject(new Error(`the computing thread ended with ${code}`)));
      worker.on("message", (said: Answer | Progressed | ToldEarly | ToldFirst | ToldPayOff) => {
        if (said.kind === "done") resolve(said);
        else if (said.kind === "first") first?.(said.first);
        else if (said.kind === "early") early?.(said.early);
        else if (said.kind === "pay-off") payOff?.(said.payOff);
        else progress(said.done, said.total, said.counts).catch(reject);
      });
    });
  } finally {
    await worker.terminate();
  }
}
