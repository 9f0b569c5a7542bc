/** The door of the detect room: logs in, alerts on the same graph out. */
export { matchedFields } from "./alert-of.ts";
export { parsePlace, type Place } from "./intake/intake.ts";
export {
  type IntakeCode,
  IntakeFailed,
  type IntakeSettings,
  isConfigured,
  noIntake,
} from "./intake/open-intake.ts";
export { type FoundRules, readRules, ruleFileLimits, ruleFilesOf } from "./rule-files.ts";
export { openWatching, sourceView, type Watching, type WatchingInput } from "./watching.ts";
