/**
 * One question to a thread of its own, within ceilings of memory and time: whoever serves pages
 * answers meanwhile, and outlives what foreign bytes do to their reader.
 */
import { Worker } from "node:worker_threads";
import { isOutOfMemory } from "../jobs/heap-ceiling.ts";

/** What a thread may take. */
export type Ceilings = {
  /** Most memory of its values, in mebibytes; bytes of files come beside. */
  readonly heapMebibytes: number;
  /** Longest time until it answers, in milliseconds. */
  readonly longestMs: number;
};

/** Which ceiling a thread met. */
export type CeilingMet =
  | { readonly code: "identify/too-slow"; readonly args: { readonly seconds: number } }
  | { readonly code: "identify/out-of-memory"; readonly args: { readonly limit: number } };

/**
 * Starts a thread, gives it its data and takes its first message for the answer. The thread is gone
 * when this ends.
 * @param met the answer where a ceiling was met
 * @throws what the thread threw, and where it ended without an answer
 */
export async function askApart<Answer>(
  thread: URL,
  workerData: unknown,
  { heapMebibytes, longestMs }: Ceilings,
  met: (ceiling: CeilingMet) => Answer,
): Promise<Answer> {
  const worker = new Worker(thread, {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: heapMebibytes },
  });
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const args = { seconds: Math.round(longestMs / 1_000) };
  const timer = setTimeout(() => resolve(met({ code: "identify/too-slow", args })), longestMs);
  worker.on("message", (answer: Answer) => resolve(answer));
  worker.on("exit", (code) => reject(new Error(`${thread.pathname} ended with ${code}`)));
  worker.on("error", (error: unknown) => {
    const limit = heapMebibytes * 1_048_576;
    if (isOutOfMemory(error)) resolve(met({ code: "identify/out-of-memory", args: { limit } }));
    else reject(error);
  });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

/** Makes the waiting line: one is worked on while the others wait. */
export function oneAtATime<Given, Found>(
  work: (given: Given) => Promise<Found>,
): (given: Given) => Promise<Found> {
  let last: Promise<unknown> = Promise.resolve();
  return (given) => {
    const next = last.then(() => work(given));
    last = next.catch(() => null);
    return next;
  };
}
