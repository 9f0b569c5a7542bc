/**
 * Systems and services as this engine sees them: who needs whom, how long that can wait, how
 * long a restore takes, and what a reserve routine covers (dials.md §1.6). Plain data, built by
 * the caller.
 */

/** What something needs: a system or a service, by its place in the network's lists. */
export type On = { readonly system: number } | { readonly service: number };

/** Work to bring a system back, hours of one crew, ≥ 0 and finite. */
export type Restore = {
  /** From a usable copy: moving the data, rebuilding around it, checking it. */
  readonly workHours: number;
  /** From nothing. Less than `workHours` is taken as `workHours`: a copy never makes it slower. */
  readonly rebuildHours: number;
};

/** A critical dependency: down once the other has been down for longer than is tolerated. */
export type Dependency = { readonly on: On; readonly toleranceHours: number };

/** Needs `needed` of its members at once; 1 ≤ needed ≤ members. */
export type Group = { readonly members: readonly On[]; readonly needed: number };

/** What anything leans on. */
export type Leaning = {
  readonly dependencies: readonly Dependency[];
  readonly groups: readonly Group[];
};

/** A technical system that can be struck and has to be restored. */
export type System = {
  /** Unique among the systems; breaks ties in the recovery order. */
  readonly id: string;
  readonly restore: Restore;
  /** Systems that must be back before this one can be, by index. Only counts when they are down. */
  readonly prerequisites: readonly number[];
  /** Smallest outage still tolerable, hours; may be Infinity. Smaller is restored first. */
  readonly tolerableHours: number;
  /** What it needs to run, when it does not only have to be restored itself; none by default. */
  readonly leaning?: Leaning;
};

/** A reserve routine: how much of the need it covers, by hours since the strike. */
export type Reserve = {
  /** Covers nothing before this. */
  readonly inPlaceAfterHours: number;
  /** ρ1: share covered until it is worn out, 0–1. */
  readonly coverFirst: number;
  /** h: when it is worn out; may be Infinity, at least `inPlaceAfterHours`. */
  readonly untilHours: number;
  /** ρ2 ≤ ρ1: share covered after that. */
  readonly coverThen: number;
};

/** Something the municipality owes people, whose hours count. */
export type Service = Leaning & {
  /** Unique among the services. */
  readonly id: string;
  /** Need in each hour of the week, 168 values in 0–1, from the caller's hour 0; null: 1. */
  readonly need: ArrayLike<number> | null;
  readonly reserve: Reserve | null;
};

/** The whole of it. */
export type Network = {
  readonly systems: readonly System[];
  readonly services: readonly Service[];
};
