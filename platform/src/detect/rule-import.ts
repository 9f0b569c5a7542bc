/**
 * Rules of others into the home's folder of rules: read and judged before anything is replaced.
 * What tunes rules goes by their ids, so it stays.
 */
import { createHash } from "node:crypto";
import { copyFile, mkdir, rename, rm } from "node:fs/promises";
import { createReadStream, existsSync } from "node:fs";
import { basename, join } from "node:path";
import { fail, type Problem, type Result, succeed } from "@vallgrav/kernel";
import type { RuleSet } from "@vallgrav/sigma";
import type { RulesImported, TuningView } from "../api/index.ts";
import { nameOfRules, ruleImportProblem } from "./outside/fetch-rules.ts";
import { readRules } from "./rule-files.ts";

type Problems = readonly Problem<string, object>[];

/** Keys of all that a set holds, those that wait too. */
function keysOf({ rules, correlations, inactive }: RuleSet): ReadonlySet<string> {
  return new Set([
    ...rules.map(({ key }) => key),
    ...correlations.map(({ key }) => key),
    ...inactive.flatMap(({ document: { id } }) => id ?? []),
  ]);
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of createReadStream(path)) hash.update(part as Uint8Array);
  return hash.digest("hex");
}

/** Keys of the rules in a file of the folder; none where it is not there or is none any more. */
async function keysIn(path: string): Promise<ReadonlySet<string>> {
  const found = existsSync(path) ? await readRules([path]) : null;
  return found?.ok === true ? keysOf(found.rules) : new Set();
}

/**
 * Takes a file of rules, in the place of one of the same name. A watch that runs sees it within
 * half a minute. Nothing is changed where nothing in it is a rule.
 * @param tunings what silences rules, to tell which of them lose their rule
 */
export async function importRules(
  home: string,
  { path, name: given }: { readonly path: string; readonly name: string },
  tunings: readonly Pick<TuningView, "rule">[],
): Promise<Result<RulesImported, Problems>> {
  const found = await readRules([path]);
  if (!found.ok) return fail(found.problems);
  const keys = keysOf(found.rules);
  if (keys.size === 0) return fail([...found.problems, ruleImportProblem("watch/rules-none", {})]);
  const [folder, name] = [join(home, "rules"), nameOfRules(given)];
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const place = join(folder, name);
  const before = await keysIn(place);
  // Beside it first, under a name that no reader of rules takes: half a file is never at work.
  const part = `${place}.part`;
  try {
    await copyFile(path, part);
    await rename(part, place);
  } finally {
    await rm(part, { force: true });
  }
  const gone = [...before].filter((key) => !keys.has(key));
  const { rules, correlations, inactive } = found.rules;
  return succeed({
    name: basename(place),
    sha256: await hashOf(place),
    files: found.files,
    rules: rules.length,
    correlations: correlations.length,
    waiting: inactive.length,
    refused: found.problems.filter(({ severity }) => severity === "error").length,
    added: [...keys].filter((key) => !before.has(key)).length,
    gone: gone.length,
    // Tuning outlives its rule: it holds again when the rule comes back.
    tuningsWithoutRule: [...new Set(tunings.map(({ rule }) => rule))].filter((rule) =>
      gone.includes(rule),
    ),
    problems: found.problems as RulesImported["problems"],
  });
}
