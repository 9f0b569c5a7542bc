/** The door of this engine; see README and SPEC. */
export {
  type CalendarSlot,
  type CalendarTask,
  type CalendarTerms,
  type CalendarWait,
  layCalendar,
  monthAfter,
  monthsFrom,
} from "./lib/calendar.ts";
export type { InTime } from "./lib/in-time.ts";
export { planner, type Planner } from "./lib/planner.ts";
export type { PlanLimits, Planned } from "./lib/planned.ts";
export { checkProblem, type PlanningProblem, type PlanningProblemCode } from "./lib/check.ts";
export type { SearchMark } from "./lib/search-marks.ts";
export { type Standing, standingOf, type Worlds } from "./lib/worlds.ts";
export type { Seen, Watch } from "./lib/tree.ts";
export * from "./lib/problem.ts";
