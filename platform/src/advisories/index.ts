/** Advisories on this machine: a folder built from files, and inventories held against it. */
export { advisedFlaws, type AdvisoryBook, advisoryBook } from "./book.ts";
export { type Match, type Matched, matchInventory } from "./match.ts";
export {
  advisoryGeneration,
  matchModel,
  type ModelMatch,
  type ModelMatches,
} from "./model-match.ts";
export { type Updated, updateAdvisories } from "./update.ts";
export type { AdvisoryFolderProblem, AdvisoryManifest } from "./manifest.ts";
