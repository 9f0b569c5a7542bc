/** The door of the govern room: whose things are, registers of processing, clocks of incidents. */
export { controllersOf, ownersOf, type Seeing, seeingOf, type Sees } from "./ownership.ts";
export { isCopyPlace } from "./copy-places.ts";
export { isGroundId, isMaterialId, isReleaseOutcome } from "./release-words.ts";
export {
  type OwnMachine,
  type OwnPlace,
  type OwnPlaceChange,
  ownPlaceLimits,
  ownPlaceOf,
  type OwnPlaceProblem,
} from "./own-place.ts";
export { registerCsv } from "./register-csv.ts";
export { releasesCsv } from "./release-csv.ts";
export {
  type EnteredDecision,
  type EnteredRelease,
  type ReleaseChange,
  releaseLimits,
  type Releases,
  releasesOf,
  type ReleasesProblem,
  wholeMunicipality,
} from "./releases.ts";
export {
  type DutyWord,
  type EnteredEntry,
  type RegisterChange,
  registerLimits,
  type Registers,
  registersOf,
  type RegistersProblem,
} from "./registers.ts";
