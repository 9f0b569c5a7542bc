/** Skydda: the ways in, replayed; what stands in them, where they meet, and every step on them. */
import type { ChokePoint, Ways } from "@vallgrav/platform/api";
import { type ReactNode, useMemo, useState } from "react";
import { usePosition, useWays } from "../api/queries.ts";
import { Page } from "../frame/page.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { Table } from "../parts/table.tsx";
import { shownName } from "../parts/shown-name.ts";
import { WayGraph, waysDrawnMost } from "../parts/way-graph.tsx";
import { WhyNotYet } from "../position/why-not-yet.tsx";
import { type Manner, sayShare, sayTime } from "../words/figures.ts";
import { formatShare, formatWhole } from "../words/format.ts";
import { speakOf } from "../words/headline.ts";
import { useSpeech } from "../words/language.tsx";
import { WayBarriers } from "./way-barriers.tsx";
import { leftBy, momentsOf } from "./way-moments.ts";
import { WayPlace } from "./way-place.tsx";
import { WayReplay } from "./way-replay.tsx";
import { WaySteps } from "./way-steps.tsx";

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
      {...(ways.isPending ? {} : { lead: leadOf(ways.data ?? null, manner) })}
    >
      {ways.isPending ? <Loading /> : null}
      {ways.isError ? <Failure error={ways.error} onAgain={() => void ways.refetch()} /> : null}
      {ways.data === null ? <WhyNotYet position={position} /> : null}
      {ways.data === undefined || ways.data === null || ways.data.ways.length === 0 ? null : (
        <>
          <p className="said">{commonestOf(ways.data, manner)}</p>
          <Story ways={ways.data} manner={manner} sayDays={sayDays} />
        </>
      )}
    </Page>
  );
}

/** Ways with the map, the replay, what stands in the way, where they meet, and every step. */
function Story({
  ways,
  manner,
  sayDays,
}: {
  readonly ways: Ways;
  readonly manner: Manner;
  readonly sayDays: (days: number) => string;
}): ReactNode {
  const { words, language } = manner;
  const [followed, setFollowed] = useState<number | null>(null);
  const [moved, setMoved] = useState<number | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const moments = useMemo(
    () => momentsOf(ways.ways.filter((_, way) => followed === null || way === followed)),
    [ways, followed],
  );
  // Until somebody moves in time the whole of the ways is shown.
  const at = Math.min(moved ?? moments.length - 1, moments.length - 1);
  const left = leftBy(ways.barriers, chosen, ways.ways.length);
  const closed = new Set([...ways.ways.keys()].filter((way) => (left.ways[way] ?? 0) === 0));
  const follow = (way: number | null): void => {
    setFollowed(way);
    setMoved(null);
  };
  return (
    <>
      <section className="section" aria-label={words.ways.graph}>
        <WayReplay
          ways={ways.ways}
          followed={followed}
          onFollow={follow}
          moments={moments}
          at={at}
          onMove={setMoved}
          sayDays={sayDays}
        />
        <WayGraph
          ways={ways.ways}
          look={{ way: followed, until: moments[at] ?? 0, closed }}
          sayDays={sayDays}
        />
        {ways.ways.length <= waysDrawnMost ? null : (
          <p className="small">
            {words.ways.graphSome(
              formatWhole(waysDrawnMost, language),
              formatWhole(ways.ways.length, language),
            )}
          </p>
        )}
      </section>
      <ChokePoints points={ways.chokePoints.filter(isInside)} />
      <WaySteps ways={ways.ways} followed={followed} sayDays={sayDays} />
      <WayBarriers
        ways={ways}
        chosen={chosen}
        left={left}
        onFlip={(place) => setChosen((now) => now.symmetricDifference(new Set([place])))}
        manner={manner}
      />
    </>
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
  const name = shownName(point.asset, language);
  const place = point.asset.kind === "domain" ? words.ways.directory(name) : name;
  return words.ways.meet(formatShare(point.frequency, language), place);
}

function leadOf(ways: Ways | null, manner: Manner): string {
  const { words, language, speak } = manner;
  if (ways === null) return words.ways.notYet;
  if (ways.fell === 0) return words.ways.none;
  if (speak === "words")
    return words.ways.leadWords(sayShare(ways.fell / Math.max(ways.runs, 1), manner));
  return words.ways.lead(formatWhole(ways.fell, language), formatWhole(ways.runs, language));
}

/** Places of a way that are told in a sentence; a longer one leaves out those in the middle. */
const placesMost = 7;

/** The way that most attempts took, as the places it passes. */
function commonestOf({ ways }: Ways, manner: Manner): string {
  const { words, language } = manner;
  const [way] = ways;
  if (way === undefined) return "";
  const names = way.steps.map(({ asset }) => shownName(asset, language));
  const places = names.filter((name, at) => name !== names[at - 1]);
  const half = Math.floor(placesMost / 2);
  const told =
    places.length <= placesMost
      ? places
      : [...places.slice(0, half), "…", ...places.slice(places.length - half)];
  return words.ways.commonest(sayShare(way.frequency, manner), told.join(" → "));
}

/** Draws the cell of the place where ways meet. */
function showPlace({ asset }: ChokePoint): ReactNode {
  return <WayPlace asset={asset} />;
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
            show: showPlace,
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
