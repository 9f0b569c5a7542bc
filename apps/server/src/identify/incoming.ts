/**
 * The folder uploads lie in until they have been read. A file whose job is over, or that no job
 * waiting or running speaks of, has nothing to do there.
 */
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Jobs } from "@vallgrav/platform/jobs";
import type { Store } from "@vallgrav/platform/storage";
import { type Log, logFailure } from "../log.ts";

/** Jobs looked through at start; more are never waiting in practice. */
const jobsLooked = 10_000;

/** Removes files when a job is over, however it ended; what fails is logged. */
export function removeWhenOver(
  { jobs, log }: { readonly jobs: Pick<Jobs, "wait">; readonly log: Log },
  job: string,
  paths: readonly string[],
): void {
  const removal = async (): Promise<void> => {
    await jobs.wait(job);
    for (const path of paths) await rm(path, { force: true });
  };
  removal().catch((error: unknown) => logFailure(log, "incoming/not-removed", error));
}

/** Empties the folder, but for files of jobs that were interrupted and will be resumed. */
export async function sweepIncoming(
  rooms: {
    readonly jobs: Pick<Jobs, "wait">;
    readonly log: Log;
    readonly store: Pick<Store, "jobs">;
  },
  folder: string,
): Promise<void> {
  const unfinished = (await rooms.store.jobs.list(jobsLooked))
    .filter(({ state }) => state === "waiting" || state === "running")
    .map(({ id, payload }) => ({ id, payload: JSON.stringify(payload) }));
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const job = unfinished.find(({ payload }) => payload.includes(name));
    if (job === undefined) await rm(path, { recursive: true, force: true });
    else removeWhenOver(rooms, job.id, [path]);
  }
}
