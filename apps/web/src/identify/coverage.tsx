/** How far the sources reach: what is listed, what each sees and misses, and what has grown old. */
import type { Status } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { useLadder } from "../api/queries.ts";
import { Fold } from "../parts/fold.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { formatDay, formatShare, formatWhole, sentenceCase } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { SeenBySources } from "./seen-by-sources.tsx";

type Row = Status["assets"][number];

/** The section; the sources that have grown old follow when the ladder is known. */
export function Coverage({ status }: { readonly status: Status }): ReactNode {
  const { words } = useSpeech();
  const said = words.coverage;
  return (
    <section className="section columns wide-narrow">
      <div>
        <h2>{said.title}</h2>
        <p className="note">{said.lead}</p>
        <Table
          caption={said.title}
          isCaptionUnseen
          rows={status.assets}
          keyOf={({ kind }) => kind}
          columns={columnsOf(words)}
        />
        <Fold summary={said.seen}>
          {() => <SeenBySources kinds={status.assets.map(({ kind }) => kind)} />}
        </Fold>
      </div>
      <Old />
    </section>
  );
}

function columnsOf(words: Words): readonly Column<Row>[] {
  const said = words.coverage;
  return [
    {
      id: "kind",
      heading: said.kind,
      value: ({ kind }) => sentenceCase(words.assetKind[kind]),
      isHeading: true,
    },
    { id: "count", heading: said.count, value: ({ count }) => count, isNumber: true },
    {
      id: "listed",
      heading: said.listed,
      value: ({ listed }) => listed,
      show: showListed,
      isNumber: true,
    },
    {
      id: "mentioned",
      heading: said.mentioned,
      value: ({ count, listed }) => count - listed,
      isNumber: true,
    },
  ];
}

function showListed(row: Row): ReactNode {
  return <Listed row={row} />;
}

function Listed({ row: { listed, count } }: { readonly row: Row }): ReactNode {
  const { language } = useSpeech();
  return (
    <>
      {formatWhole(listed, language)}{" "}
      <span className="range">{formatShare(listed / Math.max(count, 1), language)}</span>
    </>
  );
}

function Old(): ReactNode {
  const { words, language } = useSpeech();
  const ladder = useLadder().data;
  const said = words.coverage;
  if (ladder === undefined) return null;
  const old = ladder.filter(({ brought }) => brought?.isOld === true);
  return (
    <div>
      <h2>{said.oldTitle}</h2>
      {old.length === 0 ? (
        <p className="note">{said.oldNone}</p>
      ) : (
        <>
          <p className="note">{said.oldLead}</p>
          <ul className="quiet-list">
            {old.map(({ id, name, brought }) => (
              <li key={id}>{said.oldOne(name[language], formatDay(brought?.newest ?? ""))}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
