/**
 * What was seen, put into what was believed (dials.md §2.3), and what happened, held against what
 * the runs said (§2.5). The two never use the same event: what informs a prior is not scored.
 */
import { exp, invariant, lnGamma, normalQuantile } from "@vallgrav/kernel";

/** A Beta distribution of a probability: mean a / (a + b), weight a + b. */
export type BetaPrior = { readonly a: number; readonly b: number };

/** A Gamma distribution of a rate per day: mean events / days. */
export type GammaPrior = { readonly events: number; readonly days: number };

/**
 * The distribution after trials, each counting `weight`.
 * @param weight above 0, at most 1: 1 for what really happened, 0.5 for an exercise, 0.2 for what a
 *   vendor says
 */
export function updateBeta(
  { a, b }: BetaPrior,
  { successes, failures }: { readonly successes: number; readonly failures: number },
  weight: number,
): BetaPrior {
  invariant(successes >= 0 && failures >= 0, "counts are not negative");
  invariant(weight > 0 && weight <= 1, "a weight is above 0 and at most 1");
  return { a: a + weight * successes, b: b + weight * failures };
}

/**
 * The distribution of a rate after events.
 * @param exposureDays all days in which an event could have come, those of attempts that ended
 *   without one among them; leaving these out would overstate the rate
 */
export function updateGamma(
  { events, days }: GammaPrior,
  { seen, exposureDays }: { readonly seen: number; readonly exposureDays: number },
): GammaPrior {
  invariant(seen >= 0 && exposureDays >= 0, "counts and days are not negative");
  return { events: events + seen, days: days + exposureDays };
}

/** What really happened: the goal fell after so many days, or had not within so many. */
export type Reality = { readonly kind: "fell" | "held"; readonly days: number };

/** How a reality stands to the runs. */
export type Surprise = {
  /** Share of the runs that were faster, 0–1, half of ties; the middle of the rest if it held. */
  readonly place: number;
  /** The place on the normal scale, within ±3. */
  readonly z: number;
  /** Outside the middle 80 % of the runs. */
  readonly isMiss: boolean;
};

const furthest = 3;

/**
 * Holds a reality against the times of runs with the same start.
 * @param times days until the goal fell in each run, Infinity where it did not; at least one
 */
export function surpriseOf(times: Float64Array, { kind, days }: Reality): Surprise {
  invariant(times.length > 0, "runs to hold it against");
  let below = 0;
  let level = 0;
  for (const time of times)
    if (time < days) below += 1;
    else if (time === days) level += 1;
  const runs = times.length;
  return surpriseAt(
    kind === "fell" ? (below + level / 2) / runs : ((below + level) / runs + 1) / 2,
  );
}

/** Outside the middle 80 %. */
function isMissAt(place: number): boolean {
  return place < 0.1 || place > 0.9;
}

function surpriseAt(place: number): Surprise {
  const z = place <= 0 ? -furthest : place >= 1 ? furthest : normalQuantile(place);
  return {
    place,
    z: Math.max(-furthest, Math.min(furthest, z)),
    isMiss: isMissAt(place),
  };
}

/** How a count of trials stands to a belief about them. */
export type CountSurprise = Surprise & {
  /** Successes that were expected: the mean, and the least and most that are no miss. */
  readonly expected: { readonly mean: number; readonly low: number; readonly high: number };
};

/** ln of the beta-binomial probability of `successes` in `trials`. */
function lnBetaBinomial({ a, b }: BetaPrior, trials: number, successes: number): number {
  const lnBeta = (x: number, y: number): number => lnGamma(x) + lnGamma(y) - lnGamma(x + y);
  const failures = trials - successes;
  return (
    lnGamma(trials + 1) -
    lnGamma(successes + 1) -
    lnGamma(failures + 1) +
    lnBeta(successes + a, failures + b) -
    lnBeta(a, b)
  );
}

/**
 * Holds successes and failures of an exercise against what was believed of their share: their place
 * in the beta-binomial distribution of so many trials, half of the count itself.
 * @param seen whole numbers, at least one trial, at most 1 000 000
 * Cost: linear in trials.
 */
export function surpriseOfCount(
  prior: BetaPrior,
  { successes, failures }: { readonly successes: number; readonly failures: number },
): CountSurprise {
  const trials = successes + failures;
  invariant(
    Number.isInteger(successes) && Number.isInteger(failures) && successes >= 0 && failures >= 0,
    "counts are whole and not negative",
  );
  invariant(trials >= 1 && trials <= 1_000_000, "between one trial and a million");
  let sum = 0;
  let place = 0;
  let low = trials;
  let high = 0;
  for (let count = 0; count <= trials; count += 1) {
    const share = exp(lnBetaBinomial(prior, trials, count));
    const middle = Math.min(1, sum + share / 2);
    if (count === successes) place = middle;
    // The same question as of what was seen: else a miss could lie within what was expected.
    if (!isMissAt(middle)) {
      low = Math.min(low, count);
      high = count;
    }
    sum += share;
  }
  const mean = (trials * prior.a) / (prior.a + prior.b);
  return { ...surpriseAt(place), expected: { mean, low, high } };
}

/**
 * By how much surprises widen what is believed: the Birge ratio with one check of no surprise put
 * to them. The spread of every time scale is multiplied by it, weights of priors are divided by its
 * square. Never below 1: agreement by a few checks narrows nothing.
 */
export function widening(surprises: readonly Pick<Surprise, "z">[]): number {
  const squares = surprises.reduce((sum, { z }) => sum + z * z, 0);
  return Math.max(1, Math.sqrt((1 + squares) / (1 + surprises.length)));
}
