/**
 * A scene: an attack graph with everything chance needs, for one attacker profile. It is data that
 * can be sent to another thread (a large one by `packScene`), hashed, and kept beside a run. What
 * the draws mean and which are shared is dials.md §1.2–1.3; a node without an entry here follows
 * the language alone.
 */
import type { AttackGraph, TimeExpression } from "./attack-graph.ts";
import type { Rows } from "./rows.ts";

/** How a parameter that could be found out is distributed. `normal` is used as it is drawn. */
export type Prior =
  | { readonly kind: "fixed"; readonly value: number }
  | { readonly kind: "beta"; readonly a: number; readonly b: number }
  | { readonly kind: "normal"; readonly mean: number; readonly sd: number };

/** A class parameter: one draw per outer draw, shared by all that refer to it. Ids are unique. */
export type Parameter = { readonly id: string; readonly prior: Prior };

/**
 * A fact that is so or not for a whole outer draw m: with logit p = logit coverage(m) + evidence +
 * Σ bias(m), decided by the uniform of `stateKey` (dials.md §1.2, §2.2).
 */
export type Presence = {
  /**
   * Index into `parameters`: probability 0–1 that it is so where nobody reported on it. −1, for
   * detectors only: it is certain.
   */
  readonly coverage: number;
  /** Σ ln LR of the reports, faded by age; 0 without reports, ±Infinity where it is certain. */
  readonly evidence: number;
  /** Indices into `parameters` of the normal biases of the sources that reported. */
  readonly biases: readonly number[];
  /** Who lacks it: same mechanism and asset, same key. */
  readonly stateKey: string;
};

/**
 * How a gate (a defence) behaves. Where it is on, it works per run with the probability
 * `effectiveness`(m), skill and `effectKey` deciding (dials.md §1.2).
 */
export type Gate = Presence & {
  readonly node: number;
  /**
   * Index into `parameters`: probability 0–1 that it works against the average attacker; −1:
   * always.
   */
  readonly effectiveness: number;
  /** Against whom it works: same control and technique, same key. */
  readonly effectKey: string;
};

/**
 * A detector over a step. Where it is in place it fires, per run, if the uniform of its type and
 * technique is below stealth · `sensitivity`(m): what one detector misses, all of its kind miss
 * (dials.md §1.3–1.4).
 */
export type DetectorPlacement = Presence & {
  readonly node: number;
  readonly type: string;
  readonly technique: string;
  /** Index into `parameters`: probability 0–1 that it notices an attacker who does not hide. */
  readonly sensitivity: number;
  /** Days from the completed step to the alert; drawn once for its type and technique. */
  readonly alertDelay: TimeExpression;
};

/** When alerts are looked at: the stretches without staff in a period that repeats. */
export type Staffing = {
  /** Hours, > 0; 168 for a week. */
  readonly periodHours: number;
  /** Hours of each stretch without staff, ≥ 0; together less than the period. */
  readonly gapsHours: readonly number[];
};

/** What follows an alert; every part is drawn once per run (dials.md §1.4). Times in days. */
export type Response = {
  readonly triage: TimeExpression;
  readonly staffing: Staffing;
  readonly containment: TimeExpression;
  /** Index into `parameters`: probability 0–1 that containment succeeds at all in a campaign. */
  readonly success: number;
};

/** The local time of an attack step, overriding the language's. */
export type LocalTime = {
  readonly node: number;
  /** Days. */
  readonly time: TimeExpression;
  /**
   * Index into `parameters` of ε, the uncertainty of the scale: the time is multiplied by exp(ε);
   * −1: none.
   */
  readonly scale: number;
  /** What shares the draw: the node's own name, a person, a product, the campaign. */
  readonly key: string;
};

/** A place where an attacker may start. */
export type Entry = {
  readonly node: number;
  /** Probability 0–1 that it is there for this campaign. */
  readonly available: number;
  /** Days before it can be used. */
  readonly delay: TimeExpression;
  readonly key: string;
};

