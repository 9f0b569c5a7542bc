/**
 * A figure of the dials as it may be said: in figures, or in the words of dials.md §1.5 where too
 * little is known. Pure; charts and tables take their labels from here and from nowhere else.
 */
import { formatRough, formatRoughSek, formatShare, formatSpan, type Language } from "./format.ts";
import { outageWord, powerOfTen, shareWord, type Speak, timeWord } from "./speak.ts";
import type { Words } from "./sv.ts";

/** What decides how a figure is said. */
export type Manner = { readonly words: Words; readonly language: Language; readonly speak: Speak };

/** Units of damage. */
export type DamageUnit = "hours" | "persons" | "sek";

/** A time until something falls, in days; null where it lies among the runs that held. */
export function sayTime(days: number | null, horizonDays: number, manner: Manner): string {
  if (manner.speak === "words") return manner.words.timeWord[timeWord(days, horizonDays)];
  if (days === null || days > horizonDays)
    return manner.words.runs.beyond(formatSpan(horizonDays, manner.language));
  return formatSpan(days, manner.language);
}

/** The tenths at both ends of the times, as they follow the middle. */
type Times = {
  readonly medianDays: number | null;
  readonly p10Days: number | null;
  readonly p90Days: number | null;
  readonly horizonDays: number;
};

/**
 * How far the times reach, to stand after the middle; empty where they reach nowhere else. In words
 * an end that is the middle's own word is left out: "days days to holds" says nothing.
 */
export function sayTimeRange(
  { medianDays, p10Days, p90Days, horizonDays }: Times,
  manner: Manner,
): string {
  const say = (days: number | null): string => sayTime(days, horizonDays, manner);
  const [from, middle, to] = [say(p10Days), say(medianDays), say(p90Days)];
  const { range, sometimes } = manner.words.position;
  if (from === to) return "";
  if (manner.speak === "figures") return range(from, to);
  return [from, to]
    .filter((word) => word !== middle)
    .map(sometimes)
    .join(", ");
}

/** A share of runs 0–1. */
export function sayShare(share: number, manner: Manner): string {
  if (manner.speak === "words") return manner.words.shareWord[shareWord(share)];
  return formatShare(share, manner.language);
}

/** An amount of damage with its unit. */
export function sayDamage(value: number, unit: DamageUnit, manner: Manner): string {
  if (manner.speak === "figures") {
    if (unit === "sek") return formatRoughSek(value, manner.language);
    const amount = formatRough(value, manner.language);
    return unit === "hours" ? `${amount}\u00A0h` : amount;
  }
  if (unit === "hours") return manner.words.outageWord[outageWord(value)];
  const power = powerOfTen(value);
  if (power === null) return manner.words.none;
  const steps = unit === "persons" ? manner.words.personStep : manner.words.sekStep;
  return steps[Math.min(power, steps.length - 1)] ?? manner.words.none;
}
