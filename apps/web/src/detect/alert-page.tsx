/** One alert: what happened, whom it is about, what is within reach of them, what to do. */
import type { AlertEvent, AlertState, AlertView } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { useSettle, useWatchAlert } from "../api/watch-queries.ts";
import { Page } from "../frame/page.tsx";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { useMay } from "../frame/session.tsx";
import { AssetLink } from "../identify/asset-link.tsx";
import { Button } from "../parts/button.tsx";
import { visible } from "../parts/shown-name.ts";
import { Field } from "../parts/field.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { formatMinute, formatWhole } from "../words/format.ts";
import { type Speech, useSpeech } from "../words/language.tsx";
import { AlertReachPart } from "./alert-reach.tsx";
import { AlertTimeline } from "./alert-timeline.tsx";
import { AlertTuning } from "./alert-tuning.tsx";
import { alertTitle } from "./alerts-page.tsx";

/** The page of one alert. */
export function AlertPage({ id }: { readonly id: string }): ReactNode {
  const speech = useSpeech();
  const { words, language } = speech;
  const said = words.watch;
  const alert = useWatchAlert(id);
  const view = alert.data ?? null;
  const name = view === null ? said.title : alertTitle(view, speech);
  return (
    <Page
      name={name}
      heading={alert.data === null ? said.missing : name}
      {...(view === null
        ? {}
        : {
            lead: said.between(
              formatMinute(view.firstAt),
              formatMinute(view.lastAt),
              formatWhole(view.count, language),
            ),
          })}
    >
      {alert.isPending ? <Loading /> : null}
      {alert.isError ? <Failure error={alert.error} onAgain={() => void alert.refetch()} /> : null}
      {view === null ? null : <Body view={view} />}
      <p>
        <Link to={paths.detect}>{said.title}</Link>
      </p>
    </Page>
  );
}

function Body({ view }: { readonly view: AlertView }): ReactNode {
  const { words } = useSpeech();
  const mayChange = useMay("watch/change");
  const said = words.watch;
  const { host, account, address } = view.subject;
  const named = [host, account, address].flatMap((one) => one ?? []);
  return (
    <>
      <p>
        {said.levels[view.level]} · {said.states[view.state]} ·{" "}
        <span className="mono">{view.techniques.join(" ")}</span>
      </p>
      <p>
        {said.whom}:{" "}
        {view.assets.length === 0
          ? `${visible(named.join(", "))} (${said.unknown})`
          : view.assets.map((asset) => (
              <span key={asset.id}>
                <AssetLink asset={asset} />{" "}
              </span>
            ))}
      </p>
      <FirstAction view={view} />
      <AlertReachPart id={view.id} />
      <Events view={view} />
      <Rule view={view} />
      <Settle view={view} />
      {mayChange ? <AlertTuning view={view} /> : null}
    </>
  );
}

/** What a rule of ours says is to be done first. */
function FirstAction({ view: { own } }: { readonly view: AlertView }): ReactNode {
  const { words, language } = useSpeech();
  if (own === null) return null;
  return (
    <p>
      <strong>{words.watch.firstAction}:</strong> {own.firstAction[language]}
    </p>
  );
}

function Rule({ view }: { readonly view: AlertView }): ReactNode {
  const { words, language } = useSpeech();
  const { own } = view;
  const description = own?.means[language] ?? view.description;
  const falsePositives = own === null ? view.falsePositives : [own.falsePositives[language]];
  // Not every author says anything: then there is nothing to stand under a heading.
  if (description === "" && falsePositives.length === 0) return null;
  return (
    <section className="section">
      <h2>{words.watch.why}</h2>
      {description === "" ? null : <p>{visible(description)}</p>}
      {falsePositives.length === 0 ? null : (
        <p className="note">
          {words.watch.also}: {visible(falsePositives.join("; "))}
        </p>
      )}
    </section>
  );
}

function Events({ view }: { readonly view: AlertView }): ReactNode {
  const speech = useSpeech();
  const events: readonly AlertEvent[] = view.events;
  const said = speech.words.watch;
  return (
    <section className="section">
      <h2>{said.events}</h2>
      <AlertTimeline view={view} />
      {events.map((event, at) => (
        // An alert's events keep their places.
        <details key={`${event.at} ${event.line}`} open={at === 0}>
          <summary>
            {formatMinute(event.at)}
            {event.line === null ? "" : ` · ${said.line} ${event.line}`}
          </summary>
          {event.text === null ? null : <p className="mono">{visible(event.text)}</p>}
          <Table
            caption={said.events}
            isCaptionUnseen
            rows={Object.entries(event.fields)}
            keyOf={([name]) => name}
            columns={fieldColumns(speech, new Set(event.matched.map(({ field }) => field)))}
          />
        </details>
      ))}
    </section>
  );
}

type FieldRow = readonly [name: string, value: string];

/** Fields by which the rule holds stand out. */
function fieldColumns(
  { words }: Speech,
  matched: ReadonlySet<string | null>,
): readonly Column<FieldRow>[] {
  return [
    {
      id: "field",
      heading: words.watch.field,
      value: ([name]) => name,
      isHeading: true,
      show: ([name]) => (matched.has(name) ? <strong>{visible(name)}</strong> : visible(name)),
    },
    {
      id: "value",
      heading: words.watch.value,
      value: ([, value]) => value,
      show: ([, value]) => <span className="mono">{visible(value)}</span>,
    },
  ];
}

function Settle({ view }: { readonly view: AlertView }): ReactNode {
  const { words } = useSpeech();
  const said = words.watch;
  const mayChange = useMay("watch/change");
  const settle = useSettle(view.id);
  const [note, setNote] = useState(view.note);
  const { changedBy, changedAt } = view;
  const states: readonly Exclude<AlertState, "new">[] = ["seen", "case", "benign"];
  return (
    <section className="section">
      <h2>{said.settle}</h2>
      {changedBy === null || changedAt === null ? null : (
        <p className="note">{said.changed(visible(changedBy), formatMinute(changedAt))}</p>
      )}
      {mayChange ? (
        <>
          <div className="form">
            <Field
              label={said.note}
              error={null}
              value={note}
              onChange={setNote}
              isOptional
              autoComplete="off"
              most={2_000}
            />
          </div>
          <p className="actions">
            {states.map((state) => (
              <Button
                key={state}
                isPending={settle.isPending}
                onPress={() => settle.mutate({ state, note })}
              >
                {said.mark[state]}
              </Button>
            ))}
          </p>
        </>
      ) : null}
      {settle.isError ? <Failure error={settle.error} /> : null}
    </section>
  );
}
