/** From what is down to how long each service is gone: dials.md §1.6 for one run. */
import type { Reserve } from "./network.ts";
import { outageCapHours } from "./prepare.ts";
import type { PreparedNetwork } from "./prepare.ts";
import { recoveryTimes } from "./recovery-times.ts";
import { spreadOutages } from "./spread-outages.ts";
import type { Outages, Shutdown, Strike } from "./strike.ts";
import { needUntil } from "./weekly-need.ts";
import type { NeedTotals } from "./weekly-need.ts";

type Cover = { readonly from: number; readonly to: number; readonly share: number };

const neverCovered: readonly Cover[] = [{ from: 0, to: outageCapHours, share: 0 }];

function coverOf(reserve: Reserve | null, works: boolean): readonly Cover[] {
  if (reserve === null || !works) return neverCovered;
  const { inPlaceAfterHours, coverFirst, untilHours, coverThen } = reserve;
  return [
    { from: 0, to: inPlaceAfterHours, share: 0 },
    { from: inPlaceAfterHours, to: untilHours, share: coverFirst },
    { from: untilHours, to: outageCapHours, share: coverThen },
  ];
}

type Counted = { hours: number; onReserve: number; limited: number };

/** Adds up the pieces of [start, end] over which the cover is constant. */
function count(
  pieces: readonly Cover[],
  outage: { readonly start: number; readonly end: number },
  week: { readonly totals: NeedTotals | null; readonly hour: number },
): Counted {
  const counted: Counted = { hours: 0, onReserve: 0, limited: 0 };
  const { totals, hour } = week;
  for (const { from, to, share } of pieces) {
    const a = Math.max(from, outage.start);
    const b = Math.min(to, outage.end);
    if (!(b > a)) continue;
    const need =
      totals === null ? b - a : needUntil(totals, hour + b) - needUntil(totals, hour + a);
    counted.hours += need * (1 - share);
    if (share > 0) counted.onReserve += b - a;
    if (share < 1) counted.limited += b - a;
  }
  return counted;
}

/**
 * The outages of one run: the least solution, exact integrals, no sampling. Fewer systems down,
 * less work, a usable copy more or a working reserve never adds hours in any service. Cost: what
 * leans on what is down, a few times over where dependencies form cycles.
 */
export function outages(prepared: PreparedNetwork, strike: Strike): Outages {
  const lost = lostOf(strike, prepared.network.systems.length);
  return counted(prepared, strike, { doneHours: recoveryTimes(prepared, strike), lost });
}

/**
 * The outages of a shutdown: counted as those of a strike are, but each system is back after the
 * same time, nothing is restored and nothing is lost. A shorter or narrower one never adds hours.
 */
export function shutdownOutages(prepared: PreparedNetwork, shutdown: Shutdown): Outages {
  const doneHours = Float64Array.from(prepared.network.systems, (_, index) =>
    shutdown.down[index] === 1 ? shutdown.hours : 0,
  );
  return counted(prepared, shutdown, { doneHours, lost: [] });
}

function counted(
  prepared: PreparedNetwork,
  strike: Pick<Strike, "down" | "strikeHourOfWeek" | "reserveWorks">,
  { doneHours, lost }: { readonly doneHours: Float64Array; readonly lost: readonly number[] },
): Outages {
  const { systems, services } = prepared.network;
  const { start, end } = spreadOutages(prepared, strike.down, doneHours);
  const split = systems.length;
  const serviceStart = start.subarray(split);
  const serviceEnd = end.subarray(split);
  const hours = new Float64Array(services.length);
  const onReserveHours = new Float64Array(services.length);
  const limitedHours = new Float64Array(services.length);
  const capped = new Uint8Array(services.length);
  for (let index = 0; index < services.length; index += 1) {
    const first = serviceStart[index] ?? 0;
    const last = serviceEnd[index] ?? 0;
    if (!(last > first)) continue;
    if (last > outageCapHours) capped[index] = 1;
    const pieces = coverOf(services[index]?.reserve ?? null, strike.reserveWorks[index] === 1);
    const totals = prepared.totals[index] ?? null;
    const sums = count(
      pieces,
      { start: first, end: Math.min(last, outageCapHours) },
      { totals, hour: strike.strikeHourOfWeek },
    );
    hours[index] = sums.hours;
    onReserveHours[index] = sums.onReserve;
    limitedHours[index] = sums.limited;
  }
  return {
    doneHours,
    lastDoneHours: doneHours.reduce((a, b) => Math.max(a, b), 0),
    systemStart: start.subarray(0, split),
    systemEnd: end.subarray(0, split),
    serviceStart,
    serviceEnd,
    hours,
    onReserveHours,
    limitedHours,
    recordsLost: lost,
    capped,
  };
}

function lostOf({ down, usableCopy }: Strike, count: number): readonly number[] {
  const lost: number[] = [];
  for (let index = 0; index < count; index += 1)
    if (down[index] === 1 && usableCopy[index] !== 1) lost.push(index);
  return lost;
}
