/** Time for jobs, handed in so that tests decide it. */
import { instantFromMs, invariant } from "@vallgrav/kernel";
import type { Instant } from "@vallgrav/kernel";

/** What o'clock it is, and doing something every so often. */
export type Clock = {
  now(): Instant;
  /** Calls `work` every `ms` milliseconds until the returned function is called. */
  repeat(ms: number, work: () => void): () => void;
};

/** The machine's clock. Its timers do not keep a process alive. */
export const systemClock: Clock = {
  now: () => {
    const instant = instantFromMs(Date.now());
    invariant(instant !== null, "the clock stands in years 0 to 9999");
    return instant;
  },
  repeat: (ms, work) => {
    const timer = setInterval(work, ms);
    timer.unref();
    return () => {
      clearInterval(timer);
    };
  },
};
