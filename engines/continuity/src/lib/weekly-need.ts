/** Exact integrals of a need that is constant within each hour of the week. */

/** Hours in a week. */
export const weekHours = 168;

/** Running totals of a profile; `null` in its place stands for a need of 1 throughout. */
export type NeedTotals = {
  readonly need: Float64Array;
  /** Total of the first i hours of the week, 0…168. */
  readonly within: Float64Array;
  /** Total of the first i whole weeks. */
  readonly weeks: Float64Array;
};

/** @param lastHour how far totals are needed, hours after the start of the first week */
export function needTotals(profile: ArrayLike<number>, lastHour: number): NeedTotals {
  const need = Float64Array.from(profile);
  const within = new Float64Array(weekHours + 1);
  for (let hour = 0; hour < weekHours; hour += 1)
    within[hour + 1] = (within[hour] ?? 0) + (need[hour] ?? 0);
  const weeks = new Float64Array(Math.floor(lastHour / weekHours) + 2);
  // By addition, not multiplication: rounding then never lets a later hour have a smaller total.
  for (let week = 0; week + 1 < weeks.length; week += 1)
    weeks[week + 1] = (weeks[week] ?? 0) + (within[weekHours] ?? 0);
  return { need, within, weeks };
}

/** Need from the start of the first week until `at` hours; never falls as `at` grows. */
export function needUntil(totals: NeedTotals | null, at: number): number {
  if (totals === null) return at;
  const week = Math.floor(at / weekHours);
  const inWeek = at - week * weekHours;
  const hour = Math.floor(inWeek);
  const part = (inWeek - hour) * (totals.need[hour] ?? 0);
  return (totals.weeks[week] ?? 0) + ((totals.within[hour] ?? 0) + part);
}
