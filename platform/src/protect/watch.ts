/** How somebody follows a computation. */
import type { EarlyPlan, FirstDials, PayOff } from "../api/index.ts";

/** What a computation tells while it runs: steps done of a total that is known beforehand. */
export type Watch = {
  readonly signal: AbortSignal;
  readonly progress: (
    done: number,
    total: number,
    counts: Readonly<Record<string, number>>,
  ) => Promise<void>;
  /** Told both dials of today as their runs are played; left out where nobody asks. */
  readonly first?: (first: FirstDials) => void;
  /** Told plans on parts of the planning runs as they are found; likewise. */
  readonly early?: (early: EarlyPlan) => void;
  /** Told a first pay-off table, on a few of the runs; likewise. */
  readonly payOff?: (payOff: PayOff) => void;
};
