/** Records of a Windows log, as rules see them, for `rules explain`. */
import { closeSync, openSync, readSync } from "node:fs";
import { evtxHeaderBytes, isEvtx, type LogEvent } from "@vallgrav/eventlogs";
import type { Problem } from "@vallgrav/kernel";
import { logsOf } from "./hunt/log-bytes.ts";
import { readLog } from "./hunt/read-log.ts";

/** Records taken of one log; a log has any number, and each is explained at length. */
export const mostExplained = 1_000;

/** What one record is to rules: itself, and where it says what Sysmon says, that too. */
export type RecordedEvent = { readonly id: number; readonly events: readonly LogEvent[] };

/** Whether a file is a log of Windows, by its first bytes. */
export function isWindowsLog(path: string): boolean {
  const file = openSync(path, "r");
  try {
    const head = new Uint8Array(evtxHeaderBytes);
    const read = readSync(file, head, 0, head.length, 0);
    return isEvtx(head.subarray(0, read));
  } finally {
    closeSync(file);
  }
}

/** The first records of a log of Windows, and how many there are. */
export async function recordedEvents(path: string) {
  const problems: Problem<string, object>[] = [];
  const records: RecordedEvent[] = [];
  let count = 0;
  for await (const log of logsOf(path, (problem) => problems.push(problem))) {
    const read = await readLog(log, { remains: false }, ({ id, events }) => {
      count += 1;
      if (records.length < mostExplained) records.push({ id: Number(id), events });
    });
    problems.push(...read.problems);
  }
  return { records, count, problems };
}
