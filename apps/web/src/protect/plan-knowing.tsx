/** What it is worth to find out before one chooses between the plans. */
import type { KnowingReport } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { visible } from "../parts/shown-name.ts";
import { Table } from "../parts/table.tsx";
import { formatShare, formatWhole } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";

/** @param knowing left out where the survey is older than this */
export function PlanKnowing({
  knowing,
}: {
  readonly knowing: KnowingReport | undefined;
}): ReactNode {
  const { words, language } = useSpeech();
  const said = words.planTerms.knowing;
  if (knowing === undefined) return null;
  const { unknowns, looked, plans } = knowing;
  const count = formatWhole(looked, language);
  return (
    <>
      <h3>{said.title}</h3>
      <p className="note">
        {unknowns.length === 0
          ? said.none(count)
          : said.lead(formatWhole(plans - 1, language), count)}
      </p>
      {unknowns.length === 0 ? null : (
        <Table
          caption={said.title}
          isCaptionUnseen
          rows={unknowns}
          keyOf={({ id }) => id}
          columns={[
            {
              id: "of",
              heading: words.asking.of,
              value: ({ name }) => visible(name[language]),
              isHeading: true,
            },
            {
              id: "what",
              heading: words.asking.parameter,
              value: ({ what }) => words.asking.parameterWhat[what],
            },
            {
              id: "worth",
              heading: said.worth,
              value: ({ worth }) => worth,
              show: ({ worth }) => formatShare(worth, language),
              isNumber: true,
            },
          ]}
        />
      )}
    </>
  );
}
