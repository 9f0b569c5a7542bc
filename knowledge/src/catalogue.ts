/** The catalogue of measures. */
import type { Measure } from "./measures.ts";
import { protectingMeasures } from "./measures-protect.ts";
import { recoveringMeasures } from "./measures-recover.ts";

/** The catalogue, ordered by id. */
export const measures: readonly Measure[] = [...protectingMeasures, ...recoveringMeasures].sort(
  (a, b) => (a.id < b.id ? -1 : 1),
);
