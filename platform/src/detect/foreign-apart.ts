/**
 * Reads files of alerts in a thread of its own, as imports are read: whoever shows a source's token
 * or hands over a file must neither stop the server nor end it. One reading at a time.
 */
import { Worker } from "node:worker_threads";
import type { Problem } from "@vallgrav/kernel";
import { isArchive } from "../collect/index.ts";
import { oneAtATime } from "../identify/look-apart.ts";
import { type ForeignInput, type ForeignRead, readForeign, unreadFile } from "./foreign-read.ts";

/** Ceilings of a reading. */
export type ForeignLimits = {
  /** Most memory of its values, in mebibytes; bytes of files come beside. */
  readonly heapMebibytes: number;
  /** Longest time it may take, in milliseconds. */
  readonly longestMs: number;
  /** Plain files that weigh less together are read in this thread: one alert is a few kilobytes. */
  readonly hereBelowBytes: number;
};

/** A file has 32 MiB at most, and 20 000 alerts. */
export const foreignLimits: ForeignLimits = {
  heapMebibytes: 768,
  longestMs: 60_000,
  hereBelowBytes: 262_144,
};

/** Whether files are few bytes, and none of them may hold more than it weighs. */
function areSmall(inputs: readonly ForeignInput[], most: number): boolean {
  let bytes = 0;
  for (const { name, source } of inputs) {
    const isAtHand = typeof source !== "string";
    // What lies in a file came as an upload, and may be anything.
    if (!isAtHand || isArchive(name, source.subarray(0, 4))) return false;
    bytes += source.length;
  }
  return bytes < most;
}

function refusedAll(
  inputs: readonly ForeignInput[],
  problem: Pick<Problem<string, object>, "args" | "code">,
): ForeignRead {
  const files = inputs.map(({ name }) => {
    const at = { file: name, place: "" };
    return unreadFile(name, [{ ...problem, severity: "error", at }]);
  });
  return { files, alerts: [] };
}

async function inThread(
  inputs: readonly ForeignInput[],
  { heapMebibytes, longestMs }: ForeignLimits,
): Promise<ForeignRead> {
  const worker = new Worker(new URL("./foreign-worker.ts", import.meta.url), {
    workerData: inputs,
    resourceLimits: { maxOldGenerationSizeMb: heapMebibytes },
  });
  const { promise, resolve, reject } = Promise.withResolvers<ForeignRead>();
  const args = { seconds: Math.round(longestMs / 1_000) };
  const timer = setTimeout(
    () => resolve(refusedAll(inputs, { code: "identify/too-slow", args })),
    longestMs,
  );
  worker.on("message", (read: ForeignRead) => resolve(read));
  worker.on("exit", (code) => reject(new Error(`the thread of alerts ended with ${code}`)));
  worker.on("error", (error: unknown) => {
    const limit = heapMebibytes * 1_048_576;
    if (Reflect.get(Object(error), "code") === "ERR_WORKER_OUT_OF_MEMORY")
      resolve(refusedAll(inputs, { code: "identify/out-of-memory", args: { limit } }));
    else reject(error);
  });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

const next = oneAtATime(
  ([inputs, limits]: readonly [inputs: readonly ForeignInput[], limits: ForeignLimits]) =>
    inThread(inputs, limits),
);

/**
 * As `readForeign`, in a thread but for what is small. What a file does to its reader is that
 * reading's failure, told as a problem of every file in it. The thread is gone when this ends.
 * @throws what the thread threw
 */
export async function readForeignApart(
  inputs: readonly ForeignInput[],
  limits: ForeignLimits = foreignLimits,
): Promise<ForeignRead> {
  return areSmall(inputs, limits.hereBelowBytes) ? readForeign(inputs) : next([inputs, limits]);
}
