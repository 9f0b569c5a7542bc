/** Scores and breaks of domains as text. */
import type { DomainBreak, DomainScore } from "@vallgrav/platform/api";
import { visible } from "../parts/shown-name.ts";
import { formatDay, formatWhole, type Language } from "../words/format.ts";
import type { Words } from "../words/sv.ts";

/** Profiles in the order they are shown. */
export const shownProfiles = ["internetnl-1.11.2", "ncsc-tls", "vallgrav"] as const;

/** Rounded down: nothing is whole before it is. */
export function scoreText(score: DomainScore | null, words: Words, language: Language): string {
  if (score === null) return words.domains.noScore;
  const text = (value: number): string => formatWhole(Math.floor(value), language);
  return words.domains.score(text(score.least), text(score.most));
}

/** How the least of a score has changed; null where there is nothing to compare. */
export function changeText(
  score: DomainScore | null,
  before: DomainScore | null | undefined,
  words: Words,
  language: Language,
): string | null {
  if (score === null || before === null || before === undefined) return null;
  const change = Math.floor(score.least) - Math.floor(before.least);
  if (change === 0) return words.domains.unchanged;
  const sign = change > 0 ? "+" : "−";
  return words.domains.since(`${sign}${formatWhole(Math.abs(change), language)}`);
}

/** What breaks, in a sentence. */
export function breakText({ what, host, at }: DomainBreak, words: Words): string {
  return words.domains.breaking[what](visible(host), formatDay(at));
}
