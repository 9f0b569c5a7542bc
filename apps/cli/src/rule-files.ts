/** Files of Sigma rules and of events, from disk to what the engine reads. */
import { basename } from "node:path";
import type { Problem } from "@vallgrav/kernel";
import { openUpload } from "@vallgrav/platform/collect";
import {
  type FoundRules,
  ownRules,
  readRules,
  ruleFileLimits,
  ruleFilesOf,
} from "@vallgrav/platform/detect";
import type { EventFields } from "@vallgrav/sigma";
import { filesOf } from "./import-files.ts";

type Problems = readonly Problem<string, object>[];

/** The word for the rules that come with the product, where a path of rules is asked for. */
const own = "own";

/** Reads rules from files, folders and archives; `own` are those that come with the product. */
export async function findRules(paths: readonly string[]): Promise<FoundRules> {
  const all = paths.filter((path) => path !== own).flatMap(ruleFilesOf);
  const files = filesOf(all);
  return "problems" in files
    ? { ok: false, problems: files.problems }
    : readRules(all, paths.includes(own) ? ownRules() : []);
}

/** An event and the line it stands on. */
export type FoundEvent = { readonly line: number; readonly fields: EventFields };

/** Events, or why there are none. */
export type FoundEvents =
  | { readonly ok: true; readonly events: readonly FoundEvent[]; readonly problems: Problems }
  | { readonly ok: false; readonly problems: Problems };

function fieldsOf(text: string): EventFields | null {
  try {
    const value: unknown = JSON.parse(text);
    const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
    return isMap ? (value as EventFields) : null;
  } catch {
    return null;
  }
}

/** Reads events: one JSON object a line. A line that is none is a warning. */
export async function findEvents(path: string): Promise<FoundEvents> {
  const files = filesOf([path]);
  if ("problems" in files) return { ok: false, problems: files.problems };
  const file = basename(path);
  const opened = await openUpload(path, file, ruleFileLimits);
  if (!opened.ok) return { ok: false, problems: [opened.problem] };
  const events: FoundEvent[] = [];
  const problems: Problem<string, object>[] = [...opened.value.problems];
  for await (const { name, bytes } of opened.value.files)
    for (const [index, text] of new TextDecoder().decode(bytes).split(/\r?\n/).entries()) {
      if (text.trim() === "") continue;
      const fields = fieldsOf(text);
      if (fields !== null) events.push({ line: index + 1, fields });
      else
        problems.push({
          code: "cli/no-event",
          severity: "warning",
          at: { file: name, place: `${index + 1}:1` },
          args: {},
        });
    }
  return { ok: true, events, problems };
}
