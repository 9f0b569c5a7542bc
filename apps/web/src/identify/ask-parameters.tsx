/** Unknowns of whole classes that go with the dials: nobody owns them, but some can be answered. */
import type { ParameterMover } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { visible } from "../parts/shown-name.ts";
import { Table } from "../parts/table.tsx";
import { formatShare } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";

/** The table; nothing where nothing is computed. */
export function AskParameters({
  parameters,
}: {
  readonly parameters: readonly ParameterMover[];
}): ReactNode {
  const { words, language } = useSpeech();
  const said = words.asking;
  if (parameters.length === 0) return null;
  return (
    <section className="section">
      <h2>{said.parametersTitle}</h2>
      <p className="note">
        {said.parametersLead} <Link to={paths.questions}>{said.twelve}</Link>
      </p>
      <Table
        caption={said.parametersTitle}
        isCaptionUnseen
        rows={parameters}
        keyOf={({ id }) => id}
        columns={[
          {
            id: "of",
            heading: said.of,
            value: (row) => visible(row.name[language]),
            isHeading: true,
          },
          { id: "what", heading: said.parameter, value: (row) => said.parameterWhat[row.what] },
          {
            id: "share",
            heading: said.share,
            value: (row) => row.loss.share,
            show: (row) => formatShare(row.loss.share, language),
            isNumber: true,
          },
          {
            id: "clear",
            heading: said.isClear,
            value: (row) => (row.loss.isClear ? said.yes : said.no),
          },
        ]}
      />
    </section>
  );
}
