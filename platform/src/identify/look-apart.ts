/**
 * Looks at the tables of a file in a thread of its own, as `readApart` reads: whoever serves pages
 * answers meanwhile, and outlives what a file does to its reader. One file at a time.
 */
import { Worker } from "node:worker_threads";
import type { TableLook } from "@vallgrav/readers";
import type { ImportFile, IdentifyProblem } from "./door.ts";
import type { ApartLimits } from "./read-apart.ts";

/** What the thread is given. */
export type LookTask = Pick<ImportFile, "path" | "name">;

/** What is shown of a file's tables, or why nothing is. */
export type TablesLooked =
  | TableLook
  | { readonly ok: false; readonly problems: readonly IdentifyProblem[] };

function refusedFor(name: string, problem: Pick<IdentifyProblem, "args" | "code">): TablesLooked {
  const at = { file: name, place: "" };
  return { ok: false, problems: [{ ...problem, severity: "error", at } as IdentifyProblem] };
}

/** Looks in a thread, which is gone when this ends. @throws what the thread threw */
export async function lookApart(
  { path, name }: LookTask,
  { heapMebibytes, silenceMs }: ApartLimits,
): Promise<TablesLooked> {
  const worker = new Worker(new URL("./look-worker.ts", import.meta.url), {
    workerData: { path, name } satisfies LookTask,
    resourceLimits: { maxOldGenerationSizeMb: heapMebibytes },
  });
  const { promise, resolve, reject } = Promise.withResolvers<TablesLooked>();
  const args = { seconds: Math.round(silenceMs / 1_000) };
  const timer = setTimeout(
    () => resolve(refusedFor(name, { code: "identify/too-slow", args })),
    silenceMs,
  );
  worker.on("message", (look: TableLook) => resolve(look));
  worker.on("exit", (code) => reject(new Error(`the looking thread ended with ${code}`)));
  worker.on("error", (error: unknown) => {
    const limit = heapMebibytes * 1_048_576;
    if (Reflect.get(Object(error), "code") === "ERR_WORKER_OUT_OF_MEMORY")
      resolve(refusedFor(name, { code: "identify/out-of-memory", args: { limit } }));
    else reject(error);
  });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

/** Makes the waiting line: one looks while the others wait. */
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
