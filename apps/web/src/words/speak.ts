/**
 * The words of the dials where figures would claim too much (dials.md §1.5): times as hours, days,
 * weeks, months or holds; damage in steps and powers of ten; shares as rough quantities.
 */

/** How a dial may speak. */
export type Speak = "figures" | "words";

/** Times until a vital objective falls, coarse. */
export type TimeWord = "hours" | "days" | "weeks" | "months" | "holds";

/** Hours of lost service, coarse. */
export type OutageWord = "none" | "workday" | "days" | "weeks" | "months";

/** Shares of runs, coarse. */
export type ShareWord = "none" | "few" | "minority" | "half" | "most" | "almost-all" | "all";

/** The word of a time in days; null, or a time beyond the horizon, is `holds`. */
export function timeWord(days: number | null, horizonDays: number): TimeWord {
  if (days === null || days > horizonDays) return "holds";
  if (days < 1) return "hours";
  if (days < 7) return "days";
  return days < 30 ? "weeks" : "months";
}

/** The word of hours without service: under a working day of 8 hours, days, weeks, months. */
export function outageWord(hours: number): OutageWord {
  if (hours <= 0) return "none";
  if (hours < 8) return "workday";
  if (hours < 7 * 24) return "days";
  return hours < 30 * 24 ? "weeks" : "months";
}

/** Power of ten at or below a count: 3 for 1 000–9 999; null below one. */
export function powerOfTen(value: number): number | null {
  if (value < 1) return null;
  return String(Math.floor(value)).length - 1;
}

/** The word of a share 0–1. */
export function shareWord(share: number): ShareWord {
  if (share <= 0) return "none";
  if (share >= 1) return "all";
  if (share < 0.1) return "few";
  if (share < 0.4) return "minority";
  if (share <= 0.6) return "half";
  return share < 0.9 ? "most" : "almost-all";
}
