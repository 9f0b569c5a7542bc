/** The shapes of search and of the page of one thing. Types only. */
import type { Claim, RelationKind, Standing, Subject, Value } from "@vallgrav/kernel";
import type { AskQuestion } from "./asking.ts";
import type { AssetRef, NamedBy, Word } from "./knowing.ts";

/** A thing found. */
export type AssetFound = AssetRef & {
  /** The name it was found by, where that is not its own; null else. */
  readonly by: string | null;
  readonly isPresent: boolean;
  readonly lastSeen: string;
};

/** A page of things found. */
export type AssetsFound = {
  readonly assets: readonly AssetFound[];
  readonly total: number;
  /** Where to go on; null at the end. */
  readonly next: number | null;
};

/** Who says something of a thing, and where it stands. */
export type SaidHere = {
  readonly evidence: string;
  readonly file: string;
  /** Where in the file; null where it is not looked up (beyond the first ones). */
  readonly place: string | null;
  readonly source: string;
  readonly standing: Standing;
  readonly at: string;
};

/** A property with all that is said of it; the ruling value first. */
export type AssetFact = {
  readonly property: string;
  readonly values: readonly { readonly value: Value; readonly by: readonly SaidHere[] }[];
  /** Whether sources disagree and nobody has said whom to believe. */
  readonly isDisputed: boolean;
  readonly trusted: (Word & { readonly source: string }) | null;
};

/** How some sources name the thing: what a person can take apart. */
export type AssetPart = { readonly subject: Subject; readonly sources: readonly NamedBy[] };

/** What is known of one thing. */
export type AssetView = {
  readonly asset: AssetRef;
  readonly claims: readonly Claim[];
  readonly isPresent: boolean;
  readonly isListed: boolean;
  readonly lastSeen: string;
  readonly presence: readonly SaidHere[];
  readonly facts: readonly AssetFact[];
  readonly parts: readonly AssetPart[];
  /** Statements about it and pointing to it; parts and places are of the first of them. */
  readonly statements: number;
  /** Things one step away, and two steps away and not one; null beyond the limit of looking. */
  readonly reaches: readonly [one: number, two: number | null];
  readonly reachedBy: readonly [one: number, two: number | null];
  /** Questions about it that nothing answers. */
  readonly questions: readonly { readonly id: string; readonly words: AskQuestion }[];
};

/** A thing one or two steps away along relations that are there. */
export type Neighbour = {
  readonly asset: AssetRef;
  readonly steps: 1 | 2;
  /** Relation of the last step. */
  readonly relation: RelationKind;
  /** The thing in between; null one step away. */
  readonly through: AssetRef | null;
};

/** A page of neighbours, those one step away first. */
export type Neighbours = {
  readonly neighbours: readonly Neighbour[];
  readonly total: number;
  /** Whether there are more than were looked at. */
  readonly isCut: boolean;
  readonly next: number | null;
};
