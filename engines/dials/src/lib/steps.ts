/**
 * Coarse steps that stand in for figures while too little is known (dials.md §1.5). Codes only; the
 * words are the reader's business.
 */

/** How long something holds. */
export type TimeStep = "hours" | "days" | "weeks" | "months" | "holds";

/** Hours < 1 day ≤ days < 7 ≤ weeks < 30 ≤ months ≤ horizon; `holds` for null and beyond. */
export function words(days: number | null, horizonDays: number): TimeStep {
  if (days === null || days > horizonDays) return "holds";
  if (days < 1) return "hours";
  if (days < 7) return "days";
  return days < 30 ? "weeks" : "months";
}

/** How many service hours are lost. */
export type DamageStep = "none" | "under-a-working-day" | "days" | "weeks" | "months";

/** Steps of hours: 0, then up to 8, one week, 30 days, and more. */
export function damageStep(hours: number): DamageStep {
  if (hours <= 0) return "none";
  if (hours < 8) return "under-a-working-day";
  if (hours < 7 * 24) return "days";
  return hours < 30 * 24 ? "weeks" : "months";
}

/** Persons or SEK in powers of ten: the n with 10^n ≤ value < 10^(n+1); null below 1. */
export function powerOfTen(value: number): number | null {
  if (!(value >= 1)) return null;
  let power = 0;
  for (let bound = 10; value >= bound && power < 308; bound *= 10) power += 1;
  return power;
}
