/** What is asked of a pass over a run. */

/**
 * How far a pass is played: to the `end`, when nothing more can be reached; until all objectives
 * have `fallen`; to the `limit`, days, and beyond it only until one of the vital ones has; or until
 * the `first` of the vital ones has, with all that falls at the same time. Which objectives are
 * vital stands in the workspace.
 */
export type Asked =
  | { readonly until: "end" | "fallen" }
  | { readonly until: "first" | "limit"; readonly limit: number };
