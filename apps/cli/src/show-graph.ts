/** `alerts graph` and `alerts collect`: the connection to Microsoft Graph, and collecting now. */
import type { GraphView } from "@vallgrav/platform/api";
import { commonCloud, graphLimits, type GraphProblem } from "@vallgrav/platform/detect";
import type { Rooms } from "@vallgrav/server";
import { askSecret } from "./ask-secret.ts";
import { followJob } from "./follow-job.ts";
import { visible, whole } from "./format.ts";
import type { GraphCommand } from "./graph-arguments.ts";
import { terminalUser } from "./show-knowing.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

function refusal(problem: GraphProblem): Told {
  return refused([problem]);
}

function viewTold(view: GraphView, { words, language }: Speaker): Told {
  const said = words.graph;
  const { connection, last, wholeAt } = view;
  const count = (value: number): string => whole(value, language);
  const lines =
    connection === null
      ? [said.none, said.how]
      : [
          said.connected(visible(connection.tenant), visible(connection.client)),
          said.places(connection.login, connection.graph, count(connection.everyMinutes)),
          said.by(visible(connection.by), connection.at.slice(0, 10)),
          ...(last === null
            ? [said.never]
            : [
                said.last(last.at.slice(0, 16), count(last.added), count(last.renewed)),
                ...(last.isWhole ? [] : [said.notWhole(wholeAt?.slice(0, 16) ?? null)]),
              ]),
        ];
  return { exit: 0, document: view, lines, problems: last?.problems ?? [], object: "graph" };
}

async function setTold(
  { graph }: Pick<Rooms, "graph">,
  command: Extract<GraphCommand, { readonly what: "graph-set" }>,
  speaker: Speaker,
): Promise<Told> {
  const { tenant, client } = command;
  const before = (await graph.view()).connection;
  const secret = await askSecret(speaker.words.graph.secret, speaker.err);
  const given = {
    tenant,
    client,
    secret,
    login: command.login ?? before?.login ?? commonCloud.login,
    graph: command.graph ?? before?.graph ?? commonCloud.graph,
    everyMinutes: command.everyMinutes ?? before?.everyMinutes ?? graphLimits.minutes.usual,
  };
  const done = await graph.save(given, terminalUser(speaker));
  if (!done.ok) return refusal(done.problem);
  const view = await graph.view();
  return { ...viewTold({ ...view, last: null }, speaker), document: view };
}

/** Does what is asked of the connection. */
export async function showGraph(
  rooms: Rooms,
  command: GraphCommand,
  speaker: Speaker,
): Promise<Told> {
  const { graph, jobs } = rooms;
  if (command.what === "graph-set") return setTold(rooms, command, speaker);
  if (command.what === "graph-forget") {
    const gone = await graph.forget();
    const problem = { code: "watch/graph-not-set", severity: "error", at: null, args: {} } as const;
    return gone === null ? refused([problem]) : viewTold(await graph.view(), speaker);
  }
  if (command.what === "graph-collect") {
    const asked = await graph.collect();
    if (!asked.ok) return refusal(asked.problem);
    const job = await followJob(jobs, asked.value, speaker);
    const told = viewTold(await graph.view(), speaker);
    return { ...told, exit: job.state === "done" ? 0 : 1, object: job.id };
  }
  return viewTold(await graph.view(), speaker);
}
