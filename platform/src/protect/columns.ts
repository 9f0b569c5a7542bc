/** Runs gathered from pieces, in slot order, and what planning and dials take from them. */
import type { LossColumns, LossWeights, RunColumns } from "./tasks.ts";

/** Outer draws per piece of work: fixed, so pieces are the same for any number of threads. */
export const outerPerPiece = 5;

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function joinFloat(parts: readonly Float64Array[]): Float64Array {
  const joined = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Puts pieces together in the order given. */
export function joinColumns(parts: readonly RunColumns[]): RunColumns {
  return {
    first: joinFloat(parts.map((part) => part.first)),
    outcome: joinBytes(parts.map((part) => part.outcome)),
    blind: joinBytes(parts.map((part) => part.blind)),
    hours: joinFloat(parts.map((part) => part.hours)),
    persons: joinFloat(parts.map((part) => part.persons)),
    sek: joinFloat(parts.map((part) => part.sek)),
    facts: joinFloat(parts.map((part) => part.facts)),
  };
}

/**
 * Puts pieces together whose runs have places of their own.
 * @param places of each run of each piece, 0 … runs − 1, each once
 */
export function orderedColumns(
  places: readonly (readonly number[])[],
  parts: readonly LossColumns[],
): LossColumns {
  const runs = places.reduce((sum, of) => sum + of.length, 0);
  const first = parts.find((part) => part.first.length > 0);
  const services = first === undefined ? 0 : first.hours.length / first.first.length;
  const columns: LossColumns = {
    first: new Float64Array(runs),
    hours: new Float64Array(runs * services),
    persons: new Float64Array(runs),
    sek: new Float64Array(runs),
  };
  for (const [piece, part] of parts.entries())
    for (const [slot, at] of (places[piece] ?? []).entries()) {
      columns.first[at] = part.first[slot] ?? 0;
      columns.persons[at] = part.persons[slot] ?? 0;
      columns.sek[at] = part.sek[slot] ?? 0;
      columns.hours.set(part.hours.subarray(slot * services, (slot + 1) * services), at * services);
    }
  return columns;
}

/** Service-hours per run: every hour of every vital service counts once. */
export function serviceHours(columns: LossColumns): Float64Array {
  const runs = columns.first.length;
  const services = runs === 0 ? 0 : columns.hours.length / runs;
  return Float64Array.from({ length: runs }, (_, run) => {
    let sum = 0;
    for (let service = 0; service < services; service += 1)
      sum += columns.hours[run * services + service] ?? 0;
    return sum;
  });
}

function mean(values: Float64Array): number {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return values.length === 0 ? 0 : (sum + lost) / values.length;
}

/** Means per run: service-hours, persons, SEK, and the share in which something vital fell. */
export function unitMeans(
  columns: LossColumns,
): Readonly<Record<"falls" | "hours" | "persons" | "sek", number>> {
  return {
    hours: mean(serviceHours(columns)),
    persons: mean(columns.persons),
    sek: mean(columns.sek),
    falls: mean(columns.first.map((time) => (time < Number.POSITIVE_INFINITY ? 1 : 0))),
  };
}

/**
 * What an hour, a person and a krona weigh: a third of the whole each, over today's mean; a unit in
 * which nothing is lost today drops out and the others share its weight (dials.md §4.1).
 */
export function lossWeights(today: LossColumns): LossWeights {
  const { hours: ofHours, persons: ofPersons, sek: ofSek } = unitMeans(today);
  const means = [ofHours, ofPersons, ofSek];
  const units = means.filter((value) => value > 0).length;
  const [hours = 0, persons = 0, sek = 0] = means.map((value) =>
    value > 0 ? 1 / (units * value) : 0,
  );
  return { hours, persons, sek };
}

/** The loss of each run as a share of today's mean damage. */
export function weighedLosses(columns: LossColumns, weights: LossWeights): Float64Array {
  const hours = serviceHours(columns);
  return hours.map(
    (value, run) =>
      value * weights.hours +
      (columns.persons[run] ?? 0) * weights.persons +
      (columns.sek[run] ?? 0) * weights.sek,
  );
}
