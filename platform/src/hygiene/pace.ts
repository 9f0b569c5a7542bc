/** Holds work to a pace and to so many at once, in the order it came. */

/** What a pace needs of its surroundings. */
export type PaceClock = {
  /** Milliseconds that only grow. */
  elapsedMs(): number;
  sleep(ms: number): Promise<void>;
};

/** This machine's clock. */
export const machineClock: PaceClock = {
  elapsedMs: () => performance.now(),
  sleep: (ms) => new Promise<void>((resolve) => void setTimeout(resolve, ms)),
};

/** Runs work when its turn has come. */
export type Pace = <T>(work: () => Promise<T>) => Promise<T>;

/** At most `perSecond` begin each second, evenly, and at most `atOnce` are under way. */
export function paceOf(
  { perSecond, atOnce }: { readonly perSecond: number; readonly atOnce: number },
  clock: PaceClock,
): Pace {
  let [nextMs, underWay] = [0, 0];
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (underWay >= atOnce) {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      waiting.push(() => resolve(undefined));
      await promise;
    } else underWay += 1;
    try {
      const nowMs = clock.elapsedMs();
      const turnMs = Math.max(nowMs, nextMs);
      nextMs = turnMs + 1_000 / perSecond;
      // Timers are whole milliseconds: what is due sooner goes at once, and the pace still holds.
      if (turnMs - nowMs >= 1) await clock.sleep(turnMs - nowMs);
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) underWay -= 1;
      else next();
    }
  };
}
