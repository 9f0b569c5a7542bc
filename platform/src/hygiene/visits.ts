/**
 * Politeness across domains: those of one municipality often stand on the same servers. A server is
 * met by one domain at a time, and what was seen of a host at an address is not looked at again.
 */

import type { TlsFacts } from "@vallgrav/domains";

/** Visits of one run. */
export type Visits = {
  /** Runs the work when nobody else is at the address; those that wait come in order. */
  at<T>(address: string, work: () => Promise<T>): Promise<T>;
  /** What the first visit with this key gave, or gives. */
  once<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** What was seen last of the TLS at an address and port, whatever name was asked for. */
  readonly lastTls: Map<string, TlsFacts>;
};

/** Visits of a run that begins. */
export function openVisits(): Visits {
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
    once: <T>(key: string, work: () => Promise<T>): Promise<T> => {
      const known = seen.get(key) as Promise<T> | undefined;
      if (known !== undefined) return known;
      const mine = work();
      seen.set(key, mine);
      return mine;
    },
  };
}
