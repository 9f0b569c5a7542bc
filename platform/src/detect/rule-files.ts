/** Files of Sigma rules: single ones, folders and archives, from disk to what the engine reads. */
import { readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { Problem } from "@vallgrav/kernel";
import type { RuleSet, SigmaDocument } from "@vallgrav/sigma";
import { buildRuleSet, parseSigma } from "@vallgrav/sigma";
import { defaultUploadLimits, openUpload, type UploadLimits } from "../collect/index.ts";

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

/** The path itself; for a folder the files with rules below it, and archives directly in it. */
export function ruleFilesOf(path: string): readonly string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => isRuleFile(name) || (/\.zip$/i.test(name) && basename(name) === name))
    .sort()
    .map((name) => join(path, name));
}

/** Reads rules from files that exist, and others that are given as documents. */
export async function readRules(
  paths: readonly string[],
  own: readonly SigmaDocument[] = [],
): Promise<FoundRules> {
  const problems: Problem<string, object>[] = [];
  const documents: SigmaDocument[] = [...own];
  let files = 0;
  for (const path of paths) {
    const opened = await openUpload(path, basename(path), ruleFileLimits);
    if (!opened.ok) return { ok: false, problems: [opened.problem] };
    problems.push(...opened.value.problems);
    for await (const { name, bytes } of opened.value.files) {
      if (name !== basename(path) && !isRuleFile(name)) continue;
      const parsed = parseSigma(name, new TextDecoder().decode(bytes));
      documents.push(...parsed.documents);
      problems.push(...parsed.problems);
      files += 1;
    }
  }
  const rules = buildRuleSet(documents);
  return { ok: true, rules, files, problems: [...problems, ...rules.problems] };
}
