/** The ways one by one, each with every step: where, what, by which technique, when, how known. */
import type { Way, WayStep } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { shownName } from "../parts/shown-name.ts";
import { type Column, Table } from "../parts/table.tsx";
import { formatShare } from "../words/format.ts";
import { type Speech, useSpeech } from "../words/language.tsx";
import { WayPlace } from "./way-place.tsx";
import { objectiveOf } from "./way-replay.tsx";

type Row = { readonly order: number; readonly step: WayStep };

/** @param followed the way that lies open, or null for the first. */
export function WaySteps({
  ways,
  followed,
  sayDays,
}: {
  readonly ways: readonly Way[];
  readonly followed: number | null;
  readonly sayDays: (days: number) => string;
}): ReactNode {
  const speech = useSpeech();
  const { words, language } = speech;
  return (
    <section className="section">
      <h2>{words.ways.one}</h2>
      <p className="note">{words.ways.oneLead}</p>
      {ways.map((way, at) => {
        const title = words.ways.wayTitle(String(at + 1), objectiveOf(way, language));
        const isFollowed = at === (followed ?? 0);
        return (
          // A new key when another way is followed opens that one.
          <details key={`${title} ${isFollowed}`} open={isFollowed}>
            <summary>{title}</summary>
            <p className="note">{words.ways.wayShare(formatShare(way.frequency, language))}</p>
            <Table
              caption={title}
              isCaptionUnseen
              rows={way.steps.map((step, order): Row => ({ order: order + 1, step }))}
              keyOf={({ order }) => String(order)}
              columns={columnsOf(speech, sayDays)}
            />
          </details>
        );
      })}
    </section>
  );
}

function columnsOf(
  { words, language }: Speech,
  sayDays: (days: number) => string,
): readonly Column<Row>[] {
  return [
    { id: "order", heading: words.ways.order, value: ({ order }) => order, isNumber: true },
    {
      id: "asset",
      heading: words.ways.asset,
      value: ({ step }) => shownName(step.asset, language),
      show: ({ step }) => <WayPlace asset={step.asset} />,
      isHeading: true,
    },
    { id: "step", heading: words.ways.step, value: ({ step }) => step.step[language] },
    {
      id: "technique",
      heading: words.ways.technique,
      value: ({ step }) => step.technique,
      show: ({ step }) => <span className="mono unbroken">{step.technique}</span>,
    },
    {
      id: "days",
      heading: words.ways.days,
      value: ({ step }) => step.days,
      copied: ({ step }) => sayDays(step.days),
      show: ({ step }) => sayDays(step.days),
      isNumber: true,
    },
    {
      id: "standing",
      heading: words.ways.standing,
      value: ({ step }) =>
        step.standing === null ? words.ways.known : words.standing[step.standing],
    },
  ];
}
