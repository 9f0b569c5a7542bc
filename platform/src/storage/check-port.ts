/** The part of the storage port that keeps checks of domains from outside. */
import type { Instant, Json } from "@vallgrav/kernel";

/** A check of a domain, shortly. */
export type DomainCheckSummary = {
  readonly id: string;
  readonly domain: string;
  readonly at: Instant;
  readonly summary: Json;
};

/** Checks of domains from outside; the newest 520 of each are kept. */
export type DomainCheckStore = {
  /** Adds checks, all or none. */
  add(records: readonly (DomainCheckSummary & { readonly report: Json })[]): Promise<void>;
  /** The newest of each domain, by domain. */
  latest(): Promise<readonly DomainCheckSummary[]>;
  /** Of one domain, the newest first. */
  history(domain: string, most: number): Promise<readonly DomainCheckSummary[]>;
  /** What one came to in whole; null where there is none of that id. */
  report(id: string): Promise<Json | null>;
};
