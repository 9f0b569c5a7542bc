/** Measures that stand in the ways: switched on and off, and what gets through anyway. */
import type { WayMeasure, Ways } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { type Column, Table } from "../parts/table.tsx";
import { sayShare, type Manner } from "../words/figures.ts";
import { formatWhole } from "../words/format.ts";
import type { Left } from "./way-moments.ts";
import { objectiveOf } from "./way-replay.tsx";

type Row = { readonly measure: WayMeasure; readonly place: number };

/**
 * @param chosen places of the measures that are switched on
 * @param left what they leave at least
 */
export function WayBarriers({
  ways,
  chosen,
  left,
  onFlip,
  manner,
}: {
  readonly ways: Ways;
  readonly chosen: ReadonlySet<number>;
  readonly left: Left;
  readonly onFlip: (place: number) => void;
  readonly manner: Manner;
}): ReactNode {
  const { words, language } = manner;
  const said =
    chosen.size === 0
      ? words.ways.chosenNone
      : words.ways.chosen(
          chosen.size,
          formatWhole(chosen.size, language),
          sayShare(left.all, manner),
        );
  return (
    <section className="section">
      <h2>{words.ways.barriers}</h2>
      <p className="note">{words.ways.barriersLead}</p>
      {ways.measures.length === 0 ? (
        <p>{words.ways.noBarriers}</p>
      ) : (
        <>
          <output className="said">{said}</output>
          <Table
            caption={words.ways.barriers}
            isCaptionUnseen
            rows={ways.measures.map((measure, place): Row => ({ measure, place }))}
            keyOf={({ measure }) => measure.id}
            columns={columnsOf(chosen, onFlip, manner)}
          />
          {chosen.size === 0 ? null : (
            <Table
              caption={words.ways.ofWay}
              rows={ways.ways.map((way, at) => ({ way, at }))}
              keyOf={({ at }) => String(at)}
              columns={[
                {
                  id: "way",
                  heading: words.ways.one,
                  value: ({ way, at }) =>
                    words.ways.wayTitle(String(at + 1), objectiveOf(way, language)),
                  isHeading: true,
                },
                {
                  id: "left",
                  heading: words.ways.ofWay,
                  value: ({ way, at }) => shareLeft(left.ways[at] ?? 0, way.frequency),
                  show: ({ way, at }) =>
                    sayShare(shareLeft(left.ways[at] ?? 0, way.frequency), manner),
                  isNumber: true,
                },
              ]}
            />
          )}
        </>
      )}
    </section>
  );
}

/** Sums of shares differ from the frequency in the last bits. */
function shareLeft(left: number, frequency: number): number {
  return frequency === 0 ? 0 : Math.min(1, left / frequency);
}

function columnsOf(
  chosen: ReadonlySet<number>,
  onFlip: (place: number) => void,
  manner: Manner,
): readonly Column<Row>[] {
  const { words, language } = manner;
  return [
    {
      id: "measure",
      heading: words.ways.measure,
      value: ({ measure }) => measure.name[language],
      show: ({ measure, place }) => (
        <label>
          <input
            type="checkbox"
            checked={chosen.has(place)}
            onChange={() => onFlip(place)}
            aria-label={words.ways.switchOn(measure.name[language])}
          />{" "}
          {measure.name[language]}
        </label>
      ),
      isHeading: true,
    },
    {
      id: "share",
      heading: words.ways.inTheWay,
      value: ({ measure }) => measure.share,
      show: ({ measure }) => sayShare(measure.share, manner),
      isNumber: true,
    },
  ];
}
