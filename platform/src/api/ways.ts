/** Ways of attackers as they travel: what happens in which order, how often, what stands in it. */
import type { Standing, Text } from "@vallgrav/kernel";

/** A step of a way: a node of the attack graph in the user's words. */
export type WayStep = {
  readonly node: string;
  readonly asset: { readonly id: string; readonly kind: string; readonly name: string };
  readonly step: Text;
  readonly technique: string | null;
  readonly days: number;
  readonly standing: Standing | null;
};

export type Way = {
  readonly objective: string;
  readonly frequency: number;
  readonly steps: readonly WayStep[];
};

export type ChokePoint = {
  readonly asset: { readonly id: string; readonly kind: string; readonly name: string };
  readonly step: Text;
  readonly frequency: number;
};

/** A measure that stands in some of the ways, with the share of the runs that fell by those. */
export type WayMeasure = { readonly id: string; readonly name: Text; readonly share: number };

/**
 * Runs that fell with the same measures in their way: while none of these is in place, each falls
 * as before, whatever else is.
 */
export type Barrier = {
  /** Which of the ways told of, or null for one of the others. */
  readonly way: number | null;
  /** Places in {@link Ways.measures}, rising. */
  readonly measures: readonly number[];
  /** Share of the runs that fell; all of them together are 1. */
  readonly share: number;
};

/** Access rights that ways go over: each of them lets its holder take the step alone. */
export type WayRight = {
  readonly holder: ChokePoint["asset"];
  readonly object: ChokePoint["asset"];
  readonly step: Text;
  /** As directories name them. */
  readonly rights: readonly string[];
  /** Share of the runs that fell. */
  readonly frequency: number;
};

export type Ways = {
  readonly profile: string;
  readonly runs: number;
  readonly fell: number;
  readonly ways: readonly Way[];
  /** Measures in the way of any run that fell, the most often first. */
  readonly measures: readonly WayMeasure[];
  readonly barriers: readonly Barrier[];
  readonly chokePoints: readonly ChokePoint[];
  /** Fifty at most, the most frequent first. */
  readonly rights: readonly WayRight[];
  /**
   * Assumptions the ways rest on, largest first: a thing nobody lists (`step` null) or a defence,
   * with its share of all deciding facts.
   */
  readonly unknowns: readonly {
    readonly kind: string;
    readonly step: string | null;
    readonly share: number;
  }[];
};
