/** How the position is asked for: after the jobs, for the question can begin a calculation. */
import type { Job, Position } from "@vallgrav/platform/api";

/** Whether a job is still at work. */
export function isActive(job: Job): boolean {
  return job.state === "waiting" || job.state === "running";
}

/**
 * The calculation of the newest model while it is at work or has ended without a result; null
 * otherwise. A server started since knows of none that was cancelled, and asking it for the
 * position would begin it anew, so that is left to whoever presses for it.
 */
function unfinishedPlan(jobs: readonly Job[]): Job | null {
  const last = newestPlan(jobs);
  return last === null || last.state === "done" ? null : last;
}

/** The calculation of the newest model; null where none was begun since facts came or went. */
function newestPlan(jobs: readonly Job[]): Job | null {
  const last = jobs.find(
    (job) =>
      job.kind === "plan" ||
      ((job.kind === "import" || job.kind === "example" || job.kind === "withdraw") &&
        job.state === "done"),
  );
  return last?.kind === "plan" ? last : null;
}

/** Whether the jobs tell that there is a position before it is asked for. */
export function isPlanned(jobs: readonly Job[]): boolean {
  return newestPlan(jobs)?.state === "done";
}

/** The position, by the jobs there are. @param ask asks the server for it */
export async function positionAfter(
  jobs: readonly Job[],
  ask: () => Promise<Position>,
): Promise<Position> {
  const plan = unfinishedPlan(jobs);
  // One that is at work is asked for what it knows so far; that begins nothing.
  if (plan !== null && !isActive(plan)) return { state: "computing", job: plan };
  const position = await ask();
  // The facts are on their way in: that is work to wait for, not an empty house.
  const coming = jobs.find(isActive);
  return position.state === "empty" && coming !== undefined
    ? { state: "computing", job: coming }
    : position;
}
