/** Long work: what there is, how far it is, and ending it. */
import type { Job } from "@vallgrav/platform/api";
import type { Jobs } from "@vallgrav/platform/jobs";
import { parameter } from "../parse.ts";
import { rights } from "../rights.ts";
import { type Actor, editors, found, having, Refusal, type Route } from "../route.ts";

function known(job: Job | null): Job {
  if (job === null) throw new Refusal(404, "jobs/unknown");
  return job;
}

/** Whether somebody may see what is known; a program that was given no scope for it may not. */
function seesModel(actor: Actor | null): boolean {
  if (actor === null || rights["model/view"][actor.role] === undefined) return false;
  return actor.byToken === undefined || actor.byToken.scopes.has("model/view");
}

/** How far a job is: its title names files and domains, and its problems what stands in them. */
function seenJob(job: Job, actor: Actor | null): Job {
  return seesModel(actor) ? job : { ...job, title: job.kind, problems: [] };
}

/** Routes of jobs. Looking is not audited: it says how far work is, and pages ask every second. */
export function jobRoutes(jobs: Pick<Jobs, "list" | "load" | "cancel">): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/jobs",
      rule: having("jobs/view"),
      action: null,
      handle: async ({ actor }) => found((await jobs.list()).map((job) => seenJob(job, actor))),
    },
    {
      method: "GET",
      path: "/jobs/:id",
      rule: having("jobs/view"),
      action: null,
      handle: async ({ params, actor }) =>
        found(seenJob(known(await jobs.load(parameter(params, "id"))), actor)),
    },
    {
      method: "POST",
      path: "/jobs/:id/cancel",
      rule: editors,
      action: "job/cancel",
      handle: async ({ params, actor }) => {
        const job = known(await jobs.cancel(parameter(params, "id")));
        return found(seenJob(job, actor), job.id);
      },
    },
  ];
}
