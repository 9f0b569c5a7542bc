/**
 * What a measure is: what it does, what it costs, and where the figures come from. Prices are
 * in SEK excluding VAT in 2026 money; own hours are hours, never turned into SEK (dials.md §3).
 */
import type { Text } from "@vallgrav/kernel";
import { assumption, type Source } from "./source.ts";

/** Which assets a measure is for. */
export type Selector =
  | "all"
  | "people"
  | "privileged"
  | "service-accounts"
  | "servers"
  | "vital-systems"
  | "vital-backups";

/** What a measure does. The first two act on the attack graph, the rest on what an outage costs. */
export type MeasureEffect =
  | {
      readonly kind: "control";
      readonly step: string;
      readonly where: Selector;
      /** Share of the selected that gets it, 0–1. */
      readonly coverage: number;
    }
  | {
      readonly kind: "slower";
      readonly step: string;
      readonly where: Selector;
      /** The time is multiplied by this, ≥ 1. */
      readonly factor: number;
    }
  /** A copy that was not erased can be restored with at least this probability. */
  | { readonly kind: "restorable"; readonly probability: number }
  /** Restoring takes this share of the work, ≤ 1. */
  | { readonly kind: "quicker-restore"; readonly factor: number }
  /** Forensics and decisions hold recovery back for this share of the time, ≤ 1. */
  | { readonly kind: "shorter-hold"; readonly factor: number }
  /**
   * Reserve routines of vital services cover at least this much, for at least so long, at least so
   * surely.
   */
  | {
      readonly kind: "bridges";
      readonly coverFirst: number;
      readonly untilHours: number;
      readonly coverThen: number;
      readonly works: number;
    };

export type MeasureCost = {
  readonly oneOffSek: number;
  readonly yearlySek: number;
  /** Own hours over the window. */
  readonly hours: number;
  /** Added per selected asset; null where the price does not depend on size. */
  readonly each: {
    readonly of: Selector;
    readonly oneOffSek: number;
    readonly yearlySek: number;
    readonly hours: number;
  } | null;
};

export type Measure = {
  readonly id: string;
  readonly version: number;
  readonly name: Text;
  /** What to do, in a sentence or two. */
  readonly text: Text;
  readonly effects: readonly MeasureEffect[];
  readonly requires: readonly string[];
  readonly excludes: readonly string[];
  readonly cost: MeasureCost;
  readonly priceYear: number;
  readonly lifetimeYears: number;
  readonly leadMonths: number;
  readonly source: Source;
};

/** The window that costs are counted over, months from start to last spending date. */
export const windowMonths = 12;

/** Own hours that may be planned unless the user says otherwise. */
export const ownHoursLimit = 1_600;

/** Fills in what most measures share. */
export function measure(
  item: Pick<Measure, "id" | "name" | "text" | "effects" | "cost"> & Partial<Measure>,
): Measure {
  return {
    version: 1,
    requires: [],
    excludes: [],
    priceYear: 2026,
    lifetimeYears: 4,
    leadMonths: 2,
    source: assumption,
    ...item,
  };
}

/**
 * What a measure costs over the window, SEK, for a municipality with so many of each.
 * One-off money plus the yearly money of the whole window for every measure (dials.md §3).
 */
export function costOf(
  cost: MeasureCost,
  count: (selector: Selector) => number,
): { readonly sek: number; readonly hours: number } {
  const each = cost.each;
  const many = each === null ? 0 : count(each.of);
  const oneOff = cost.oneOffSek + (each === null ? 0 : each.oneOffSek * many);
  const yearly = cost.yearlySek + (each === null ? 0 : each.yearlySek * many);
  return {
    sek: Math.round(oneOff + (yearly * windowMonths) / 12),
    hours: Math.round(cost.hours + (each === null ? 0 : each.hours * many)),
  };
}
