/** What measures cost, line by line: the first table of the cost sheet. */
import type { SheetMeasure } from "@vallgrav/platform/api";
import { type ReactNode, useDeferredValue, useMemo, useState } from "react";
import { useMeasures } from "../api/queries.ts";
import type { Measure } from "../api/shapes.ts";
import { RowButton } from "../parts/row-button.tsx";
import { visible } from "../parts/shown-name.ts";
import { type Column, Table } from "../parts/table.tsx";
import { formatSek } from "../words/format.ts";
import { type Speech, useSpeech } from "../words/language.tsx";
import { chooseCosts, entries, everyCost } from "./cost-choice.ts";
import type { Editing } from "./cost-dialogs.tsx";
import { linesText } from "./cost-text.ts";
import { MeasureFilters, Narrowed } from "./measure-filters.tsx";
import { showSource, sourceText } from "./measure-source.tsx";

type OnEdit = ((editing: Editing) => void) | null;

/** The last column: a button per row, where one may change. */
export function editColumn<Row>(
  nameOf: (row: Row) => string,
  onEdit: ((row: Row) => void) | null,
  { words }: Speech,
): readonly Column<Row>[] {
  if (onEdit === null) return [];
  return [
    {
      id: "change",
      heading: words.costs.change,
      isScreenOnly: true,
      value: () => "",
      show: (row) => (
        <RowButton label={words.costs.changeOf(nameOf(row))} onPress={() => onEdit(row)}>
          {words.costs.change}
        </RowButton>
      ),
    },
  ];
}

/** The name of a measure, with what is special about it. */
function measureText(
  { name, own, like }: SheetMeasure,
  rows: readonly SheetMeasure[],
  { words, language }: Speech,
): string {
  const base = rows.find(({ id }) => id === like)?.name[language];
  const said = visible(name[language]);
  const shown = base === undefined ? said : `${said} (${words.costs.isLike(base)})`;
  return own?.isLeftOut === true ? words.costs.isLeftOut(shown) : shown;
}

/** What the catalogue tells of measures, by id; empty until it has come. */
function useCatalogue(): ReadonlyMap<string, Measure> {
  const { data } = useMeasures();
  return useMemo(() => new Map(data?.map((one) => [one.id, one])), [data]);
}

/** Prices of measures, chosen among as on the page of measures. */
export function CostMeasures({
  rows,
  onEdit,
}: {
  readonly rows: readonly SheetMeasure[];
  readonly onEdit: OnEdit;
}): ReactNode {
  const { words } = useSpeech();
  const said = words.costs;
  const [choice, setChoice] = useState(everyCost);
  const asked = useDeferredValue(choice);
  const fit = chooseCosts(rows, asked, useCatalogue());
  return (
    <section className="section costs">
      <h2>{said.measures}</h2>
      <MeasureFilters
        id="cost-search"
        choice={choice}
        more={{
          label: said.entered,
          value: choice.entry,
          options: entries.map((one) => [one, said.entries[one]] as const),
          onChange: (entry) => setChoice({ ...choice, entry }),
        }}
        onChange={(next) => setChoice({ ...choice, ...next })}
      />
      {fit.length === 0 ? (
        <output className="note">{words.measures.noneFits}</output>
      ) : (
        <Lines rows={fit} all={rows} onEdit={onEdit} />
      )}
      {fit.length === rows.length ? null : (
        <Narrowed
          choice={asked}
          more={said.entries[asked.entry]}
          count={fit.length}
          all={rows.length}
          onAll={() => setChoice(everyCost)}
        />
      )}
    </section>
  );
}

function Lines({
  rows,
  all,
  onEdit,
}: {
  readonly rows: readonly SheetMeasure[];
  /** Those that are not shown too: a measure may be like one of them. */
  readonly all: readonly SheetMeasure[];
  readonly onEdit: OnEdit;
}): ReactNode {
  const speech = useSpeech();
  const { words, language } = speech;
  return (
    <Table
      caption={words.costs.measures}
      isCaptionUnseen
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          id: "name",
          heading: words.costs.measure,
          value: (row) => measureText(row, all, speech),
          isHeading: true,
        },
        {
          id: "lines",
          heading: words.costs.lines,
          value: ({ lines }) => linesText(lines, speech),
        },
        {
          id: "sum",
          heading: words.costs.sum,
          value: ({ sumSek }) => sumSek,
          show: ({ sumSek }) => formatSek(sumSek, language),
          isNumber: true,
        },
        {
          id: "source",
          heading: words.costs.source,
          value: (row) => sourceText(row, words, language),
          show: showSource,
        },
        ...editColumn<SheetMeasure>(
          ({ name }) => name[language],
          onEdit === null ? null : (row) => onEdit({ kind: "measure", row }),
          speech,
        ),
      ]}
    />
  );
}
