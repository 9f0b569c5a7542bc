/**
 * How often attackers come, as somebody believes it: what is wrong with a range, what it means as a
 * distribution, and what a plan costs a year beside it (dials.md §1.8, §3).
 */
import { annualised, breakEven, type Frequency } from "@vallgrav/dials";
import { ln } from "@vallgrav/kernel";
import { windowMonths } from "@vallgrav/knowledge";
import type { BreakEven, FrequencyGiven } from "../api/index.ts";

/** Half the width, in standard deviations, that holds nine in ten. */
const ninety = 1.6448536269514722;
/** A term of office, and the interest it is counted with (dials.md §3). */
const term = { years: 4, lifetimeYears: 4, interest: 0.03 } as const;
/** Campaigns a year and a range beyond which nobody can mean it. */
const campaignLimit = 1_000;
const rangeLimit = 10_000;

/** Whether it is a range that somebody can mean, with where it is from. */
export function isFrequency({ low, high, source }: FrequencyGiven): boolean {
  const isRange = low > 0 && low <= high && high <= campaignLimit && high / low <= rangeLimit;
  return isRange && source.trim() !== "";
}

/** A range as a median and the spread of its logarithm: nine in ten lie between its ends. */
export function frequencyOf({ low, high }: Pick<FrequencyGiven, "high" | "low">): Frequency {
  return { median: Math.sqrt(low * high), sigma: ln(high / low) / (2 * ninety) };
}

/**
 * When a plan pays for itself in SEK alone.
 * @param savedSek in a campaign, on the mean
 */
export function paysOf(
  { costSek, yearlySek }: { readonly costSek: number; readonly yearlySek: number },
  savedSek: number,
): BreakEven {
  const oneOffSek = Math.max(0, costSek - (yearlySek * windowMonths) / 12);
  const annualisedSek = annualised({ oneOffSek, yearlySek, ...term });
  return { annualisedSek, savedSek, campaignsPerYear: breakEven(annualisedSek, savedSek) };
}
