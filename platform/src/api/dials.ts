/** Both dials as they travel, whose they are, and what they were computed from. */
import type { Band, Text } from "@vallgrav/kernel";

/**
 * Shares of the deciding facts by standing; sums to 1 unless nothing fell and nothing was decided.
 */
export type EvidenceShares = {
  readonly observed: number;
  readonly declared: number;
  readonly assumed: number;
};

export type Outcomes = {
  readonly fell: number;
  readonly blocked: number;
  readonly outlasted: number;
  readonly evicted: number;
};

export type Spread = {
  readonly mean: number;
  readonly p95: number;
  readonly tail95: number;
  readonly sampling: { readonly mean: Band; readonly tail95: Band };
  readonly knowledge: { readonly mean: Band };
};

/** dials.md §1.9. Days are 24 hours; null where the quantile lies among the runs that held. */
export type Resistance = {
  readonly profile: string;
  readonly medianDays: number | null;
  readonly p10Days: number | null;
  readonly p90Days: number | null;
  readonly probabilityHolds: number;
  readonly heldDays: number;
  readonly horizonDays: number;
  readonly outcomes: Outcomes;
  /** P(holds) against an attacker who does not know the detectors: the optimistic end. */
  readonly blindHolds: number;
  /** 95 %; an upper end of null means "not within the horizon". */
  readonly sampling: {
    readonly probabilityHolds: Band;
    readonly heldDays: Band;
    readonly medianDays: { readonly low: number | null; readonly high: number | null };
  };
  /** 80 %. */
  readonly knowledge: { readonly probabilityHolds: Band; readonly heldDays: Band };
  readonly evidence: EvidenceShares;
  /** `words` where observed + declared is below 60 %: speak in words and ranks, not in figures. */
  readonly speak: "figures" | "words";
};

export type ServiceDamage = {
  readonly id: string;
  readonly name: string;
  readonly hours: number;
  readonly fellShare: number;
};

export type Damage = {
  readonly serviceHours: Spread;
  readonly persons: Spread;
  readonly sek: Spread;
  readonly perService: readonly ServiceDamage[];
};

export type Dials = { readonly resistance: Resistance; readonly damage: Damage };

/** Both dials of today while their runs are still played: the same figures, wider intervals. */
export type FirstDials = {
  readonly dials: Dials;
  /** Campaigns they rest on, and those they will rest on. */
  readonly runs: number;
  readonly ofRuns: number;
  /** Who attacks, as a subject of a sentence. */
  readonly subject: Text;
};

/** An attacker profile in words; `subject` completes "If … begins today". */
export type ProfileView = { readonly id: string; readonly name: Text; readonly subject: Text };

/** What a run was computed from; equal identity gives equal bytes. */
export type RunIdentity = {
  readonly id: string;
  readonly model: string;
  readonly language: string;
  readonly times: string;
  readonly valuations: string;
  readonly profile: string;
  readonly asOf: string;
  readonly seed: string;
  readonly engine: string;
};
