/** The calendar of the chosen measures: when each is begun and done, drawn and said. */
import type { PlanReport } from "@vallgrav/platform/api";
import { monthAfter, monthsFrom } from "@vallgrav/planning";
import { type ReactNode, useState } from "react";
import type { Measure } from "../api/shapes.ts";
import { Choice } from "../parts/choice.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { formatWhole } from "../words/format.ts";
import { type Speech, useSpeech } from "../words/language.tsx";
import { type CalendarRow, calendarRows, firstMonthOf, yearFrom } from "./plan-calendar.ts";

/** How far ahead one may begin, and how long one may take, months. */
const ahead = 12;
const longest = 24;

/** @param measures that are on; @param names of all measures, by id */
export function PlanCalendarSection({
  measures,
  plan,
  names,
}: {
  readonly measures: readonly Measure[];
  readonly plan: PlanReport;
  readonly names: ReadonlyMap<string, string>;
}): ReactNode {
  const speech = useSpeech();
  const { words } = speech;
  const first = firstMonthOf(plan);
  const { dates = null } = plan.terms;
  const [from, setFrom] = useState(dates?.from ?? first);
  const [until, setUntil] = useState(dates?.until ?? yearFrom(from));
  const last = until < from ? yearFrom(from) : until;
  const rows = calendarRows(measures, plan, [from, last]);
  return (
    <section className="section plan-calendar">
      <h2>{words.plan.calendar}</h2>
      <p className="note">{words.plan.calendarLead}</p>
      <div className="plan-months">
        <Choice
          label={words.plan.from}
          options={monthsOf(from < first ? from : first, ahead)}
          value={from}
          onChange={setFrom}
        />
        <Choice
          label={words.plan.until}
          options={monthsOf(from, longest)}
          value={last}
          onChange={setUntil}
        />
      </div>
      {rows.length === 0 ? null : (
        <>
          <output className="said">{calendarText(rows, last, speech)}</output>
          <Table
            caption={words.plan.calendar}
            isCaptionUnseen
            rows={rows}
            keyOf={({ id }) => id}
            columns={columnsOf(names, monthsFrom(from, last), speech)}
          />
        </>
      )}
    </section>
  );
}

function monthsOf(from: string, count: number): readonly (readonly [string, string])[] {
  return Array.from({ length: count }, (_, at) => {
    const month = monthAfter(from, at);
    return [month, month] as const;
  });
}

function calendarText(
  rows: readonly CalendarRow[],
  until: string,
  { words, language }: Speech,
): string {
  const late = rows.filter(({ to }) => to === null).length;
  const done = rows.flatMap(({ to }) => (to === null ? [] : [to])).sort();
  return late === 0
    ? words.plan.allDone(done.at(-1) ?? until)
    : words.plan.late(late, formatWhole(late, language), until);
}

function columnsOf(
  names: ReadonlyMap<string, string>,
  months: number,
  { words }: Speech,
): readonly Column<CalendarRow>[] {
  return [
    {
      id: "measure",
      heading: words.plan.measure,
      value: ({ id }) => names.get(id) ?? id,
      isHeading: true,
    },
    {
      id: "from",
      heading: words.plan.begins,
      value: ({ from }) => from,
      show: ({ from }) => <span className="unbroken">{from ?? "–"}</span>,
    },
    {
      id: "to",
      heading: words.plan.done,
      value: ({ to }) => to,
      show: ({ to }) => <span className="unbroken">{to ?? "–"}</span>,
    },
    {
      id: "bar",
      heading: words.plan.months,
      value: ({ slot }) => (slot.span === null ? null : slot.span.to - slot.span.from + 1),
      show: ({ slot }) => <Bar span={slot.span} months={months} />,
    },
    {
      id: "waits",
      heading: words.plan.waits,
      value: ({ slot }) => {
        if (slot.waits === null) return "";
        if (slot.waits.kind === "measure")
          return words.plan.waitsFor.measure(names.get(slot.waits.id) ?? slot.waits.id);
        return words.plan.waitsFor[slot.waits.kind];
      },
    },
  ];
}

/** The months of a measure among all of them; the dates beside it say the same. */
function Bar({
  span,
  months,
}: {
  readonly span: CalendarRow["slot"]["span"];
  readonly months: number;
}): ReactNode {
  const percent = (count: number): string => `${(count / months) * 100}%`;
  return (
    <svg className="plan-bar" width="100%" height="16" aria-hidden="true">
      <rect className="plan-bar-ground" x="0" y="7" width="100%" height="2" />
      {span === null ? null : (
        <rect
          className="plan-bar-span"
          x={percent(span.from)}
          y="2"
          width={percent(span.to - span.from + 1)}
          height="12"
          rx="3"
        />
      )}
    </svg>
  );
}
