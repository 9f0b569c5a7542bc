/**
 * Which measures a plan chooses from: all of the catalogue. A list of its own, so that what is read
 * and priced but not planned has a place and a reason, as a measure that changes what is connected
 * to what would (dials.md §3, structural).
 */
import { measures } from "./catalogue.ts";
import type { Measure } from "./measures.ts";

/** The measures a plan chooses from, ordered by id. */
export const plannedMeasures: readonly Measure[] = measures;
