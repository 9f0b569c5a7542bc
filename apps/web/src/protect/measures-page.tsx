/** The catalogue of measures that plans are made of. */
import type { ReactNode } from "react";
import { useMeasures } from "../api/queries.ts";
import type { Measure } from "../api/shapes.ts";
import { Page } from "../frame/page.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { formatSek, formatWhole, type Language } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { showSource, sourceText } from "./measure-source.tsx";

/** One row per measure, with what it means, its price and its source. */
export function MeasuresPage(): ReactNode {
  const { words, language } = useSpeech();
  const measures = useMeasures();
  return (
    <Page
      name={words.measures.title}
      heading={headingOf(measures.data, words, language)}
      lead={words.measures.lead}
    >
      {measures.isPending ? <Loading /> : null}
      {measures.isError ? (
        <Failure error={measures.error} onAgain={() => void measures.refetch()} />
      ) : null}
      {measures.data === undefined ? null : (
        <section className="section" aria-label={words.measures.title}>
          <Table
            caption={words.measures.title}
            isCaptionUnseen
            rows={measures.data}
            keyOf={(row) => row.id}
            columns={columnsOf(words, language)}
          />
        </section>
      )}
    </Page>
  );
}

function headingOf(
  measures: readonly Measure[] | undefined,
  words: Words,
  language: Language,
): string {
  if (measures === undefined || measures.length === 0) return words.measures.title;
  const count = words.money.measureCount(measures.length, formatWhole(measures.length, language));
  const free = measures.filter((measure) => measure.costSek === 0).length;
  if (free > 0) return words.measures.headingFree(count, free, formatWhole(free, language));
  const least = Math.min(...measures.map((measure) => measure.costSek));
  return words.measures.heading(count, formatSek(least, language));
}

function columnsOf(words: Words, language: Language): readonly Column<Measure>[] {
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
      value: (row) => (row.isPlanned ? words.measures.isPlanned : words.measures.notPlanned),
    },
    {
      id: "source",
      heading: words.measures.source,
      value: (row) => sourceText(row, words, language),
      show: showSource,
    },
  ];
}