/** One campaign of a named attacker profile (dials.md §1.1). */
export type Campaign = {
  readonly profile: string;
  readonly entries: readonly Entry[];
  /** μ: skill is drawn from N(μ, 1); 0 is the average attacker. */
  readonly skillMean: number;
  /** ρ: how much of a gate's success all gates of a run share; 0–1. */
  readonly skillLoading: number;
  /** σ: local times are multiplied by exp(−σ·Z). */
  readonly skillOnTime: number;
  /** Days until the attacker gives up. */
  readonly patience: TimeExpression;
  /** Steps the attacker cannot take, by node; see `closedSteps`. */
  readonly closed: readonly number[];
  /** 0–1: what the chance of every detector to fire is multiplied by. */
  readonly stealth: number;
  /** When the attacker acts: at any hour, or while nobody looks at alerts. */
  readonly timing: "any" | "unstaffed";
};

export type Scene = {
  readonly graph: AttackGraph;
  readonly parameters: readonly Parameter[];
  readonly gates: Rows<Gate>;
  readonly times: Rows<LocalTime>;
  readonly detectors: Rows<DetectorPlacement>;
  /** Null: nobody answers alerts. */
  readonly response: Response | null;
  readonly campaign: Campaign;
  /** Nodes whose times are asked for. */
  readonly objectives: readonly number[];
  /** H: days of the window of both dials. */
  readonly horizonDays: number;
  readonly seed: string;
};

/** A part of the time between alert and contained. */
export type ResponsePart = "triage" | "wait" | "containment";

/**
 * What a measure does to the graph. `control`: the gate covers this asset where the uniform of its
 * state key is below `coverage` (nested: raising it only adds assets); `certain` gates need no
 * effectiveness of their own. `slower`: the local time is multiplied by `factor` ≥ 1; of several on
 * one step the largest counts. `sees`: the detector, by its place in `Scene.detectors`, is in place
 * where the uniform of its state key is below `coverage`. `faster`: a part of the response is
 * multiplied by `factor` ≤ 1; the smallest counts, and 0 does away with the part.
 */
export type GraphEffect =
  | { readonly kind: "control"; readonly node: number; readonly coverage: number }
  | { readonly kind: "slower"; readonly node: number; readonly factor: number }
  | { readonly kind: "sees"; readonly detector: number; readonly coverage: number }
  | { readonly kind: "faster"; readonly part: ResponsePart; readonly factor: number };

/** Per measure, by its index: what it does to the graph; empty for measures that act elsewhere. */
export type LatentMeasures = readonly Rows<GraphEffect>[];

/** Which runs: outer draws `outerFrom` … `outerTo` − 1, each with `inner` inner draws. */
export type RunRange = {
  readonly outerFrom: number;
  readonly outerTo: number;
  readonly inner: number;
};

/** What the runs gave. Run r is outer `outerFrom + ⌊r / inner⌋`, inner `r mod inner`. */
export type Sampled = {
  readonly range: RunRange;
  /** `times[r · objectives + o]`: days until objective o falls, Infinity where never. */
  readonly times: Float64Array;
  /** The same without response: Tu. Where nothing was detected the two are equal. */
  readonly unopposed: Float64Array;
  /** C per run: the smaller of patience and horizon, days. An objective fell where its time ≤ C. */
  readonly limits: Float64Array;
};

/**
 * Why objectives fell in one run: their time proof, and what would have stood in its way or, with
 * detectors, would have sounded an alarm too early on the slack proofs behind it (dials.md §4.3).
 */
export type Witness = {
  /** Nodes of the proof, ascending: argmin parents at OR, all parents at AND, ties by node. */
  readonly nodes: Int32Array;
  /** For each node of the proof its time in days, in the order of `nodes`. */
  readonly times: Float64Array;
  /**
   * Measures not chosen that, in this run's draws, would block or slow a node of these proofs, or
   * add or quicken detection on one; ascending.
   */
  readonly hit: readonly number[];
};
