/** Alerts collected from Microsoft Graph: how it goes, and the connection for who may change it. */
import type { GraphConnection, GraphLast, GraphView } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import {
  useCollectAlerts,
  useConnectGraph,
  useDisconnectGraph,
  useGraph,
} from "../api/graph-queries.ts";
import { useMay } from "../frame/session.tsx";
import { Announce } from "../parts/announce.tsx";
import { Button } from "../parts/button.tsx";
import { Field } from "../parts/field.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure, ProblemWords } from "../parts/states.tsx";
import { formatMinute, formatWhole } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";

/** The section of the page of sources. */
export function GraphSection(): ReactNode {
  const { words, language } = useSpeech();
  const said = words.graph;
  const graph = useGraph();
  const mayConnect = useMay("access/change");
  const view = graph.data;
  if (view === undefined) return null;
  const { connection } = view;
  return (
    <section className="section">
      <h2>{said.title}</h2>
      {connection === null ? (
        <p>{said.none}</p>
      ) : (
        <>
          <p>
            {said.connected(
              visible(connection.tenant),
              formatWhole(connection.everyMinutes, language),
            )}
          </p>
          <p className="note">{said.by(visible(connection.by), formatMinute(connection.at))}</p>
          <Last last={view.last} wholeAt={view.wholeAt} />
          <Acts />
        </>
      )}
      {mayConnect ? (
        <details>
          <summary>{said.change}</summary>
          <Connection key={connection?.at ?? ""} view={view} />
        </details>
      ) : null}
    </section>
  );
}

function Last({ last, wholeAt }: Pick<GraphView, "last" | "wholeAt">): ReactNode {
  const { words, language } = useSpeech();
  const said = words.graph;
  if (last === null) return <p>{said.never}</p>;
  const { at, added, renewed, isWhole, problems }: GraphLast = last;
  const count = (value: number): string => formatWhole(value, language);
  const whole = wholeAt === null ? null : formatMinute(wholeAt);
  const told = new Map(problems.map((one) => [JSON.stringify([one.code, one.args]), one]));
  return (
    <>
      <p>{said.last(formatMinute(at), count(added), count(renewed))}</p>
      {isWhole ? null : <p>{said.notWhole(whole)}</p>}
      {told.size === 0 ? null : (
        <ul>
          {[...told].map(([key, problem]) => (
            <li key={key}>
              <ProblemWords problem={problem} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Acts(): ReactNode {
  const { words } = useSpeech();
  const said = words.graph;
  const mayChange = useMay("watch/change");
  const mayConnect = useMay("access/change");
  const [collecting, forgetting] = [useCollectAlerts(), useDisconnectGraph()];
  return (
    <>
      <p className="actions">
        {mayChange ? (
          <Button isPending={collecting.isPending} onPress={() => collecting.mutate()}>
            {said.collect}
          </Button>
        ) : null}{" "}
        {mayConnect ? (
          <Button look="plain" isPending={forgetting.isPending} onPress={() => forgetting.mutate()}>
            {said.forget}
          </Button>
        ) : null}
      </p>
      <Announce>{collecting.isSuccess ? said.collecting : ""}</Announce>
      {collecting.isError ? <Failure error={collecting.error} /> : null}
      {forgetting.isError ? <Failure error={forgetting.error} /> : null}
    </>
  );
}

const usual: Pick<GraphConnection, "everyMinutes" | "graph" | "login"> = {
  everyMinutes: 15,
  login: "https://login.microsoftonline.com",
  graph: "https://graph.microsoft.com",
};

function Connection({ view: { connection, hosts } }: { readonly view: GraphView }): ReactNode {
  const { words } = useSpeech();
  const said = words.graph;
  const connecting = useConnectGraph();
  const start = connection ?? { tenant: "", client: "", ...usual };
  const [texts, setTexts] = useState({
    tenant: start.tenant,
    client: start.client,
    secret: "",
    minutes: String(start.everyMinutes),
    login: start.login,
    graph: start.graph,
  });
  const { minutes, ...given } = texts;
  const everyMinutes = Number(minutes);
  const isWhole = Number.isInteger(everyMinutes) && everyMinutes >= 5 && everyMinutes <= 1_440;
  const field = (name: keyof typeof texts, label: string, hint?: string): ReactNode => (
    <Field
      label={label}
      {...(hint === undefined ? {} : { hint })}
      error={name === "minutes" && !isWhole ? said.minutesWrong : null}
      value={texts[name]}
      onChange={(value) => setTexts((before) => ({ ...before, [name]: value }))}
      kind={name === "secret" ? "password" : name === "minutes" ? "count" : "text"}
      isOptional={name === "secret" && connection !== null}
      autoComplete="off"
      most={name === "secret" ? 1_000 : 200}
    />
  );
  return (
    <>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isWhole) connecting.mutate({ ...given, everyMinutes });
        }}
      >
        <p className="note">{said.how}</p>
        {field("tenant", said.tenant)}
        {field("client", said.client)}
        {field("secret", said.secret, connection === null ? undefined : said.secretKept)}
        {field("minutes", said.minutes)}
        {field("login", said.login, said.hosts(hosts.join(", ")))}
        {field("graph", said.graph)}
        <Button type="submit" isPending={connecting.isPending}>
          {said.save}
        </Button>
      </form>
      <Announce>{connecting.isSuccess ? said.saved : ""}</Announce>
      {connecting.isError ? <Failure error={connecting.error} /> : null}
    </>
  );
}
