/** Files in, and the report of what was read. */
import type { Instant } from "@vallgrav/kernel";
import type { Job } from "@vallgrav/platform/api";
import { areAnswers, type Identify, type ImportFile } from "@vallgrav/platform/identify";
import type { Jobs } from "@vallgrav/platform/jobs";
import type { Log } from "../log.ts";
import { parameter, parseBody } from "../parse.ts";
import { type Answer, editors, found, nameOf, readers, Refusal, type Route } from "../route.ts";
import { receiveFiles, removeFiles, type UploadLimits } from "../uploads.ts";
import { answersShape, keepAnswers } from "./answers.ts";
import { exampleFiles } from "./example-files.ts";
import { removeWhenOver } from "./incoming.ts";

/** What importing needs. */
export type ImportRooms = {
  readonly identify: Pick<Identify, "importFiles" | "outcome" | "questions" | "withdraw">;
  readonly jobs: Pick<Jobs, "cancel" | "wait">;
  readonly incoming: string;
  readonly limits: UploadLimits;
  readonly log: Log;
  readonly now: () => Instant;
};

function queued({ jobs }: ImportRooms, job: Job): Answer {
  return { status: 202, body: job, object: job.id, undo: () => jobs.cancel(job.id) };
}

/** Queues files of ours to delete; they are gone when the job is over or was never made. */
async function importUploaded(
  rooms: ImportRooms,
  files: readonly ImportFile[],
  by: string,
): Promise<Job> {
  try {
    const job = await rooms.identify.importFiles(files, by);
    removeWhenOver(
      rooms,
      job.id,
      files.map(({ path }) => path),
    );
    return job;
  } catch (error) {
    await removeFiles(files);
    throw error;
  }
}

/** Takes back what an import brought. */
function withdrawRoute(rooms: ImportRooms): Route {
  return {
    method: "POST",
    path: "/imports/:jobId/withdraw",
    rule: editors,
    action: "import/withdraw",
    handle: async ({ params, actor }) => {
      const id = parameter(params, "jobId");
      const job = await rooms.identify.withdraw(id, nameOf(actor));
      if (job === null) throw new Refusal(404, "identify/no-such-import");
      // The line of the audit says what is withdrawn; the job only how.
      return { ...queued(rooms, job), object: id };
    },
  };
}

/** Routes of imports. */
export function importRoutes(rooms: ImportRooms): readonly Route[] {
  const { identify, incoming, limits } = rooms;
  return [
    {
      method: "POST",
      path: "/imports",
      rule: editors,
      action: "import/start",
      handle: async ({ request, actor, enterAgain }) => {
        const files = await receiveFiles(request, incoming, limits);
        try {
          await enterAgain();
        } catch (error) {
          await removeFiles(files);
          throw error;
        }
        return queued(rooms, await importUploaded(rooms, files, nameOf(actor)));
      },
    },
    {
      method: "GET",
      path: "/imports/:jobId",
      rule: readers,
      action: "import/view",
      handle: async ({ params }) => {
        const id = parameter(params, "jobId");
        const report = await identify.outcome(id);
        if (report === null) throw new Refusal(404, "identify/no-report");
        return found(report, id);
      },
    },
    withdrawRoute(rooms),
    {
      method: "GET",
      path: "/questions",
      rule: readers,
      action: "questions/view",
      handle: async () => found(await identify.questions()),
    },
    {
      method: "POST",
      path: "/answers",
      rule: editors,
      action: "questions/answer",
      takes: answersShape,
      handle: async ({ actor, body }) => {
        const { answers } = parseBody(answersShape, body);
        if (!areAnswers(answers))
          throw new Refusal(400, "request/bad-body", { fields: ["/answers"] });
        const file = await keepAnswers(answers, incoming, rooms.now());
        return queued(rooms, await importUploaded(rooms, [file], nameOf(actor)));
      },
    },
    {
      method: "POST",
      path: "/example",
      rule: editors,
      action: "example/load",
      handle: async ({ actor }) =>
        queued(rooms, await identify.importFiles(exampleFiles(), nameOf(actor))),
    },
  ];
}
