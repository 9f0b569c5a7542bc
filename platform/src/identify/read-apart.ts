/**
 * Reads files in a thread of its own: parsing takes seconds at a time and much memory, and the
 * server must answer meanwhile and outlive it. The thread reads, this side writes what it is told
 * to the store, and whatever happens to the thread is the import's failure alone.
 */
import { Worker } from "node:worker_threads";
import type { Evidence, Instant, Observation } from "@vallgrav/kernel";
import type { ImportReport } from "../api/index.ts";
import { unpackedBytes } from "../collect/open-upload.ts";
import { isOutOfMemory } from "../jobs/heap-ceiling.ts";
import { JobRefused } from "../jobs/index.ts";
import type { IdentifyProblem } from "./door.ts";
import type { ImportFile } from "./import-file.ts";
import type { KnownMapping } from "./mappings.ts";
import { readFiles } from "./read-files.ts";
import type { ReadingContext } from "./read-files.ts";

/** Ceilings of a reading thread. */
export type ApartLimits = {
  /** Most memory of its values, in mebibytes; bytes of files come beside. */
  readonly heapMebibytes: number;
  /** Longest time without a sign of it, in milliseconds. */
  readonly silenceMs: number;
  /**
   * Files that are less together, unpacked, are read in this thread: one of their own loads all
   * readers anew, which takes longer. None unless said.
   */
  readonly hereBelowBytes?: number;
};

/** What the readers' own ceilings (a file of 256 MiB) stay within, with little to spare. */
export const apartLimits: ApartLimits = { heapMebibytes: 2_048, silenceMs: 300_000 };

/** What the thread is given. */
export type ReadingTask = {
  readonly files: readonly ImportFile[];
  readonly by: string;
  readonly now: Instant;
  readonly keepUntil: Instant;
  readonly mappings: readonly KnownMapping[];
};

/** What the thread says; calls wait for an answer. */
export type ReadingSaid =
  | { readonly kind: "begin"; readonly file: string }
  | { readonly kind: "progress"; readonly files: number; readonly observations: number }
  | {
      readonly kind: "evidence";
      readonly evidence: Evidence;
      readonly raw: Uint8Array | null;
    }
  | { readonly kind: "observations"; readonly observations: readonly Observation[] }
  | { readonly kind: "done"; readonly failed: boolean; readonly report: ImportReport };

/** The answer to a call. */
export type ReadingHeard = { readonly staged: "staged" | "already" | null };

type Read = { readonly failed: boolean; readonly report: ImportReport };

/** Does what a call of the thread asks for. */
async function serve(
  said: Exclude<ReadingSaid, { readonly kind: "begin" | "done" }>,
  { imports, importId, progress }: ReadingContext,
): Promise<ReadingHeard> {
  if (said.kind === "evidence")
    return { staged: await imports.stageEvidence(importId, said.evidence, said.raw) };
  if (said.kind === "observations") await imports.stageObservations(importId, said.observations);
  else await progress(said.files, said.observations);
  return { staged: null };
}

function refusal(problem: IdentifyProblem): JobRefused {
  return new JobRefused([problem]);
}

/** Why a thread ended that had not finished. */
function causeOf(error: unknown, file: string, limits: ApartLimits): unknown {
  if (!isOutOfMemory(error)) return error;
  return refusal({
    code: "identify/out-of-memory",
    severity: "error",
    at: { file, place: "" },
    args: { limit: limits.heapMebibytes * 1_048_576 },
  });
}

/** Waits for the end of a thread and serves its calls. */
function attend(
  worker: Worker,
  context: ReadingContext,
  limits: ApartLimits,
): { readonly result: Promise<Read>; readonly quiet: () => void } {
  const { promise, resolve, reject } = Promise.withResolvers<Read>();
  let file = "";
  const silent = (): void =>
    reject(
      refusal({
        code: "identify/too-slow",
        severity: "error",
        at: { file, place: "" },
        args: { seconds: Math.round(limits.silenceMs / 1_000) },
      }),
    );
  let timer = setTimeout(silent, limits.silenceMs);
  const aborted = (): void => reject(context.signal.reason as Error);
  context.signal.addEventListener("abort", aborted, { once: true });
  worker.on("error", (error: unknown) => reject(causeOf(error, file, limits) as Error));
  worker.on("exit", (code) => reject(new Error(`the reading thread ended with ${code}`)));
  worker.on("message", (said: ReadingSaid) => {
    clearTimeout(timer);
    if (said.kind === "done") {
      resolve(said);
      return;
    }
    if (said.kind === "begin") ({ file } = said);
    // While this side writes, the thread waits: that is no silence of its own.
    const served = said.kind === "begin" ? null : serve(said, context);
    const heard = (answer: ReadingHeard | null): void => {
      if (answer !== null) worker.postMessage(answer, []);
      timer = setTimeout(silent, limits.silenceMs);
    };
    if (served === null) heard(null);
    else void served.then(heard, reject);
  });
  return {
    result: promise,
    quiet: () => {
      clearTimeout(timer);
      context.signal.removeEventListener("abort", aborted);
    },
  };
}

/** Whether files are few bytes, and become few. */
async function areSmall(files: readonly ImportFile[], most: number): Promise<boolean> {
  let bytes = 0;
  for (const { path, name } of most > 0 ? files : []) {
    bytes += await unpackedBytes(path, name);
    if (bytes >= most) return false;
  }
  return bytes < most;
}

/**
 * As `readFiles`, in a thread but for what is small. The thread is gone when this ends, whatever
 * happened.
 * @throws {JobRefused} `identify/out-of-memory` or `identify/too-slow` beyond a ceiling
 * @throws what the thread or the store threw, or the reason of the abort
 */
export async function readApart(
  files: readonly ImportFile[],
  context: ReadingContext,
  limits: ApartLimits,
): Promise<Read> {
  context.signal.throwIfAborted();
  if (await areSmall(files, limits.hereBelowBytes ?? 0)) return readFiles(files, context);
  const { by, now, keepUntil, mappings = [] } = context;
  const workerData: ReadingTask = { files, by, now, keepUntil, mappings };
  const worker = new Worker(new URL("./read-worker.ts", import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMebibytes },
  });
  const { result, quiet } = attend(worker, context, limits);
  try {
    return await result;
  } finally {
    quiet();
    await worker.terminate();
  }
}
