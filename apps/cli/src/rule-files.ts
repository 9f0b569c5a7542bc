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
import type { LogEvent } from "@vallgrav/eventlogs";
import type { EventFields } from "@vallgrav/sigma";
import { filesOf } from "./import-files.ts";
import { isWindowsLog, recordedEvents } from "./recorded-events.ts";

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

/** An event and the line or the record it stands on. */
export type FoundEvent = {
  readonly line: number;
  readonly fields: EventFields;
  /** What it is to rules, of a log of Windows; null: whether it is a rule's is not known. */
  readonly views: readonly LogEvent[] | null;
};

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

/** Records of a log of Windows; where there are more than are explained, that is said. */
async function findRecords(path: string): Promise<FoundEvents> {
  const { records, count, problems } = await recordedEvents(path);
  const events = records.flatMap(({ id, events: views }) => {
    const [first] = views;
    return first === undefined ? [] : [{ line: id, fields: first.fields, views }];
  });
  const at = { file: basename(path), place: "" };
  const args = { count: count - events.length };
  const more = { code: "cli/more-records", severity: "warning", at, args } as const;
  return { ok: true, events, problems: args.count > 0 ? [...problems, more] : problems };
}

/** Reads events: a log of Windows, or one JSON object a line. A line that is none is a warning. */
export async function findEvents(path: string): Promise<FoundEvents> {
  const files = filesOf([path]);
  if ("problems" in files) return { ok: false, problems: files.problems };
  if (isWindowsLog(path)) return findRecords(path);
  const file = basename(path);
  const opened = await openUpload(path, file, ruleFileLimits);
  if (!opened.ok) return { ok: false, problems: [opened.problem] };
  const events: FoundEvent[] = [];
  const problems: Problem<string, object>[] = [...opened.value.problems];
  for await (const { name, bytes } of opened.value.files)
    for (const [index, text] of new TextDecoder().decode(bytes).split(/\r?\n/).entries()) {
      if (text.trim() === "") continue;
      const fields = fieldsOf(text);
      if (fields !== null) events.push({ line: index + 1, fields, views: null });
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
