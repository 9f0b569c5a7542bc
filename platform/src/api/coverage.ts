/** What each source sees of one kind of thing, and what it misses. Types only. */
import type { AssetKind } from "@vallgrav/kernel";

/** Who sees what of a kind. */
export type CoverageView = {
  readonly kind: AssetKind;
  /** Things of it that are there and that some source lists. */
  readonly listed: number;
  /** Most seeing first. */
  readonly sources: readonly {
    /** As in `SaidHere`. */
    readonly source: string;
    readonly listed: number;
    /** Of those, how many no other source lists. */
    readonly alone: number;
    /** Listed by others and not by it. */
    readonly missing: number;
    /** When the newest of its listings was true. */
    readonly newest: string;
  }[];
};
