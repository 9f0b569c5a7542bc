/** The connection to Microsoft Graph: whom alerts are collected from, and collecting now. */
import { type Graph, graphLimits, type GraphProblem } from "@vallgrav/platform/detect";
import type { Jobs } from "@vallgrav/platform/jobs";
import { StoreConflict } from "@vallgrav/platform/storage";
import { z } from "zod";
import { parseBody } from "../parse.ts";
import { found, having, nameOf, Refusal, type Route } from "../route.ts";

const text = z.string().max(graphLimits.name);
/** What of it is good the room says, with the reason. */
const given = z.strictObject({
  tenant: text,
  client: text,
  secret: z.string().max(graphLimits.secret),
  login: text,
  graph: text,
  everyMinutes: z.number(),
});

function refused(problem: GraphProblem, status: 409 | 422): Refusal {
  return new Refusal(status, problem.code, { problems: [problem] });
}

async function changing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreConflict) throw new Refusal(409, "storage/conflict");
    throw error;
  }
}

/** What these routes call. */
export type GraphRooms = { readonly graph: Graph; readonly jobs: Pick<Jobs, "cancel"> };

/** Routes of the connection. The secret comes in and never goes out. */
export function graphRoutes({ graph, jobs }: GraphRooms): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/watch/graph",
      rule: having("watch/view"),
      action: "watch/view",
      handle: async () => found(await graph.view()),
    },
    {
      method: "POST",
      path: "/watch/graph",
      rule: having("access/change"),
      action: "watch/connect-graph",
      takes: given,
      handle: async ({ body, actor }) => {
        const wanted = parseBody(given, body);
        const done = await changing(() => graph.save(wanted, nameOf(actor)));
        if (!done.ok) throw refused(done.problem, 422);
        return { ...found(await graph.view(), wanted.tenant), undo: done.value.undo };
      },
    },
    {
      method: "DELETE",
      path: "/watch/graph",
      rule: having("access/change"),
      action: "watch/disconnect-graph",
      handle: async () => {
        const gone = await changing(() => graph.forget());
        if (gone === null) throw new Refusal(404, "watch/graph-not-set");
        return { status: 204, body: null, object: "graph", undo: gone.undo };
      },
    },
    {
      method: "POST",
      path: "/watch/graph/collect",
      rule: having("watch/change"),
      action: "watch/collect-alerts",
      handle: async () => {
        const asked = await graph.collect();
        if (!asked.ok) throw refused(asked.problem, 409);
        const job = asked.value;
        return { status: 202, body: job, object: job.id, undo: () => jobs.cancel(job.id) };
      },
    },
  ];
}
