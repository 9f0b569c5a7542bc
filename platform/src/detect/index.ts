/** The door of the detect room: logs in, alerts on the same graph out. */
export { matchedFields } from "./alert-of.ts";
export { createDetect, type Detect, detectLimits } from "./detect.ts";
export { type Duty, dutyLimits, dutyOf, type GivenDuty } from "./duty.ts";
export type { ForeignInput } from "./foreign-read.ts";
export { type Graph, graphOf } from "./graph/graph.ts";
export {
  commonCloud,
  graphLimits,
  type GraphPolicy,
  type GraphProblem,
  microsoftAlone,
} from "./graph/graph-setting.ts";
export { limitConnections } from "./intake/connections.ts";
export { parsePlace, type Place } from "./intake/place.ts";
export {
  type IntakeCode,
  IntakeFailed,
  type IntakeSettings,
  isConfigured,
  noIntake,
} from "./intake/open-intake.ts";
export { ownRules } from "./own-rules.ts";
export {
  fetchRules,
  type FetchedRules,
  nameOfRules,
  type RuleImportProblem,
} from "./outside/fetch-rules.ts";
export { resealLines } from "./reseal-lines.ts";
export { importRules } from "./rule-import.ts";
export { type FoundRules, readRules, ruleFileLimits, ruleFilesOf } from "./rule-files.ts";
export { openWatching, type Watching } from "./watching.ts";
