/** The words of every problem, in Swedish and English. Small, and safe to load in a browser. */
import type { Problem } from "@vallgrav/kernel";
import { advisoriesEn, advisoriesSv } from "./advisories.ts";
import { continuityEn, continuitySv } from "./continuity.ts";
import { domainsEn, domainsSv } from "./domains.ts";
import { eventlogsEn, eventlogsSv } from "./eventlogs.ts";
import { factsEn, factsSv } from "./facts.ts";
import { malEn, malSv } from "./mal.ts";
import type { LanguageCode } from "./phrases.ts";
import { placeText } from "./place.ts";
import { planningEn, planningSv } from "./planning.ts";
import { platformEn, platformSv } from "./platform.ts";
import { readersEn, readersSv } from "./readers.ts";
import { shownArgs, shownText } from "./shown.ts";
import { sigmaEn, sigmaSv } from "./sigma.ts";
import { transparencyEn, transparencySv } from "./transparency.ts";

export { checkResultWords, type CheckWords, dnsCheckWords } from "./dns-checks.ts";
export { serverCheckWords } from "./server-checks.ts";
export { dnssecWords, securityWords } from "./dnssec.ts";
export { aboutWords } from "./domain-abouts.ts";
export { checkWords } from "./domain-checks.ts";
export { exposureText } from "./exposure.ts";
export { checkRecord } from "./domain-records.ts";
export type { LanguageCode } from "./phrases.ts";
export { placeText } from "./place.ts";
export { visibleText } from "./shown.ts";
export type { CalculateProblem } from "./calculations.ts";
export { assetName, unshouted } from "./place-names.ts";
export { type PlatformCode, platformCodes, type PlatformProblem } from "./platform.ts";

type Phrase = (args: never) => string;

const phrases: Readonly<Record<LanguageCode, ReadonlyMap<string, Phrase>>> = {
  sv: new Map<string, Phrase>(
    Object.entries<Phrase>({
      ...advisoriesSv,
      ...continuitySv,
      ...domainsSv,
      ...eventlogsSv,
      ...factsSv,
      ...malSv,
      ...planningSv,
      ...platformSv,
      ...readersSv,
      ...sigmaSv,
      ...transparencySv,
    }),
  ),
  en: new Map<string, Phrase>(
    Object.entries<Phrase>({
      ...advisoriesEn,
      ...continuityEn,
      ...domainsEn,
      ...eventlogsEn,
      ...factsEn,
      ...malEn,
      ...planningEn,
      ...platformEn,
      ...readersEn,
      ...sigmaEn,
      ...transparencyEn,
    }),
  ),
};

/** Every code that has words, sorted. */
export const knownCodes: readonly string[] = [...phrases.sv.keys()].toSorted();

/**
 * What happened and what to do, without the place: see {@link placeText}. A code without words
 * gives itself in brackets, with its place. Total: arguments that are missing show as `?`.
 */
export function problemText(problem: Problem, language: LanguageCode): string {
  const phrase = phrases[language].get(problem.code);
  if (phrase === undefined)
    return `[${shownText(problem.code)}] ${placeText(problem.at, language)}`.trimEnd();
  return (phrase as (args: object) => string)(shownArgs(problem.args));
}
