/**
 * How many passwords are hashed at once, whoever asks. Each takes 19 MiB and 27 ms of a processor,
 * and somebody who tries from thousands of networks is slowed down as none of them: without a
 * ceiling their tries would stand before everybody else's, and take all threads that read files.
 */

/** How many are hashed at once, and how many may wait for it. */
export type HashRules = {
  /** Passwords hashed at once, of all but accounts for the worst day. */
  readonly atOnce: number;
  /** More that may wait for their turn; the next is told to come back. */
  readonly waiting: number;
  /** When who was turned away may come back, seconds. */
  readonly againSeconds: number;
};

/**
 * Two at once leave two of Node's four threads to files and to the worst day; fifty wait less than
 * a second on two processors.
 */
export const hashRules: HashRules = { atOnce: 2, waiting: 50, againSeconds: 5 };

/** Those who wait to have a password hashed. */
export type HashQueue = {
  /** Seconds after which to come back; 0: there is room, and the work may be begun now. */
  readonly waitFor: () => number;
  /**
   * Does the work when its turn comes; also beyond the ceiling, for those who are known already
   * and ask no {@link HashQueue.waitFor}.
   * @param isKept whether it is of an account for the worst day, which waits behind no other
   */
  readonly run: <T>(isKept: boolean, work: () => Promise<T>) => Promise<T>;
  /**
   * For who finds no room and may be of the worst day: all who come while one round runs wait for
   * the end of the next, in which one hash is made. Whose it was, if anybody's, nobody can tell.
   * @param work what is done for one with a place kept, if another is not first; null: nothing
   * @param nobodys a hash that takes as long, made where nobody of the round has work
   * @returns what the work came to; null where none was done
   */
  readonly turnAway: <T>(
    work: (() => Promise<T>) | null,
    nobodys: () => Promise<unknown>,
  ) => Promise<T | null>;
};

/** Work of one kind: so many at once, in the order it came. */
type Lane = { readonly atOnce: number; running: number; readonly waiting: (() => void)[] };

function laneOf(atOnce: number): Lane {
  return { atOnce, running: 0, waiting: [] };
}

async function runIn<T>(lane: Lane, work: () => Promise<T>): Promise<T> {
  if (lane.running >= lane.atOnce)
    // Whoever ends hands its place on: nobody who comes in between can take it.
    await new Promise<void>((resolve) => lane.waiting.push(resolve));
  else lane.running += 1;
  try {
    return await work();
  } finally {
    const next = lane.waiting.shift();
    if (next === undefined) lane.running -= 1;
    else next();
  }
}

/** Those who are turned away together. */
type Round = { work: (() => Promise<unknown>) | null; readonly ended: Promise<unknown> };

/** Rounds of one hash each, one after another in a lane. */
function roundsIn(lane: Lane): HashQueue["turnAway"] {
  let coming: Round | null = null;
  const beginning = (nobodys: () => Promise<unknown>): Round => {
    const ended = runIn(lane, async () => {
      // All who come at once are of one round, also where no other is before it.
      await Promise.resolve();
      coming = null;
      return (round.work ?? nobodys)();
    });
    const round: Round = { work: null, ended };
    return round;
  };
  return async <T>(work: (() => Promise<T>) | null, nobodys: () => Promise<unknown>) => {
    coming ??= beginning(nobodys);
    const round = coming;
    let done: T | null = null;
    if (work !== null && round.work === null)
      round.work = async () => {
        done = await work();
      };
    await round.ended;
    return done;
  };
}

/** A queue in which nobody waits yet. */
export function hashQueue(rules: HashRules = hashRules): HashQueue {
  const usual = laneOf(rules.atOnce);
  const kept = laneOf(1);
  return {
    waitFor: () => {
      const { running, waiting } = usual;
      const all = running + waiting.length;
      const isFull = running >= rules.atOnce && all >= rules.atOnce + rules.waiting;
      return isFull ? rules.againSeconds : 0;
    },
    run: (isKept, work) => runIn(isKept ? kept : usual, work),
    turnAway: roundsIn(kept),
  };
}
