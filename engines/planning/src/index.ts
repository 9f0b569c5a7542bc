/** The door of this engine; see README and SPEC. */
export { planner, type PlanLimits, type Planned, type Planner } from "./lib/planner.ts";
export { checkProblem, type PlanningProblem, type PlanningProblemCode } from "./lib/check.ts";
export * from "./lib/problem.ts";
