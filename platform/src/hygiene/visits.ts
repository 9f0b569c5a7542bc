/**
 * Politeness across domains: those of one municipality often stand on the same servers. A server is
 * met by one domain at a time, and what was seen of a host at an address is not looked at again.
 */

import type { TlsFacts } from "@vallgrav/domains";
import { machineClock, type Pace, type PaceClock, paceOf } from "./pace.ts";

/** Visits of one run. */
export type Visits = {
  /** Runs the work when nobody else is at the address; those that wait come in order. */
  at<T>(address: string, work: () => Promise<T>): Promise<T>;
  /** The pace at which a server is asked by everybody; the first that asks sets it. */
  pace(address: string, perSecond: number): Pace;
  /** What the first visit with this key gave, or gives. */
  once<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** What was seen last of the TLS at an address and port, whatever name was asked for. */
  readonly lastTls: Map<string, TlsFacts>;
};

/** Questions to one server that are under way; those to a name server come one after the other. */
const pacedAtOnce = 8;

/** Visits of a run that begins. */
export function openVisits(clock: PaceClock = machineClock): Visits {
  const paces = new Map<string, Pace>();
  const lines = new Map<string, Promise<unknown>>();
  const seen = new Map<string, Promise<unknown>>();
  return {
    lastTls: new Map(),
    at: <T>(address: string, work: () => Promise<T>): Promise<T> => {
      const before = lines.get(address) ?? Promise.resolve();
      const mine = before.then(work, work);
      lines.set(address, mine);
      return mine;
    },
    pace: (address, perSecond) => {
      const known = paces.get(address);
      if (known !== undefined) return known;
      const pace = paceOf({ perSecond, atOnce: pacedAtOnce }, clock);
      paces.set(address, pace);
      return pace;
    },
    once: <T>(key: string, work: () => Promise<T>): Promise<T> => {
      const known = seen.get(key) as Promise<T> | undefined;
      if (known !== undefined) return known;
      const mine = work();
      seen.set(key, mine);
      return mine;
    },
  };
}
