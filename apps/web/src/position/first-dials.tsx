/** Both dials of today while their runs are still played: the same strips, wider brackets. */
import type { Band } from "@vallgrav/kernel";
import type { FirstDials, Spread } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { OutcomeBar } from "../parts/outcome-bar.tsx";
import { Strip } from "../parts/strip.tsx";
import { Table } from "../parts/table.tsx";
import { timeColumns } from "../parts/time-axis.ts";
import { type DamageUnit, type Manner, sayDamage } from "../words/figures.ts";
import { formatWhole } from "../words/format.ts";
import { holdsAxis, holdsRow, outcomeParts, timeRow } from "./resistance-dial.tsx";
import { spreadOf } from "./damage-dial.tsx";

type Row = { readonly unit: DamageUnit; readonly spread: Spread };

const units = ["hours", "persons", "sek"] as const;

/** What the page says first of them: on how many campaigns they rest. */
export function firstLead({ runs, ofRuns }: FirstDials, { words, language }: Manner): string {
  const all = formatWhole(ofRuns, language);
  return runs < ofRuns
    ? words.first.lead(formatWhole(runs, language), all)
    : words.first.leadAll(all);
}

/** The two dials of today. */
export function FirstDialsShown({
  first,
  manner,
}: {
  readonly first: FirstDials;
  readonly manner: Manner;
}): ReactNode {
  const { words, language } = manner;
  const { resistance, damage } = first.dials;
  const rows = units.map((unit): Row => ({ unit, spread: spreadOf(damage, unit) }));
  return (
    <section className="dials">
      <div className="dial">
        <h2>
          {words.position.resistance} <span>– {words.position.resistanceAsk}</span>
        </h2>
        <p className="note">{words.position.resistanceNote}</p>
        <Strip
          columns={timeColumns.map((column) => words.timeWord[column])}
          rows={[timeRow(resistance, "before", words.position.today, manner)]}
        />
        <h3>{words.position.holdsTitle(formatWhole(resistance.horizonDays, language))}</h3>
        <Strip
          isLined={false}
          columns={holdsAxis(manner)}
          rows={[holdsRow(resistance, "before", words.position.today, manner)]}
        />
        <p className="small">{words.position.legend}</p>
        <h3>{words.position.outcomesTitle}</h3>
        <OutcomeBar
          label={words.position.today}
          parts={outcomeParts(resistance.outcomes, manner)}
        />
      </div>
      <div className="dial">
        <h2>
          {words.position.damage} <span>– {words.position.damageAsk}</span>
        </h2>
        <p className="note">{words.position.damageNote}</p>
        <DamageTable rows={rows} manner={manner} />
        <p className="small">{words.first.sampling}</p>
      </div>
    </section>
  );
}

/** Mean, the worst, and how far the mean may be off, unit by unit: never added. */
function DamageTable({
  rows,
  manner,
}: {
  readonly rows: readonly Row[];
  readonly manner: Manner;
}): ReactNode {
  const { words } = manner;
  const say = (value: number, unit: DamageUnit): string => sayDamage(value, unit, manner);
  const between = ({ low, high }: Band, unit: DamageUnit): string => {
    const [from, to] = [say(low, unit), say(high, unit)];
    return from === to ? from : words.position.range(from, to);
  };
  return (
    <Table
      caption={words.first.unit}
      isCaptionUnseen
      rows={rows}
      keyOf={({ unit }) => unit}
      columns={[
        {
          id: "unit",
          heading: words.first.unit,
          value: ({ unit }) => words.position[unit],
          isHeading: true,
        },
        {
          id: "mean",
          heading: words.first.mean,
          value: ({ spread }) => spread.mean,
          copied: ({ unit, spread }) => say(spread.mean, unit),
          show: ({ unit, spread }) => say(spread.mean, unit),
          isNumber: true,
        },
        {
          id: "worst",
          heading: words.first.worst,
          value: ({ spread }) => spread.tail95,
          copied: ({ unit, spread }) => say(spread.tail95, unit),
          show: ({ unit, spread }) => say(spread.tail95, unit),
          isNumber: true,
        },
        {
          id: "between",
          heading: words.first.between,
          value: ({ spread }) => spread.sampling.mean.low,
          copied: ({ unit, spread }) => between(spread.sampling.mean, unit),
          show: ({ unit, spread }) => between(spread.sampling.mean, unit),
          isNumber: true,
        },
      ]}
    />
  );
}
