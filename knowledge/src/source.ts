/** Where a value of the knowledge comes from, and how far it has been checked. */
import type { Text } from "@vallgrav/kernel";

/**
 * `assumption`: a starting value of our own, to be edited. `secondary`: published, but not checked
 * against its primary source. `checked`: read in the primary source on the date given. `own`: given
 * by the municipality itself, in the version of its cost sheet that was approved that day.
 */
export type Source =
  | { readonly kind: "assumption" }
  | { readonly kind: "secondary"; readonly name: Text; readonly reviewed: string }
  | { readonly kind: "checked"; readonly name: Text; readonly reviewed: string }
  | { readonly kind: "own"; readonly name: Text; readonly reviewed: string };

export const assumption: Source = { kind: "assumption" };
