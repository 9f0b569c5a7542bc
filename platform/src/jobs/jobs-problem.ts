/** What can go wrong with a job, apart from what its handler reports about the input. */
import type { Problem } from "@vallgrav/kernel";
import { StoreError } from "../storage/index.ts";

/** All problem codes of jobs with their arguments. */
export type JobsProblem =
  /** The work broke off by an error of ours or of the world; the log has it under this job. */
  | Problem<"jobs/failed", { readonly job: string }>
  /** The process ended so often while this job ran that it is not tried again. */
  | Problem<"jobs/given-up", { readonly attempts: number }>
  /** Nobody here can do this kind of job. */
  | Problem<"jobs/unknown-kind", { readonly kind: string }>
  /** So many further problems are not kept. */
  | Problem<"jobs/more-problems", { readonly count: number }>;

/** Thrown by a handler whose input was refused: the job fails with these problems and no others. */
export class JobRefused extends Error {
  override readonly name: string = "JobRefused";
  readonly problems: readonly Problem<string, object>[];
  constructor(problems: readonly Problem<string, object>[]) {
    super("jobs/refused");
    this.problems = problems;
  }
}

/** A jobs problem, at no place. */
export function problemOf<Code extends JobsProblem["code"]>(
  code: Code,
  args: Extract<JobsProblem, { readonly code: Code }>["args"],
): JobsProblem {
  const severity = code === "jobs/more-problems" ? "warning" : "error";
  return { code, severity, at: null, args } as unknown as JobsProblem;
}

/** What is told of what broke a job off; of a full disk whoever can make room hears. */
export function problemOfFault(error: unknown, job: string): Problem<string, object> {
  return error instanceof StoreError && error.code === "storage/unavailable"
    ? { code: error.code, severity: "error", at: null, args: {} }
    : problemOf("jobs/failed", { job });
}
