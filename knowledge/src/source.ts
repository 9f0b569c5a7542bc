/** Where a value of the knowledge comes from, and how far it has been checked. */

/**
 * `assumption`: a starting value of our own, to be edited. `secondary`: published, but not checked
 * against its primary source. `checked`: read in the primary source on the date given.
 */
export type Source =
  | { readonly kind: "assumption" }
  | { readonly kind: "secondary"; readonly name: string; readonly reviewed: string }
  | { readonly kind: "checked"; readonly name: string; readonly reviewed: string };

export const assumption: Source = { kind: "assumption" };
