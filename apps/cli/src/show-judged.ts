/** What came of a domain's mail, web and TLS by a profile, told. */
import {
  categoryScore,
  domainNameText,
  type Judged,
  type ProfileName,
  type Score,
  totalScore,
} from "@vallgrav/domains";
import { aboutWords, checkWords, type CheckWords } from "@vallgrav/knowledge/words";
import type { CheckedDomain } from "@vallgrav/platform/hygiene";
import { visible } from "./format.ts";
import type { Speaker } from "./speaker.ts";

/** Checks of DNS are told apart, by what they are made of. */
const toldApart: ReadonlySet<string> = new Set(["ipv6", "dnssec"]);

function wordsOf(check: string, domain: string): CheckWords {
  const plain = { sv: check, en: check };
  return checkWords(check, domain) ?? { asks: plain, fix: plain };
}

function categoriesOf(judged: readonly Judged[]) {
  const names = [...new Set(judged.map(({ category }) => category))];
  return names.map((category) => ({ category, score: categoryScore(judged, category) }));
}

/** Rounded down: nothing is whole before it is. */
export function scoreText(score: Score | null, { words }: Speaker): string {
  if (score === null) return words.hygiene.noScore;
  return words.hygiene.score(Math.floor(score.least), Math.floor(score.most));
}

function oneLines(one: Judged, domain: string, { words, language }: Speaker): readonly string[] {
  const { asks, fix } = wordsOf(one.check, domain);
  const standing = words.hygiene.standings[one.standing];
  const weight = words.hygiene.weights[one.weight];
  return [
    `  ${standing}  ${one.check} (${weight})  ${visible(asks[language])}`,
    ...(one.about.length === 0
      ? []
      : [`    ${visible(one.about.map((about) => aboutWords(about)[language]).join(", "))}`]),
    `    ${visible(words.hygiene.fix(fix[language]))}`,
  ];
}

/** The score as a span, by category, then what did not pass, and apart what is not known. */
export function judgedLines(
  checked: CheckedDomain,
  profile: ProfileName,
  speaker: Speaker,
): readonly string[] {
  const { judged, notCleared, notOpen } = checked;
  const domain = domainNameText(checked.domain);
  const said = speaker.words.hygiene;
  const beyond = judged.filter(({ category }) => !toldApart.has(category));
  const wrong = beyond.filter(
    ({ standing }) => standing === "failed" || standing === "notice" || standing === "info",
  );
  const unknown = beyond.filter(({ standing }) => standing === "unknown");
  return [
    said.profile(visible(domain), profile, scoreText(totalScore(judged), speaker)),
    ...categoriesOf(judged)
      .filter(({ score }) => score !== null)
      .map(({ category, score }) => {
        const name = said.categories[category] ?? category;
        return `  ${name}: ${scoreText(score, speaker)}`;
      }),
    ...notCleared.map((host) => `  ${said.notLookedAt(visible(host))}`),
    ...notOpen.map((host) => `  ${said.notOpen(visible(host))}`),
    ...wrong.flatMap((one) => oneLines(one, domain, speaker)),
    ...(unknown.length === 0 ? [] : [`  ${said.notKnown}`]),
    ...unknown.map(({ check }) => {
      const { asks } = wordsOf(check, domain);
      return `    ${check}  ${visible(asks[speaker.language])}`;
    }),
  ];
}

/** The same for programs. */
export function judgedDocument({ domain, judged, notCleared, notOpen }: CheckedDomain) {
  const name = domainNameText(domain);
  return {
    score: totalScore(judged),
    categories: categoriesOf(judged),
    judged: judged.map((one) => ({ ...one, ...wordsOf(one.check, name) })),
    notCleared,
    notOpen,
  };
}
