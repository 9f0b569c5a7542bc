/** Skydda: the ways in, where they meet, and every step on them. */
import type { ChokePoint, Way, Ways, WayStep } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import type { LanguageCode } from "@vallgrav/knowledge/words";
import { usePosition, useWays } from "../api/queries.ts";
import { Page } from "../frame/page.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { Table } from "../parts/table.tsx";
import { shownName } from "../parts/shown-name.ts";
import { WayGraph, waysDrawnMost } from "../parts/way-graph.tsx";
import { type Manner, sayShare, sayTime } from "../words/figures.ts";
import { formatShare, formatWhole } from "../words/format.ts";
import { speakOf } from "../words/headline.ts";
import { useSpeech } from "../words/language.tsx";

const defaultHorizonDays = 90;

/** The page of the function Skydda. */
export function WaysPage(): ReactNode {
  const { words, language } = useSpeech();
  const ways = useWays();
  const position = usePosition().data;
  const plan = position?.state === "ready" ? position.plan : null;
  // Until the position is known the page says less rather than more.
  const manner: Manner = { words, language, speak: plan === null ? "words" : speakOf(plan) };
  const horizon = plan?.before.resistance.horizonDays ?? defaultHorizonDays;
  const sayDays = (days: number): string => sayTime(days, horizon, manner);
  return (
    <Page
      name={words.ways.title}
      heading={headingOf(ways.data ?? null, manner)}
      lead={leadOf(ways.data ?? null, manner, ways.isPending)}
    >
      {ways.isPending ? <Loading /> : null}
      {ways.isError ? <Failure error={ways.error} onAgain={() => void ways.refetch()} /> : null}
      {ways.data === undefined || ways.data === null || ways.data.ways.length === 0 ? null : (
        <>
          <section className="section" aria-label={words.ways.graph}>
            <WayGraph ways={ways.data.ways} sayDays={sayDays} />
            {ways.data.ways.length <= waysDrawnMost ? null : (
              <p className="small">
                {words.ways.graphSome(
                  formatWhole(waysDrawnMost, language),
                  formatWhole(ways.data.ways.length, language),
                )}
              </p>
            )}
          </section>
          <ChokePoints points={ways.data.chokePoints.filter(isInside)} />
          <Steps ways={ways.data.ways} sayDays={sayDays} />
        </>
      )}
    </Page>
  );
}

/** Whether it is a place of one's own; nobody can close the internet. */
function isInside(point: ChokePoint): boolean {
  return point.asset.kind !== "internet";
}

/** Where most ways meet, in one sentence. */
function headingOf(ways: Ways | null, { words, language }: Manner): string {
  const point = ways?.chokePoints.find(isInside);
  if (point === undefined) return words.ways.pageTitle;
  return words.ways.meet(formatShare(point.frequency, language), shownName(point.asset, language));
}

function leadOf(ways: Ways | null, manner: Manner, isPending: boolean): string {
  const { words, language, speak } = manner;
  if (ways === null) return isPending ? words.app.loading : words.ways.notYet;
  if (ways.fell === 0) return words.ways.none;
  if (speak === "words")
    return words.ways.leadWords(sayShare(ways.fell / Math.max(ways.runs, 1), manner));
  return words.ways.lead(formatWhole(ways.fell, language), formatWhole(ways.runs, language));
}

function ChokePoints({ points }: { readonly points: readonly ChokePoint[] }): ReactNode {
  const { words, language } = useSpeech();
  return (
    <section className="section">
      <h2>{words.ways.choke}</h2>
      <p className="note">{words.ways.chokeLead}</p>
      <Table
        caption={words.ways.choke}
        isCaptionUnseen
        rows={points}
        keyOf={(row) => `${row.asset.id} ${row.step.en}`}
        columns={[
          {
            id: "asset",
            heading: words.ways.asset,
            value: (row) => shownName(row.asset, language),
            isHeading: true,
          },
          { id: "step", heading: words.ways.step, value: (row) => row.step[language] },
          {
            id: "frequency",
            heading: words.ways.frequency,
            value: (row) => row.frequency,
            show: (row) => formatShare(row.frequency, language),
            isNumber: true,
          },
        ]}
      />
    </section>
  );
}

/** Draws the cell of the technique, in the letters of identifiers. */
function showTechnique(row: StepRow): ReactNode {
  return <span className="mono">{row.step.technique}</span>;
}

type StepRow = { readonly way: number; readonly order: number; readonly step: WayStep };

function Steps({
  ways,
  sayDays,
}: {
  readonly ways: readonly Way[];
  readonly sayDays: (days: number) => string;
}): ReactNode {
  const { words, language } = useSpeech();
  const rows: readonly StepRow[] = ways.flatMap((way, at) =>
    way.steps.map((step, order) => ({ way: at + 1, order: order + 1, step })),
  );
  return (
    <section className="section">
      <h2>{words.ways.table}</h2>
      <ol className="way-list">
        {ways.map((way, at) => (
          <li key={`${at} ${way.objective}`}>
            <strong>{words.ways.wayTitle(String(at + 1), objectiveOf(way, language))}</strong>{" "}
            <span className="note">
              {words.ways.wayShare(formatShare(way.frequency, language))}
            </span>
          </li>
        ))}
      </ol>
      <Table
        caption={words.ways.table}
        isCaptionUnseen
        rows={rows}
        keyOf={(row) => `${row.way} ${row.order}`}
        columns={[
          { id: "way", heading: words.ways.way, value: (row) => row.way, isNumber: true },
          { id: "order", heading: words.ways.order, value: (row) => row.order, isNumber: true },
          {
            id: "asset",
            heading: words.ways.asset,
            value: (row) => shownName(row.step.asset, language),
            isHeading: true,
          },
          { id: "step", heading: words.ways.step, value: (row) => row.step.step[language] },
          {
            id: "technique",
            heading: words.ways.technique,
            value: (row) => row.step.technique,
            show: showTechnique,
          },
          {
            id: "days",
            heading: words.ways.days,
            value: (row) => row.step.days,
            copied: (row) => sayDays(row.step.days),
            show: (row) => sayDays(row.step.days),
            isNumber: true,
          },
          {
            id: "standing",
            heading: words.ways.standing,
            value: (row) => standingWord(row.step, words),
          },
        ]}
      />
    </section>
  );
}

/** The objective in the user's words: the thing that the last step takes. */
function objectiveOf(way: Way, language: LanguageCode): string {
  const last = way.steps.at(-1);
  return last === undefined ? way.objective : shownName(last.asset, language);
}

function standingWord(step: WayStep, words: ReturnType<typeof useSpeech>["words"]): string {
  return step.standing === null ? words.ways.known : words.standing[step.standing];
}
