/**
 * Makes the model in a thread of its own, which reads the store itself: reconciling some hundred
 * thousand statements takes seconds, and the server must answer meanwhile. The model comes over in
 * parts, each taken in between two requests, and its columns are shared, not copied.
 */
import { Worker } from "node:worker_threads";
import { withinCeiling } from "../jobs/heap-ceiling.ts";
import type { MadeModel, PackedMade } from "./make-model.ts";
import { isKept, type KeptModel } from "./kept-model.ts";
import { gathering, type ModelPart } from "./model-parts.ts";

/** Where the thread reads, and the ceiling of its memory. */
export type ModelApart = {
  /** Address of the store. */
  readonly address: string;
  readonly heapMebibytes: number;
  /** A model of fewer statements is made in this thread, which has loaded all it takes. */
  readonly hereBelow?: number;
  /** Where a large model is kept for the next start; left out: nowhere. */
  readonly kept?: KeptModel;
};

/** Ceiling of memory that the most statements that may be published stay below. */
export const modelHeapMebibytes = 2_048;

/**
 * What making a model of so many statements needs of memory beside its columns, with a third to
 * spare (measured: 3.9 million statements, 350 mebibytes alive at most). A ceiling that is much
 * higher is filled with what could have been thrown away.
 */
function usualMebibytes(statements: number): number {
  return Math.ceil(224 + statements / 12_000);
}

/** What the thread says; each part waits for an answer. */
export type ModelSaid = ModelPart | { readonly kind: "done"; readonly rest: PackedMade | null };

/** What the thread is given. */
export type ModelQuestion = {
  /** Address of the store. */
  readonly address: string;
  /** File in which the model is kept besides; null: nowhere. */
  readonly keep: string | null;
};

/**
 * As `makeModel`, in a thread; the thread is gone when this ends.
 * @param statements about how many there are
 * @param usual the ceiling of a first thread; what needs more gets a second one with all there is
 * @throws what the thread threw
 */
export async function makeModelApart(
  { address, heapMebibytes, kept }: ModelApart,
  statements: number,
  usual: number = usualMebibytes(statements),
): Promise<MadeModel | null> {
  const keep = kept !== undefined && isKept(kept, statements) ? kept.file : null;
  const question = { address, keep };
  return withinCeiling({ usual, most: heapMebibytes }, (most) => madeWithin(question, most));
}

async function madeWithin(
  question: ModelQuestion,
  heapMebibytes: number,
): Promise<MadeModel | null> {
  const worker = new Worker(new URL("./model-worker.ts", import.meta.url), {
    workerData: question,
    resourceLimits: { maxOldGenerationSizeMb: heapMebibytes },
  });
  const gathered = gathering();
  try {
    const { promise, resolve, reject } = Promise.withResolvers<MadeModel | null>();
    worker.on("error", reject);
    worker.on("exit", (code) => reject(new Error(`the thread of the model ended with ${code}`)));
    worker.on("message", (said: ModelSaid) => {
      if (said.kind === "done") {
        resolve(said.rest === null ? null : gathered.whole(said.rest));
        return;
      }
      gathered.take(said);
      worker.postMessage(null, []);
    });
    return await promise;
  } finally {
    await worker.terminate();
  }
}
