/** How long work goes on, guessed from how fast it went while somebody looked. Pure. */

/** How much was done at a moment, in milliseconds of any one clock. */
export type Look = { readonly done: number; readonly at: number };

/** Below these nothing is guessed: the first steps of a work are not like the rest. */
const least = { steps: 2, ms: 10_000 };

/**
 * Whole minutes that are left, at least one.
 * @param first the first look at the work
 * @param last the latest
 * @param total all that is to be done
 * @returns null where too little was seen to tell
 */
export function minutesLeft(first: Look, last: Look, total: number): number | null {
  const steps = last.done - first.done;
  const ms = last.at - first.at;
  if (steps < least.steps || ms < least.ms || last.done >= total) return null;
  return Math.max(1, Math.ceil(((total - last.done) * ms) / steps / 60_000));
}
