/** Published cases beside one's own figures, each with its source and whether it was checked. */
import type { PlanReport, RealityView } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { usePosition } from "../api/queries.ts";
import { type Column, Table } from "../parts/table.tsx";
import { type Manner, sayDamage } from "../words/figures.ts";
import { formatRoughSek, formatWhole, type Language } from "../words/format.ts";
import { speakOf } from "../words/headline.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";

type Case = RealityView["cases"][number];
type Range = { readonly low: number; readonly high: number };

/** Both ends; one figure where they are equal. */
export function rangeText({ low, high }: Range, say: (value: number) => string): string {
  return low === high ? say(low) : `${say(low)} – ${say(high)}`;
}

/** The cases, and what the model says here. */
export function RealityCases({ cases }: { readonly cases: readonly Case[] }): ReactNode {
  const { words, language } = useSpeech();
  const position = usePosition().data;
  const said = words.reality;
  return (
    <section className="section">
      <h2>{said.casesTitle}</h2>
      <p className="note">{said.casesLead}</p>
      {position?.state === "ready" ? <Own plan={position.plan} /> : null}
      <div className="cases">
        <Table
          caption={said.casesTitle}
          isCaptionUnseen
          rows={cases}
          keyOf={({ id }) => id}
          columns={columnsOf(words, language)}
        />
      </div>
    </section>
  );
}

function Own({ plan }: { readonly plan: PlanReport }): ReactNode {
  const { words, language } = useSpeech();
  const manner: Manner = { words, language, speak: speakOf(plan) };
  const { serviceHours, persons, sek } = plan.before.damage;
  const text = words.reality.ownText(
    sayDamage(serviceHours.mean, "hours", manner),
    sayDamage(persons.mean, "persons", manner),
    sayDamage(sek.mean, "sek", manner),
  );
  return (
    <p>
      <strong>{words.reality.own}</strong> {text}
    </p>
  );
}

function columnsOf({ reality: said }: Words, language: Language): readonly Column<Case>[] {
  const whole = (value: number): string => formatWhole(value, language);
  return [
    { id: "name", heading: said.caseName, value: (row) => row.name[language], isHeading: true },
    { id: "began", heading: said.caseBegan, value: (row) => row.began },
    {
      id: "what",
      heading: said.caseWhat,
      value: ({ what, entry }) =>
        entry === null ? what[language] : `${what[language]} ${said.caseEntry(entry[language])}`,
    },
    {
      id: "days",
      heading: said.caseDays,
      value: (row) => row.outageDays?.low ?? null,
      show: (row) => (row.outageDays === null ? "–" : rangeText(row.outageDays, whole)),
      copied: (row) => (row.outageDays === null ? null : rangeText(row.outageDays, whole)),
      isNumber: true,
    },
    {
      id: "sek",
      heading: said.caseSek,
      value: (row) => row.sek?.low ?? null,
      show: ({ sek }) => (sek === null ? "–" : sekText(sek, language)),
      copied: ({ sek }) => (sek === null ? null : sekText(sek, language)),
      isNumber: true,
    },
    {
      id: "persons",
      heading: said.casePersons,
      value: (row) => row.persons?.low ?? null,
      show: (row) => (row.persons === null ? "–" : rangeText(row.persons, whole)),
      copied: (row) => (row.persons === null ? null : rangeText(row.persons, whole)),
      isNumber: true,
    },
    {
      id: "source",
      heading: said.caseSource,
      value: (row) => row.sources.join(" "),
      show: (row) => <Sources row={row} said={said} />,
    },
  ];
}

/** An amount with what the source counts in it. */
export function sekText(sek: NonNullable<Case["sek"]>, language: Language): string {
  const amount = rangeText(sek, (value) => formatRoughSek(value, language));
  return `${amount} (${sek.counts[language]})`;
}

/** Whoever doubts a figure can read where it was told; nothing is fetched until they do. */
function Sources({
  row,
  said,
}: {
  readonly row: Case;
  readonly said: Words["reality"];
}): ReactNode {
  return (
    <>
      <span className="unbroken">
        {row.checked ? said.checked : said.unchecked} {row.reviewed}
      </span>
      <ul className="case-sources">
        {row.sources.map((source) => (
          <li key={source}>
            <a href={source} target="_blank" rel="noopener noreferrer">
              {new URL(source).hostname}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
