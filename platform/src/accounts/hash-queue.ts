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
  /** Of accounts for the worst day, at once and waiting: a place is kept for them. */
  readonly kept: number;
  /** When who was turned away may come back, seconds. */
  readonly againSeconds: number;
};

/**
 * Two at once leave two of Node's four threads to files and to the worst day; fifty wait less than
 * a second on two processors.
 */
export const hashRules: HashRules = { atOnce: 2, waiting: 50, kept: 4, againSeconds: 5 };

/** Those who wait to have a password hashed. */
export type HashQueue = {
  /** Seconds after which to come back; 0: there is room, and the work may be begun now. */
  readonly waitFor: (isKept: boolean) => number;
  /**
   * Does the work when its turn comes; also beyond the ceiling, for those who are known already
   * and ask no {@link HashQueue.waitFor}.
   * @param isKept whether it is of an account for the worst day, which waits behind no other
   */
  readonly run: <T>(isKept: boolean, work: () => Promise<T>) => Promise<T>;
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

/** A queue in which nobody waits yet. */
export function hashQueue(rules: HashRules = hashRules): HashQueue {
  const usual = laneOf(rules.atOnce);
  const kept = laneOf(1);
  const isFull = (lane: Lane, most: number): boolean =>
    lane.running >= lane.atOnce && lane.running + lane.waiting.length >= most;
  return {
    waitFor: (isKept) => {
      const full = isKept ? isFull(kept, rules.kept) : isFull(usual, rules.atOnce + rules.waiting);
      return full ? rules.againSeconds : 0;
    },
    run: (isKept, work) => runIn(isKept ? kept : usual, work),
  };
}
