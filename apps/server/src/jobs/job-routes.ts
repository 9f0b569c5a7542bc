/** Long work: what there is, how far it is, and ending it. */
import type { Job } from "@vallgrav/platform/api";
import type { Jobs } from "@vallgrav/platform/jobs";
import { parameter } from "../parse.ts";
import { editors, found, having, Refusal, type Route } from "../route.ts";

function known(job: Job | null): Job {
  if (job === null) throw new Refusal(404, "jobs/unknown");
  return job;
}

/** Routes of jobs. Looking is not audited: it says how far work is, and pages ask every second. */
export function jobRoutes(jobs: Pick<Jobs, "list" | "load" | "cancel">): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/jobs",
      rule: having("jobs/view"),
      action: null,
      handle: async () => found(await jobs.list()),
    },
    {
      method: "GET",
      path: "/jobs/:id",
      rule: having("jobs/view"),
      action: null,
      handle: async ({ params }) => found(known(await jobs.load(parameter(params, "id")))),
    },
    {
      method: "POST",
      path: "/jobs/:id/cancel",
      rule: editors,
      action: "job/cancel",
      handle: async ({ params }) => {
        const job = known(await jobs.cancel(parameter(params, "id")));
        return found(job, job.id);
      },
    },
  ];
}
