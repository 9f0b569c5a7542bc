/** The first dial: how long it takes until something vital falls (dials.md §1.5, §1.9). */
import { invariant } from "@vallgrav/kernel";
import type { Band } from "@vallgrav/kernel";
import { checkShape, clustersOf, knowledgeBand, meanBand } from "./clusters.ts";
import type { Shape } from "./clusters.ts";
import { probabilityOf } from "./probability.ts";
import { quantileOf } from "./quantiles.ts";
import { woodruff } from "./woodruff.ts";

/** How a run ended, as stored per run. */
export const outcomeCode = { fell: 0, blocked: 1, outlasted: 2, evicted: 3 } as const;

/** Runs of one attacker profile. */
export type ResistanceRuns = Shape & {
  readonly profile: string;
  /** Days until the first vital objective falls, per run; Infinity where none does. */
  readonly times: Float64Array;
  /** {@link outcomeCode} per run; `fell` exactly where the time is within the horizon. */
  readonly outcomes: Uint8Array;
  /** H > 0: the window of the dial, days. */
  readonly horizonDays: number;
};

/** Shares of the four outcomes; they sum to 1. */
export type OutcomeShares = {
  readonly fell: number;
  readonly blocked: number;
  readonly outlasted: number;
  readonly evicted: number;
};

/** Ends of an interval in days; null: not within the horizon. */
export type DaysInterval = { readonly low: number | null; readonly high: number | null };

/** Figures of the dial, without what they rest on. Quantiles are null among runs that held. */
export type ResistanceFigures = {
  readonly profile: string;
  readonly medianDays: number | null;
  readonly p10Days: number | null;
  readonly p90Days: number | null;
  /** P(T > H). */
  readonly probabilityHolds: number;
  /** E[min(T, H)]. */
  readonly heldDays: number;
  readonly horizonDays: number;
  readonly outcomes: OutcomeShares;
  /** 95 %. */
  readonly sampling: {
    readonly probabilityHolds: Band;
    readonly heldDays: Band;
    readonly medianDays: DaysInterval;
    readonly p10Days: DaysInterval;
    readonly p90Days: DaysInterval;
  };
  /** 80 %. */
  readonly knowledge: { readonly probabilityHolds: Band; readonly heldDays: Band };
  /** Fewer than 10 runs held, or fewer than 10 fell: speak of "fewer than 1 in N". */
  readonly restsOnFewEvents: boolean;
};

function shareOf(outcomes: Uint8Array, code: number): number {
  let count = 0;
  for (const one of outcomes) if (one === code) count += 1;
  return count / outcomes.length;
}

function daysOf(days: number): number | null {
  return days === Number.POSITIVE_INFINITY ? null : days;
}

function checkRuns({ times, outcomes, horizonDays }: ResistanceRuns): void {
  invariant(horizonDays > 0 && horizonDays < Infinity, "the horizon is a positive number of days");
  invariant(outcomes.length === times.length, "one outcome per run");
  for (const [run, time] of times.entries()) {
    const isWithin = time <= horizonDays;
    invariant(isWithin || time > horizonDays, "a time is a number");
    invariant(
      isWithin === (outcomes[run] === outcomeCode.fell) && (outcomes[run] ?? 0) <= 3,
      "a run fell exactly where its time is within the horizon",
    );
  }
}

/**
 * The dial from its runs. Cost: sorting the runs.
 * @throws {InvariantBroken} when runs, outcomes and horizon do not fit each other
 */
export function resistance(runs: ResistanceRuns): ResistanceFigures {
  const { profile, times, outcomes, horizonDays } = runs;
  checkShape(times, runs);
  checkRuns(runs);
  const shape: Shape = { outer: runs.outer, inner: runs.inner };
  const values = times.map((time) => (time > horizonDays ? Number.POSITIVE_INFINITY : time));
  const sorted = values.toSorted();
  const quantile = (q: number): number | null => daysOf(quantileOf(sorted, q));
  const interval = (q: number): DaysInterval => {
    const { low, high } = woodruff({ values, sorted }, q, shape);
    return { low: daysOf(low), high: daysOf(high) };
  };
  const holds = probabilityOf(
    Uint8Array.from(times, (time) => (time > horizonDays ? 1 : 0)),
    shape,
  );
  const held = clustersOf(
    times.map((time) => Math.min(time, horizonDays)),
    shape,
  );
  return {
    profile,
    medianDays: quantile(0.5),
    p10Days: quantile(0.1),
    p90Days: quantile(0.9),
    probabilityHolds: holds.band.value,
    heldDays: held.mean,
    horizonDays,
    outcomes: {
      fell: shareOf(outcomes, outcomeCode.fell),
      blocked: shareOf(outcomes, outcomeCode.blocked),
      outlasted: shareOf(outcomes, outcomeCode.outlasted),
      evicted: shareOf(outcomes, outcomeCode.evicted),
    },
    sampling: {
      probabilityHolds: holds.band,
      heldDays: meanBand(held, 0, horizonDays),
      medianDays: interval(0.5),
      p10Days: interval(0.1),
      p90Days: interval(0.9),
    },
    knowledge: {
      probabilityHolds: { ...knowledgeBand(holds.clusters), value: holds.band.value },
      heldDays: knowledgeBand(held),
    },
    restsOnFewEvents: holds.isRare,
  };
}
