/**
 * Reads files of alerts in a thread of its own, as imports are read: whoever shows a source's token
 * or hands over a file must neither stop the server nor end it. One reading at a time.
 */
import type { Problem } from "@vallgrav/kernel";
import { askApart, type Ceilings, oneAtATime } from "../collect/ask-apart.ts";
import { isArchive } from "../collect/index.ts";
import { type ForeignInput, type ForeignRead, readForeign, unreadFile } from "./foreign-read.ts";

/** Ceilings of a reading. */
export type ForeignLimits = Ceilings & {
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

function inThread(inputs: readonly ForeignInput[], ceilings: ForeignLimits): Promise<ForeignRead> {
  const thread = new URL("./foreign-worker.ts", import.meta.url);
  return askApart(thread, inputs, ceilings, (met) => refusedAll(inputs, met));
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
