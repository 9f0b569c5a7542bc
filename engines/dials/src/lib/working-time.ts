/** Working time that a unit loses while services are down: a union over services, not a sum. */
import type { Interval } from "./ledger.ts";

/** A service the unit works with, while it is down. */
export type ServiceOutage = Interval & {
  /** Share of the unit's working time lost meanwhile, 0–1. */
  readonly share: number;
};

/** A stretch over which the largest share lost is the same. */
export type LostStretch = Interval & { readonly share: number };

/** Stretches in order, without those of share 0, exact at every break. Cost: n · stretches. */
export function lostStretches(outages: readonly ServiceOutage[]): readonly LostStretch[] {
  const real = outages.filter(({ startHour, endHour, share }) => endHour > startHour && share > 0);
  const breaks = [...new Set(real.flatMap(({ startHour, endHour }) => [startHour, endHour]))].sort(
    (a, b) => a - b,
  );
  const stretches: LostStretch[] = [];
  for (const [at, startHour] of breaks.entries()) {
    const endHour = breaks[at + 1];
    if (endHour === undefined) break;
    let share = 0;
    for (const one of real)
      if (one.startHour <= startHour && one.endHour >= endHour) share = Math.max(share, one.share);
    if (share === 0) continue;
    const last = stretches.at(-1);
    if (last?.share === share && last.endHour === startHour)
      stretches[stretches.length - 1] = { ...last, endHour };
    else stretches.push({ startHour, endHour, share });
  }
  return stretches;
}

/**
 * Hours at work within an interval: ∫ of the share of the staff at work, constant in each of the
 * 168 hours of the week; null: every hour counts whole. Exact. Cost: hours of one week.
 */
export function hoursAtWork(
  { startHour, endHour }: Interval,
  atWork: ArrayLike<number> | null,
  strikeHourOfWeek: number,
): number {
  if (atWork === null) return endHour - startHour;
  let perWeek = 0;
  for (let hour = 0; hour < 168; hour += 1) perWeek += atWork[hour] ?? 0;
  const until = (hours: number): number => {
    const week = Math.floor(hours / 168);
    const inWeek = hours - week * 168;
    const whole = Math.floor(inWeek);
    let sum = 0;
    for (let hour = 0; hour < whole; hour += 1) sum += atWork[hour] ?? 0;
    return week * perWeek + (sum + (inWeek - whole) * (atWork[whole] ?? 0));
  };
  return until(strikeHourOfWeek + endHour) - until(strikeHourOfWeek + startHour);
}
