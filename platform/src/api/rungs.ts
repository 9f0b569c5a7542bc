/** Both dials by rung of the ladder, as they travel. Types only. */
import type { Problem } from "@vallgrav/kernel";
import type { Dials } from "./dials.ts";
import type { PlanReport } from "./plans.ts";

/** What the files of one rung say, alone or with those below; `rung` null: all files. */
export type RungView = {
  readonly rung: 0 | 1 | 2 | 3 | null;
  /** Whether the files of the rungs below are there too: how it is to climb. */
  readonly withBelow: boolean;
  readonly files: number;
  /** Null where they could not be computed, for the problems' reason. */
  readonly dials: Dials | null;
  /** What a typical municipality stands in for. */
  readonly typicalParts: PlanReport["typicalParts"];
  readonly problems: readonly Problem[];
};
