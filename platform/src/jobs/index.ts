/** The door of jobs: long work in order, one at a time, that survives restarts. */
export { systemClock } from "./clock.ts";
export type { Clock } from "./clock.ts";
export { jobsOf } from "./jobs.ts";
export type { JobHandler, JobKind, JobRequest, Jobs } from "./jobs.ts";
export type { JobContext } from "./running-job.ts";
export type { JobsOptions } from "./jobs.ts";
export { jobLimits } from "./job-limits.ts";
export { JobRefused } from "./jobs-problem.ts";
export type { JobsProblem } from "./jobs-problem.ts";
