/**
 * The one sentence of the first page, built from the plan report. It says the median time before
 * and after; in words where either dial speaks in words. It never says more than the report holds.
 */
import type { Text } from "@vallgrav/kernel";
import type { PlanReport, Resistance } from "@vallgrav/platform/api";
import { type Manner, sayTime } from "./figures.ts";
import { formatShare, formatWhole, type Language, spokenSek } from "./format.ts";
import { type Speak, timeWord } from "./speak.ts";
import type { Words } from "./sv.ts";

/** How the whole report speaks: in words as soon as either dial does. */
export function speakOf(plan: PlanReport): Speak {
  const isWords =
    plan.before.resistance.speak === "words" || plan.after.resistance.speak === "words";
  return isWords ? "words" : "figures";
}

/** The attacker's name alone; the profile's identity where it has no name of its own. */
export function attackerName(profile: string, words: Words): string {
  return profile === "opportunistic-extortion" ? words.attacker.extortionName : profile;
}

/** The headline: what happens today, and what the measures make of it. */
export function headline(plan: PlanReport, words: Words, language: Language): string {
  const manner: Manner = { words, language, speak: speakOf(plan) };
  return `${today(plan, manner)} ${withPlan(plan, manner)}`;
}

function today(plan: PlanReport, manner: Manner): string {
  const { resistance } = plan.before;
  const named = plan.profiles.find(({ id }) => id === resistance.profile)?.subject;
  return sayToday(resistance, named, manner);
}

/** What happens today. @param subject who attacks; left out: some attacker */
export function sayToday(
  { medianDays, horizonDays }: Resistance,
  subject: Text | undefined,
  manner: Manner,
): string {
  const { words, language, speak } = manner;
  const start = words.headline.start(subject?.[language] ?? words.attacker.other);
  if (medianDays === null || medianDays > horizonDays)
    return words.headline.holds(start, formatWhole(horizonDays, language));
  const said = sayTime(medianDays, horizonDays, manner);
  const within =
    speak === "words" ? words.headline.withinWord(said) : words.headline.withinFigure(said);
  return words.headline.falls(start, within);
}

function withPlan(plan: PlanReport, manner: Manner): string {
  const { words, language } = manner;
  if (plan.measures.length === 0) return words.headline.none;
  const price = spokenSek(plan.costSek, language);
  const horizon = plan.before.resistance.horizonDays;
  const from = plan.before.resistance.medianDays;
  const to = plan.after.resistance.medianDays;
  const fromWord = timeWord(from, horizon);
  const remains = formatShare(plan.remains, language);
  if (fromWord === "holds") return words.headline.cuts(price, remains);
  if (timeWord(to, horizon) === "holds") return words.headline.makesHold(price);
  const saidFrom = sayTime(from, horizon, manner);
  const saidTo = sayTime(to, horizon, manner);
  if (saidFrom !== saidTo) return words.headline.turns(price, saidFrom, saidTo);
  if (to !== null && from !== null && to > from * 1.05) return words.headline.same(price, saidTo);
  return plan.remains < 1
    ? words.headline.unmoved(price, remains)
    : words.headline.unmovedNothing(price);
}
