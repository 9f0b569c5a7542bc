/** What a campaign costs that was stopped, in one unit (dials.md §1.6). */

/** Losses of one run in one unit: hours of one service, persons, or SEK; each ≥ 0. */
export type StoppedLoss = {
  /** Of what fell all the same. */
  readonly fallen: number;
  /** Of the shutdown that stopped the rest. */
  readonly shutdown: number;
  /** Of all that would have fallen had nobody answered. */
  readonly unopposed: number;
};

/**
 * The loss of a run in which something was stopped: never less than what fell, and the shutdown
 * never counted as worse than what it prevented. Where nothing was stopped it is
 * `fallen`, which is then `unopposed`.
 */
export function stoppedLoss({ fallen, shutdown, unopposed }: StoppedLoss): number {
  return Math.max(fallen, Math.min(shutdown, unopposed));
}
