/** The catalogue of measures that plans are made of. */
import { type ReactNode, useDeferredValue, useState } from "react";
import { useMeasures, usePosition } from "../api/queries.ts";
import type { Measure } from "../api/shapes.ts";
import { Page } from "../frame/page.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { formatSek, formatWhole, type Language } from "../words/format.ts";
import { type Speech, useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { chooseMeasures, everyMeasure, standings } from "./measure-choice.ts";
import { MeasureFilters, Narrowed } from "./measure-filters.tsx";
import { showSource, sourceText } from "./measure-source.tsx";
import { NotCounted, useIsUncounted } from "./not-counted.tsx";

/** One row per measure, with what it means, its price and its source. */
export function MeasuresPage(): ReactNode {
  const { words, language } = useSpeech();
  const measures = useMeasures();
  const isUncounted = useIsUncounted();
  return (
    <Page
      name={words.measures.title}
      heading={headingOf(measures.data, isUncounted, { words, language })}
      lead={words.measures.lead}
    >
      {measures.isPending ? <Loading /> : null}
      {measures.isError ? (
        <Failure error={measures.error} onAgain={() => void measures.refetch()} />
      ) : null}
      <NotCounted />
      {measures.data === undefined ? null : <Catalogue measures={measures.data} />}
    </Page>
  );
}

function Catalogue({ measures }: { readonly measures: readonly Measure[] }): ReactNode {
  const { words, language } = useSpeech();
  const said = words.measures;
  const [choice, setChoice] = useState(everyMeasure);
  const chosen = useChosen();
  const asked = useDeferredValue(choice);
  const fit = chooseMeasures(measures, asked, chosen);
  return (
    <>
      <MeasureFilters
        id="measure-search"
        isSection
        choice={choice}
        more={{
          label: said.inPlan,
          value: choice.standing,
          options: standings
            .filter((one) => chosen !== null || one !== "chosen")
            .map((one) => [one, said.choices[one]] as const),
          onChange: (standing) => setChoice({ ...choice, standing }),
        }}
        onChange={(next) => setChoice({ ...choice, ...next })}
      />
      <section className="section" aria-label={words.measures.title}>
        {fit.length === 0 ? (
          <output className="note">{words.measures.noneFits}</output>
        ) : (
          <Table
            caption={words.measures.title}
            isCaptionUnseen
            rows={fit}
            keyOf={(row) => row.id}
            columns={columnsOf(words, language, chosen)}
          />
        )}
        {fit.length === measures.length ? null : (
          <Narrowed
            choice={asked}
            more={said.choices[asked.standing]}
            count={fit.length}
            all={measures.length}
            onAll={() => setChoice(everyMeasure)}
          />
        )}
      </section>
    </>
  );
}

/** What the plan at hand takes; null while there is none, or for those who may not see it. */
function useChosen(): ReadonlySet<string> | null {
  const { data } = usePosition();
  return data?.state === "ready" ? new Set(data.plan.measures.map(({ id }) => id)) : null;
}

function headingOf(
  measures: readonly Measure[] | undefined,
  isUncounted: boolean,
  { words, language }: Pick<Speech, "words" | "language">,
): string {
  if (measures === undefined || measures.length === 0) return words.measures.title;
  const count = words.money.measureCount(measures.length, formatWhole(measures.length, language));
  // What is priced per piece of nothing is not for nothing.
  if (isUncounted) return words.measures.headingUncounted(count);
  const free = measures.filter((measure) => measure.costSek === 0).length;
  if (free > 0) return words.measures.headingFree(count, free, formatWhole(free, language));
  const least = Math.min(...measures.map((measure) => measure.costSek));
  return words.measures.heading(count, formatSek(least, language));
}

function columnsOf(
  words: Words,
  language: Language,
  chosen: ReadonlySet<string> | null,
): readonly Column<Measure>[] {
  const planned = ({ id, isPlanned }: Measure): string =>
    chosen?.has(id) === true
      ? words.measures.isChosen
      : isPlanned
        ? words.measures.isPlanned
        : words.measures.notPlanned;
  return [
    {
      id: "name",
      heading: words.measures.name,
      value: (row) => row.name[language],
      isHeading: true,
    },
    { id: "text", heading: words.measures.contents, value: (row) => row.text[language] },
    {
      id: "cost",
      heading: words.measures.cost,
      value: (row) => row.costSek,
      show: (row) => formatSek(row.costSek, language),
      isNumber: true,
    },
    { id: "hours", heading: words.measures.hours, value: (row) => row.hours, isNumber: true },
    {
      id: "planned",
      heading: words.measures.planned,
      value: planned,
    },
    {
      id: "source",
      heading: words.measures.source,
      value: (row) => sourceText(row, words, language),
      show: showSource,
    },
  ];
}
