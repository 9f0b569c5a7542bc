/** What looking at a domain needs, and how far it may go. */
import type { DnssecSession, DomainName, RoutingTables } from "@vallgrav/domains";
import type { Instant } from "@vallgrav/kernel";
import type { Resolver } from "./resolver.ts";
import type { ProbeLimits, ProbeSurroundings } from "./tls/tls-target.ts";
import type { Visits } from "./visits.ts";
import type { PageLimits } from "./web/fetch-page.ts";

/** What collecting needs, and how far it may go. */
export type SeeingSetting = {
  readonly resolver: Resolver;
  /** Validates what the resolver says; null: nothing is proved, and DNS itself stays unknown. */
  readonly dnssec: DnssecSession | null;
  readonly surroundings: ProbeSurroundings;
  readonly now: Instant;
  /** Whether a host at an address is cleared; what is not stays unasked and unknown. */
  readonly isCleared: (host: string, address: string) => boolean | Promise<boolean>;
  /** Trusted roots as PEM; null for those that come with the program. */
  readonly roots: readonly string[] | null;
  readonly ports: {
    readonly http: number;
    readonly https: number;
    readonly smtp: number;
    readonly dns: number;
  };
  /** Shared by the domains of one run. */
  readonly visits: Visits;
  /** What is known of the internet's routes; left out: nothing. */
  readonly routing?: RoutingTables | "unreadable" | null;
  /** Selectors of a domain's keys of DKIM, as reports have named them; left out: none. */
  readonly selectors?: (domain: DomainName) => readonly string[];
  /** Ends the looking soon, with its reason. */
  readonly signal?: AbortSignal;
  readonly probeLimits?: ProbeLimits;
  readonly pageLimits?: PageLimits;
};

/** Ports as the world knows them. */
export const usualPorts: SeeingSetting["ports"] = { http: 80, https: 443, smtp: 25, dns: 53 };
