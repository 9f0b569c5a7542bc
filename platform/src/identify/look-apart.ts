/**
 * Looks at the tables of a file in a thread of its own, as `readApart` reads: whoever serves pages
 * answers meanwhile, and outlives what a file does to its reader. One file at a time.
 */
import type { TableLook } from "@vallgrav/readers";
import { askApart } from "../collect/ask-apart.ts";
import type { IdentifyProblem } from "./door.ts";
import type { ImportFile } from "./import-file.ts";
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
export function lookApart(
  { path, name }: LookTask,
  { heapMebibytes, silenceMs }: ApartLimits,
): Promise<TablesLooked> {
  const task = { path, name } satisfies LookTask;
  const thread = new URL("./look-worker.ts", import.meta.url);
  const ceilings = { heapMebibytes, longestMs: silenceMs };
  return askApart(thread, task, ceilings, (met) => refusedFor(name, met));
}
