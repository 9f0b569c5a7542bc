/** The shapes of what is known of single things: who is the same, whom to believe. Types only. */
import type { AssetKind, Standing, Subject, Value } from "@vallgrav/kernel";

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
