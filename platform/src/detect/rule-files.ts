/** Files of Sigma rules: single ones, folders and archives, from disk to what the engine reads. */
import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import type { Problem } from "@vallgrav/kernel";
import type { RuleSet, SigmaDocument } from "@vallgrav/sigma";
import { buildRuleSet, parseSigma } from "@vallgrav/sigma";
import {
  defaultUploadLimits,
  filesBelow,
  openUpload,
  type UploadLimits,
} from "../collect/index.ts";

type Problems = readonly Problem<string, object>[];

/** Rules, or why there are none. */
export type FoundRules =
  | {
      readonly ok: true;
      readonly rules: RuleSet;
      /** How many files with rules were read, those in archives too. */
      readonly files: number;
      readonly problems: Problems;
    }
  | { readonly ok: false; readonly problems: Problems };

/** An archive of rules has some thousands of small files. */
export const ruleFileLimits: UploadLimits = {
  ...defaultUploadLimits,
  fileBytes: 67_108_864,
  totalBytes: 536_870_912,
};

const isRuleFile = (name: string): boolean => /\.ya?ml$/i.test(name);

/** Values for placeholders, beside the rules: `{"Administrators": ["adm-*"]}`. */
export const valuesFile = "placeholders.json";

/** Values by placeholder, each text as Sigma writes them. */
type Values = ReadonlyMap<string, readonly string[]>;

const mostValueBytes = 1_048_576;

function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** The values of a file; null where it is no such file. */
function parseValues(text: string): Values | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof read !== "object" || read === null || Array.isArray(read)) return null;
  const values = new Map<string, readonly string[]>();
  for (const [name, list] of Object.entries(read)) {
    const given: readonly unknown[] = Array.isArray(list) ? list : [list];
    if (given.length === 0 || !given.every((one) => isText(one))) return null;
    values.set(name, given);
  }
  return values;
}

/** Values of all such files together, and what is wrong with any. */
async function valuesOf(paths: readonly string[]): Promise<readonly [Values, Problems]> {
  const values = new Map<string, readonly string[]>();
  const problems: Problem<string, object>[] = [];
  for (const path of paths) {
    const isSmall = (statSync(path, { throwIfNoEntry: false })?.size ?? 0) <= mostValueBytes;
    const found = isSmall ? parseValues(await readFile(path, "utf8")) : null;
    for (const [name, list] of found ?? []) values.set(name, list);
    const at = { file: basename(path), place: "" };
    if (found === null)
      problems.push({ code: "watch/rules-bad-values", severity: "error", at, args: {} });
  }
  return [values, problems];
}

/**
 * The path itself; for a folder the files with rules below it, and directly in it archives and the
 * values of placeholders.
 */
export function ruleFilesOf(path: string): readonly string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
  const values = join(path, valuesFile);
  const rules = filesBelow(path, { followsLinks: true })
    .map((file) => relative(path, file))
    .filter((name) => isRuleFile(name) || (/\.zip$/i.test(name) && basename(name) === name))
    .sort()
    .map((name) => join(path, name));
  return existsSync(values) ? [...rules, values] : rules;
}

/** Reads rules from files that exist, and others that are given as documents. */
export async function readRules(
  paths: readonly string[],
  own: readonly SigmaDocument[] = [],
): Promise<FoundRules> {
  const isOfValues = (path: string): boolean => basename(path) === valuesFile;
  const [placeholders, wrong] = await valuesOf(paths.filter(isOfValues));
  const problems: Problem<string, object>[] = [...wrong];
  const documents: SigmaDocument[] = [...own];
  let files = 0;
  for (const path of paths.filter((one) => !isOfValues(one))) {
    const opened = await openUpload(path, basename(path), ruleFileLimits);
    if (!opened.ok) return { ok: false, problems: [opened.problem] };
    problems.push(...opened.value.problems);
    for await (const { name, bytes } of opened.value.files) {
      if (name !== basename(path) && !isRuleFile(name)) continue;
      const text = new TextDecoder().decode(bytes);
      const parsed = parseSigma(name, text, { placeholders });
      documents.push(...parsed.documents);
      problems.push(...parsed.problems);
      files += 1;
    }
  }
  const rules = buildRuleSet(documents);
  return { ok: true, rules, files, problems: [...problems, ...rules.problems] };
}
