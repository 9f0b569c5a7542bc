/**
 * Which measures a plan chooses from. All of the catalogue can be read and priced; planning time
 * grows with the number that a plan may hold, so the plan's choice is a list with its reason.
 */
import { measures } from "./catalogue.ts";
import type { Measure } from "./measures.ts";

/**
 * Chosen so that the example municipality is planned within a minute of one processor: for each
 * mechanism the measure most municipalities would begin with.
 */
const plannedIds: ReadonlySet<string> = new Set([
  "admin-keys",
  "client-hardening",
  "consult-suppliers",
  "exercises",
  "immutable-copies",
  "local-passwords",
  "password-screening",
  "patching",
  "remote-second-factor",
  "reserve-routines",
  "restore-tests",
  "rights-cleanup",
  "segmentation",
  "separate-administration",
  "server-detection",
  "service-passwords",
  "tiering",
  "training",
]);

/** The measures a plan chooses from, ordered by id. */
export const plannedMeasures: readonly Measure[] = measures.filter(({ id }) => plannedIds.has(id));
