/** What travels of the map of the municipality. Types only. */
import type { AssetKind, RelationKind } from "@vallgrav/kernel";

/**
 * Something on the map: a folder named by its kind, by a word of the data or as a source wrote it;
 * a thing; or the rest of what does not fit or lies beside the open folder.
 */
export type MapNode = {
  readonly id: string;
  readonly kind: AssetKind;
  readonly name: string;
  readonly what: "kind" | "word" | "written" | "thing" | "rest";
  /** Things it stands for. */
  readonly count: number;
  readonly canOpen: boolean;
};

/** Relations between two nodes of the map, added up; the most common kinds are told. */
export type MapLink = {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly kinds: readonly { readonly kind: RelationKind; readonly count: number }[];
};

/** The municipality with one folder open. */
export type MapView = {
  /** The open folder and those around it, outermost first; empty where all are folded. */
  readonly open: readonly Pick<MapNode, "id" | "name" | "what" | "kind">[];
  /** Things in all. */
  readonly things: number;
  readonly nodes: readonly MapNode[];
  /** The largest first. */
  readonly links: readonly MapLink[];
};
