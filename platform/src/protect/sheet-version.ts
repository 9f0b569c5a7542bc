/** A version of the cost sheet as it is kept. */
import type { AddedMeasure, OwnFactor, OwnMeasurePrice, SheetVersion } from "../api/index.ts";

/** A version as kept: all own figures, by id. */
export type KeptVersion = Omit<SheetVersion, "changes" | "own"> & {
  readonly measures: Readonly<Record<string, OwnMeasurePrice>>;
  readonly factors: Readonly<Record<string, OwnFactor>>;
  /** Own measures by id; versions from before there were any have none. */
  readonly added?: Readonly<Record<string, AddedMeasure>>;
};

/** What a version holds. */
export type Contents = Pick<KeptVersion, "added" | "factors" | "measures">;
