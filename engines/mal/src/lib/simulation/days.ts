/** Days as JSON can hold them. */

/** Days, or null for never. */
export type Days = number | null;

/** Infinity as null. */
export function daysOf(time: number): Days {
  return time === Number.POSITIVE_INFINITY ? null : time;
}
