/**
 * The axis of times: five equal columns, hours, days, weeks, months and holds, logarithmic inside
 * each. Positions are shares 0–1 of the width. Pure.
 */
import type { TimeWord } from "../words/speak.ts";

/** Columns from left to right. */
export const timeColumns: readonly TimeWord[] = ["hours", "days", "weeks", "months", "holds"];

const hourDays = 1 / 24;

/** Where a time in days stands; null or beyond the horizon is the middle of the last column. */
export function timePosition(days: number | null, horizonDays: number): number {
  if (days === null || days > horizonDays) return 0.9;
  const edges = [hourDays, 1, 7, 30, Math.max(horizonDays, 30.001)];
  if (days <= hourDays) return 0;
  for (let column = 0; column < 4; column += 1) {
    const from = edges[column] ?? hourDays;
    const to = edges[column + 1] ?? horizonDays;
    if (days <= to) return (column + Math.log(days / from) / Math.log(to / from)) / 5;
  }
  return 0.8;
}

/** Where the right end of a bar stands: a bar that reaches into "holds" fills that column. */
export function timeEnd(days: number | null, horizonDays: number): number {
  return days === null || days > horizonDays ? 1 : timePosition(days, horizonDays);
}
