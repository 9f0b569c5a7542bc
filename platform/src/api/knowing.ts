/** The shapes of what is known of single things: who is the same, whom to believe. Types only. */
import type { AssetKind, Standing, Subject, Text, Value } from "@vallgrav/kernel";

/** A thing as it is named to people. */
export type AssetRef = { readonly id: string; readonly kind: AssetKind; readonly name: string };

/** A source that names a thing, and where in it the first such statement stands. */
export type NamedBy = {
  readonly evidence: string;
  /** Name of the file, and the reader that read it. */
  readonly file: string;
  readonly reader: string;
  readonly place: string;
  /** When the newest of its statements was true. */
  readonly at: string;
  readonly statements: number;
};

/** One of two things that may be the same: as some sources name it, with what they say of it. */
export type PairSide = {
  readonly asset: AssetRef;
  readonly subject: Subject;
  readonly sources: readonly NamedBy[];
  readonly says: readonly { readonly property: string; readonly value: Value }[];
};

/** What a person said, and when. */
export type Word = { readonly by: string; readonly at: string };

/**
 * Two things that may be the same. `signs`: names that differ in separators or mistakable signs;
 * `letters`: in one slip of the pen; `name`: one name that could mean either; `said`: nobody but a
 * person has said anything of these two.
 */
export type IdentityPair = {
  /** Stable name of the pair, short enough to type. */
  readonly key: string;
  readonly kind: AssetKind;
  readonly because: "signs" | "letters" | "name" | "said";
  /** Whether they are one asset now. */
  readonly isOne: boolean;
  readonly left: PairSide;
  readonly right: PairSide;
  /** The ruling word on the two; null where nobody has said anything. */
  readonly judged: (Word & { readonly holds: boolean }) | null;
};

/** Pairs that nobody has judged, or those that somebody has. */
export type IdentityPairs = {
  readonly pairs: readonly IdentityPair[];
  readonly total: number;
  /** Where to go on; null at the end. */
  readonly next: number | null;
};

/** What the sources disagree about, one property of one asset; the ruling value first. */
export type ContradictionView = {
  readonly asset: AssetRef;
  readonly property: string;
  readonly values: readonly {
    readonly value: Value;
    readonly standing: Standing;
    /** Name of the file. */
    readonly evidence: string;
    /** Who stands behind it, whatever the number of files: what can be trusted. */
    readonly source: string;
    readonly validFrom: string;
  }[];
  /** Who chose whom to believe; null where nobody has. */
  readonly trusted: (Word & { readonly source: string }) | null;
};

/** What an unknown goes with over the outer draws: dials.md §2.4, first order. */
export type Movement = {
  /** Mean of the dial where the fact is off, and where it is on. */
  readonly low: number;
  readonly high: number;
  /** Share of the knowledge variance, and what chance alone stays below 95 times of 100. */
  readonly share: number;
  readonly noise: number;
  readonly isClear: boolean;
};

/** A defence that nobody has reported on, and that ways in pass where it is missing. */
export type Mover = {
  readonly step: string;
  /** The thing it is of; null where one draw is shared by many things. */
  readonly asset: { readonly id: string; readonly kind: string; readonly name: string } | null;
  /** Share of the runs that fell on whose way it was missing. */
  readonly onWays: number;
  /** Mean probability that it is there. */
  readonly chance: number;
  /** Of the probability that the municipality holds, and of the loss as a share of today's. */
  readonly holds: Movement;
  readonly loss: Movement;
};

/**
 * A class parameter: one unknown for all things of a class. `coverage`: how many have a defence;
 * `effectiveness`: how often it works; `time`: how long a step takes; `source`: what a source gets
 * wrong.
 */
export type ParameterMover = {
  readonly id: string;
  readonly what: "coverage" | "effectiveness" | "time" | "source";
  /** The defence, step or source it is of. */
  readonly name: Text;
  /** Id of the question of the twelve that settles it; null where none does. */
  readonly question: string | null;
  readonly holds: Movement;
  readonly loss: Movement;
};

/** What goes with the dials over the outer draws, the clearest first. */
export type Movers = {
  readonly facts: readonly Mover[];
  readonly parameters: readonly ParameterMover[];
};
