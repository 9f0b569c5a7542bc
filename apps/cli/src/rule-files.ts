/** Files of Sigma rules and of events, from disk to what the engine reads. */
import { readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { Problem } from "@vallgrav/kernel";
import { defaultUploadLimits, openUpload } from "@vallgrav/platform/collect";
import type { EventFields, RuleSet } from "@vallgrav/sigma";
import { buildRuleSet, parseSigma } from "@vallgrav/sigma";
import { filesOf } from "./import-files.ts";

type Problems = readonly Problem<string, object>[];

/** Rules, or why there are none. */
export type FoundRules =
  | {
      readonly ok: true;
      readonly rules: RuleSet;
      /** How many files with rules were read. */
      readonly files: number;
      readonly problems: Problems;
    }
  | { readonly ok: false; readonly problems: Problems };

/** An archive of rules has some thousands of small files. */
const limits = { ...defaultUploadLimits, fileBytes: 67_108_864, totalBytes: 536_870_912 };

const isRuleFile = (name: string): boolean => /\.ya?ml$/i.test(name);

/** The files of a path; those with rules where it is a folder. */
function below(path: string): readonly string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter(isRuleFile)
    .sort()
    .map((name) => join(path, name));
}

/** Reads rules from files, folders and archives. */
export async function findRules(paths: readonly string[]): Promise<FoundRules> {
  const all = paths.flatMap(below);
  const files = filesOf(all);
  if ("problems" in files) return { ok: false, problems: files.problems };
  const problems: Problem<string, object>[] = [];
  const documents = [];
  let count = 0;
  for (const path of all) {
    const opened = await openUpload(path, basename(path), limits);
    if (!opened.ok) return { ok: false, problems: [opened.problem] };
    problems.push(...opened.value.problems);
    for await (const { name, bytes } of opened.value.files) {
      if (name !== basename(path) && !isRuleFile(name)) continue;
      const parsed = parseSigma(name, new TextDecoder().decode(bytes));
      documents.push(...parsed.documents);
      problems.push(...parsed.problems);
      count += 1;
    }
  }
  const rules = buildRuleSet(documents);
  return { ok: true, rules, files: count, problems: [...problems, ...rules.problems] };
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
  const opened = await openUpload(path, file, limits);
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
