/** Follows a job to its end, and says on the way how far it is. */
import type { Job } from "@vallgrav/platform/api";
import type { Jobs } from "@vallgrav/platform/jobs";
import { whole } from "./format.ts";
import type { Speaker } from "./speaker.ts";

const lookEveryMs = 250;

function progressOf(job: Job, { words, language }: Speaker): string {
  const much = [whole(job.done, language), job.total === null ? "" : whole(job.total, language)];
  const counts =
    job.state === "running" ? ` ${much.filter((part) => part !== "").join(" / ")}` : "";
  return `${words.work[job.kind]}: ${words.state[job.state]}${counts}`;
}

/** Says each state once; where a person watches, one line that changes instead. */
function reporter(speaker: Speaker): { look: (job: Job) => void; end: () => void } {
  let state = "";
  let width = 0;
  return {
    look: (job) => {
      const line = progressOf(job, speaker);
      if (speaker.isWatched) {
        speaker.err(`\r${line.padEnd(width)}`);
        width = line.length;
      } else if (job.state !== state)
        speaker.err(`${speaker.words.work[job.kind]}: ${speaker.words.state[job.state]}\n`);
      state = job.state;
    },
    end: () => {
      if (speaker.isWatched) speaker.err("\n");
    },
  };
}

/**
 * Waits for a job. Ctrl+C cancels it; once more ends the program.
 * @throws {Error} when the job is unknown
 */
export async function followJob(jobs: Jobs, begun: Job, speaker: Speaker): Promise<Job> {
  const report = reporter(speaker);
  report.look(begun);
  const look = async (): Promise<void> => {
    const job = await jobs.load(begun.id);
    if (job !== null) report.look(job);
  };
  const timer = setInterval(() => void look().catch(() => undefined), lookEveryMs);
  const cancel = (): void => {
    void jobs.cancel(begun.id).catch(() => undefined);
  };
  process.once("SIGINT", cancel);
  try {
    const ended = await jobs.wait(begun.id);
    if (ended === null) throw new Error(`the job ${begun.id} is gone`);
    report.look(ended);
    return ended;
  } finally {
    clearInterval(timer);
    process.off("SIGINT", cancel);
    report.end();
  }
}
