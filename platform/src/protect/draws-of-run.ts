/**
 * The draws that the consequences of one run take, looked up once for all that is asked of it: the
 * planner asks what dozens of sets of objectives would cost in the same run.
 */
import { type DrawKey, exp, normalQuantile, uniform } from "@vallgrav/kernel";
import { type Consequences, recoveryDefaults } from "@vallgrav/knowledge";
import type { RunNumber } from "@vallgrav/mal";

/** Keys of the draws of consequences; what shares a draw is dials.md §1.3. */
export type ConsequenceKeys = {
  /** Whether a copy can be restored at all: a fact, outer. One per backup. */
  readonly restorable: readonly DrawKey[];
  /** Class parameters of the same: untried and tried copies. */
  readonly restorableUntried: DrawKey;
  readonly restorableTried: DrawKey;
  /** Whether a reserve routine works in this campaign. One per service. */
  readonly reserve: readonly DrawKey[];
  readonly hold: DrawKey;
  readonly work: DrawKey;
  /** How long the municipality's own shutdown lasts. */
  readonly shutdown: DrawKey;
  readonly strike: DrawKey;
  readonly fine: DrawKey;
  readonly fineSize: DrawKey;
};

/** What draws are looked up in. */
type Drawing = {
  readonly consequences: Consequences;
  /** Probability that a copy can be restored in an outer draw, by whether a restore was tried. */
  readonly restorable: (tried: boolean, outer: number) => number;
};

export type RunDraws = {
  readonly run: RunNumber;
  /** Where in the week it strikes: whole hours. */
  readonly strikeHour: number;
  /** Hours until recovery begins, before softening. */
  readonly holdHours: number;
  /** What the work of restoring is multiplied by, before softening. */
  readonly workFactor: number;
  readonly shutdownHours: number;
  /** Per backup: the uniform that decides whether it can be restored at all, outer. */
  readonly restorable: Float64Array;
  /** Per backup: the probability of that, before softening. */
  readonly restorableBelow: Float64Array;
  /** Per service: the uniform that decides whether its reserve routine works. */
  readonly reserve: Float64Array;
  readonly fine: number;
  readonly fineSize: number;
};

/** A log-normal value at its uniform. */
function logNormal(median: number, spread: number, u: number): number {
  return median * exp(spread * normalQuantile(u));
}

function drawn(
  { consequences, restorable }: Drawing,
  keys: ConsequenceKeys,
  run: RunNumber,
): RunDraws {
  const { outer, inner } = run;
  const at = (key: DrawKey): number => uniform(key, outer, inner);
  const { holdMedianHours, holdSpread, workSpread, shutdown } = recoveryDefaults;
  return {
    run,
    strikeHour: Math.floor(at(keys.strike) * 168),
    holdHours: logNormal(holdMedianHours, holdSpread, at(keys.hold)),
    workFactor: logNormal(1, workSpread, at(keys.work)),
    shutdownHours: logNormal(shutdown.medianHours, shutdown.spread, at(keys.shutdown)),
    restorable: Float64Array.from(keys.restorable, (key) => uniform(key, outer, 0)),
    restorableBelow: Float64Array.from(consequences.backups, ({ tried }) =>
      restorable(tried === true, outer),
    ),
    reserve: Float64Array.from(keys.reserve, at),
    fine: at(keys.fine),
    fineSize: at(keys.fineSize),
  };
}

/** Looks up the draws of a run; keeps those of the last one asked about. */
export function drawsBook(stage: Drawing, keys: ConsequenceKeys): (run: RunNumber) => RunDraws {
  let last: RunDraws | null = null;
  return (run) => {
    if (last === null || last.run.outer !== run.outer || last.run.inner !== run.inner)
      last = drawn(stage, keys, run);
    return last;
  };
}
