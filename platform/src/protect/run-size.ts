/** How much is played. */
import type { PlanLimits } from "@vallgrav/planning";

/** Sizes of a run; the defaults are dials.md §0.7. */
export type RunSize = {
  readonly outer: number;
  readonly inner: number;
  readonly seed: string;
  readonly threads: number;
  /** Work of one stop of the curve; about ten seconds of one processor unless given. */
  readonly work?: Partial<PlanLimits>;
};
