/** How lists of a scene lie in columns: what differs from row to row, and what rows share. */
import type { PackedTexts } from "./text-book.ts";

/** What rows have in common, and the name of the number in which they differ; null for none. */
export type Common = { readonly members: object; readonly number: string | null };

/** A list in columns: plain data, for `openRows`. */
export type PackedRows = {
  /** Per row: place in `common`. */
  readonly kind: Uint32Array;
  /** Per row: the number in which it differs from others of its kind. */
  readonly number: Int32Array;
  /** Per name in `names` and row: place of its text. */
  readonly text: readonly Uint32Array[];
  readonly names: readonly string[];
  readonly common: readonly Common[];
  readonly texts: PackedTexts;
  /** How texts begin that go on with one of `list`, and such texts: place in each, two and two. */
  readonly begins: readonly string[];
  readonly list: readonly string[];
  readonly joined: Uint32Array;
};

/** Places of texts from here on are those of `joined`. */
export const firstJoined: number = 2 ** 31;

/**
 * A text of a row: itself, or how it begins, which few do otherwise, and the place of the rest in
 * the list of the book. Names of assets make nearly all of a scene's texts, and stand in its graph.
 */
export type RowText = string | readonly [begin: string, place: number];

/** Which members of rows differ from row to row; all others are few, and kept once each. */
export type RowShape = {
  /** The number that differs: the first of these that a row has. Whole, 32 bits. */
  readonly numbers: readonly string[];
  readonly texts: readonly string[];
};
