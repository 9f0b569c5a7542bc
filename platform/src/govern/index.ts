/** The door of the govern room: whose things are, registers of processing, clocks of incidents. */
export { controllersOf, ownersOf, type Seeing, seeingOf, type Sees } from "./ownership.ts";
export { registerCsv } from "./register-csv.ts";
export {
  type DutyWord,
  type EnteredEntry,
  type RegisterChange,
  registerLimits,
  type Registers,
  registersOf,
  type RegistersProblem,
} from "./registers.ts";
