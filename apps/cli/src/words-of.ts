/** The words of the terminal in the language of whoever reads them. */
import type { Language } from "./format.ts";
import type { UsageProblem } from "./usage-problem.ts";
import { en } from "./words-en.ts";
import { sv } from "./words-sv.ts";
import type { Words } from "./words.ts";

/** The words of a language. */
export function wordsOf(language: Language): Words {
  return language === "sv" ? sv : en;
}

/** The language of a terminal: VALLGRAV_LANG, else the system's; Swedish unless it is English. */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  const named = [env["VALLGRAV_LANG"], env["LC_ALL"], env["LC_MESSAGES"], env["LANG"]];
  const chosen = named.find((name) => name !== undefined && name !== "") ?? "";
  return /^en/i.test(chosen) ? "en" : "sv";
}

/** What is wrong with a command line, in words. */
export function usageText(problem: UsageProblem, words: Words): string {
  const phrase = words.usage[problem.code] as (problem: UsageProblem) => string;
  return phrase(problem);
}
