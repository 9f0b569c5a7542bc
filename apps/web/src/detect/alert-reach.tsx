/** What lies within reach of an alert: in a sentence, drawn, and as a table. */
import type { AlertReach, ReachedThing } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { useAlertReach } from "../api/watch-queries.ts";
import { AssetLink } from "../identify/asset-link.tsx";
import { shownName, visible } from "../parts/shown-name.ts";
import { Failure, Loading } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { WayGraph } from "../parts/way-graph.tsx";
import { formatShare, formatSpan, formatWhole } from "../words/format.ts";
import { type Speech, useSpeech } from "../words/language.tsx";

/** What is reached in a smaller share of the runs is folded away. */
const seldom = 0.05;

/** The part of an alert's page. */
export function AlertReachPart({ id }: { readonly id: string }): ReactNode {
  const { words } = useSpeech();
  const reach = useAlertReach(id);
  return (
    <section className="section">
      <h2>{words.watch.reach}</h2>
      {reach.isPending ? <Loading /> : null}
      {reach.isError ? <Failure error={reach.error} onAgain={() => void reach.refetch()} /> : null}
      {reach.data === null ? <p className="note">{words.watch.reachNone}</p> : null}
      {reach.data === undefined || reach.data === null ? null : <Reached reach={reach.data} />}
    </section>
  );
}

function Reached({ reach }: { readonly reach: AlertReach }): ReactNode {
  const { words, language } = useSpeech();
  const said = words.watch;
  const whole = (value: number): string => formatWhole(value, language);
  const until = Number.POSITIVE_INFINITY;
  const likely = reach.things.filter(({ share }) => share >= seldom);
  const unlikely = reach.things.filter(({ share }) => share < seldom);
  return (
    <>
      <p>
        <strong>{said.reachLead(whole(reach.withinDay), formatShare(reach.fell, language))}</strong>
      </p>
      <p className="note">{said.reachHow(whole(reach.runs), whole(reach.horizonDays))}</p>
      <h3>{said.held}</h3>
      <ul>
        {reach.held.map(({ asset, step }) => (
          <li key={`${asset.id} ${step.en}`}>
            {visible(shownName(asset, language))}: {step[language]}
          </li>
        ))}
      </ul>
      {reach.ways.length === 0 ? null : (
        <WayGraph
          ways={reach.ways}
          look={{ way: null, until, closed: new Set() }}
          sayDays={(days) => formatSpan(days, language)}
        />
      )}
      <h3>{said.next}</h3>
      <Things caption={said.next} rows={reach.next} />
      <h3>{said.things}</h3>
      <Things caption={said.things} rows={likely} />
      {unlikely.length === 0 ? null : (
        <details>
          <summary>{said.tail(whole(unlikely.length))}</summary>
          <Things caption={said.tail(whole(unlikely.length))} rows={unlikely} />
        </details>
      )}
      {reach.more === 0 ? null : <p className="note">{said.more(whole(reach.more))}</p>}
    </>
  );
}

function Things({
  caption,
  rows,
}: {
  readonly caption: string;
  readonly rows: readonly ReachedThing[];
}): ReactNode {
  const speech = useSpeech();
  return (
    <Table
      caption={caption}
      isCaptionUnseen
      rows={rows}
      keyOf={({ asset, step }) => `${asset.id} ${step.en}`}
      columns={thingColumns(speech)}
    />
  );
}

function thingColumns({ words, language }: Speech): readonly Column<ReachedThing>[] {
  const said = words.watch;
  return [
    {
      id: "thing",
      heading: said.thing,
      value: ({ asset }) => shownName(asset, language),
      show: ({ asset }) => <AssetLink asset={asset} />,
      isHeading: true,
    },
    { id: "step", heading: said.step, value: ({ step }) => step[language] },
    {
      id: "share",
      heading: said.share,
      value: ({ share }) => share,
      show: ({ share }) => formatShare(share, language),
      isNumber: true,
    },
    {
      id: "days",
      heading: said.days,
      value: ({ days }) => days,
      show: ({ days }) => formatSpan(days, language),
      isNumber: true,
    },
  ];
}
