/**
 * Failed attempts slow the next ones down, twice as long each time, per name and per address.
 * Bounded; those that have come to make somebody wait can be carried over a restart.
 */
import { networkOf } from "./network-of.ts";

/** How attempts of one kind of key are slowed down. */
export type ThrottleRule = {
  /** Failures without any wait. */
  readonly free: number;
  /** First wait; doubles with every further failure. */
  readonly firstWaitMs: number;
  /** Longest wait. Short for names, so that a stranger cannot lock anybody out. */
  readonly longestWaitMs: number;
};

/** Rules per kind of key, when failures are forgotten, and how many keys are remembered. */
export type ThrottleRules = {
  readonly name: ThrottleRule;
  readonly address: ThrottleRule;
  readonly forgetMs: number;
  readonly keys: number;
};

/** One minute at most for a name, a quarter of an hour for an address. */
export const defaultThrottle: ThrottleRules = {
  name: { free: 5, firstWaitMs: 1_000, longestWaitMs: 60_000 },
  address: { free: 20, firstWaitMs: 1_000, longestWaitMs: 900_000 },
  forgetMs: 3_600_000,
  keys: 20_000,
};

/** Attempts so far. */
export type Throttle = {
  /**
   * Milliseconds to wait; 0: the attempt may be made and counts as failed until undone. Without a
   * name it waits for and counts against the address alone.
   */
  begin(name: string | null, address: string, nowMs: number): number;
  /** The attempt was right: the name's failures are forgotten, the address loses this one. */
  succeed(name: string, address: string): void;
  /** Whoever has to wait by now, the newest last, so that a restart does not forget them. */
  waiting(): readonly Waiting[];
};

/** Failures of a name or an address that are beyond those without a wait. */
export type Waiting = { readonly key: string; readonly count: number; readonly lastMs: number };

/** Most that are carried over. */
const mostWaiting = 2_000;

/** Whatever was kept, as far as it is what {@link Throttle.waiting} tells. Total. */
export function parseWaiting(value: unknown): readonly Waiting[] {
  const listed = Array.isArray(value) ? value.slice(-mostWaiting) : [];
  return listed.flatMap((one: unknown) => {
    const [key, count, lastMs]: readonly unknown[] = Array.isArray(one) ? one : [];
    const isOne = typeof key === "string" && Number.isSafeInteger(count) && Number(count) > 0;
    return isOne && Number.isSafeInteger(lastMs)
      ? [{ key, count: Number(count), lastMs: Number(lastMs) }]
      : [];
  });
}

type Failures = { readonly count: number; readonly lastMs: number };

function waitOf(rule: ThrottleRule, failures: Failures | undefined, nowMs: number): number {
  if (failures === undefined || failures.count < rule.free) return 0;
  // Capped before it is used: 2^1024 is no number.
  const doublings = Math.min(failures.count - rule.free, 40);
  const wait = Math.min(rule.firstWaitMs * 2 ** doublings, rule.longestWaitMs);
  // Never longer than the wait itself, also where the clock has been put back meanwhile.
  return Math.min(wait, Math.max(0, failures.lastMs + wait - nowMs));
}

/** A throttle that remembers what was carried over. */
export function throttleOf(rules: ThrottleRules, before: readonly Waiting[] = []): Throttle {
  const failures = new Map<string, Failures>(
    before.map(({ key, count, lastMs }) => [key, { count, lastMs }]),
  );
  const recent = (key: string, nowMs: number): Failures | undefined => {
    const found = failures.get(key);
    if (found === undefined || nowMs - found.lastMs >= rules.forgetMs) return undefined;
    if (found.lastMs <= nowMs) return found;
    // The clock has been put back: the wait runs from here, else it would begin anew at each try.
    const counted = { ...found, lastMs: nowMs };
    failures.set(key, counted);
    return counted;
  };
  const count = (key: string, nowMs: number): void => {
    const before = recent(key, nowMs)?.count ?? 0;
    // Deleted first so that the map's order is by last failure and the oldest goes when it is full.
    failures.delete(key);
    failures.set(key, { count: before + 1, lastMs: nowMs });
    const oldest = failures.keys().next().value;
    if (failures.size > rules.keys && oldest !== undefined) failures.delete(oldest);
  };
  return {
    begin: (name, address, nowMs) => {
      const [byName, byAddress] = [`name ${name}`, `address ${networkOf(address)}`];
      const wait = Math.max(
        name === null ? 0 : waitOf(rules.name, recent(byName, nowMs), nowMs),
        waitOf(rules.address, recent(byAddress, nowMs), nowMs),
      );
      if (wait > 0) return wait;
      if (name !== null) count(byName, nowMs);
      count(byAddress, nowMs);
      return 0;
    },
    waiting: () =>
      [...failures]
        .filter(([key, { count: many }]) => {
          const rule = key.startsWith("name ") ? rules.name : rules.address;
          return many >= rule.free;
        })
        .slice(-mostWaiting)
        .map(([key, { count: many, lastMs }]) => ({ key, count: many, lastMs })),
    succeed: (name, address) => {
      failures.delete(`name ${name}`);
      const byAddress = `address ${networkOf(address)}`;
      const before = failures.get(byAddress);
      if (before === undefined) return;
      if (before.count <= 1) failures.delete(byAddress);
      else failures.set(byAddress, { ...before, count: before.count - 1 });
    },
  };
}
