/** Where sources disagree: both values, which one rules, and where each comes from. */
import type { ReactNode } from "react";
import { useContradictions, useStatus } from "../api/queries.ts";
import type { Contradiction } from "../api/shapes.ts";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { Table } from "../parts/table.tsx";
import { formatDay } from "../words/format.ts";
import { propertyWord } from "../words/assets.ts";
import { useSpeech } from "../words/language.tsx";
import { valueWord } from "../words/values.ts";

/** The table of contradictions, or one line where there is none. */
export function Contradictions(): ReactNode {
  const { words, language } = useSpeech();
  const found = useContradictions();
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failure error={found.error} onAgain={() => void found.refetch()} />;
  if (found.data.length === 0) return <p className="note">{words.sources.noContradictions}</p>;
  return (
    <>
      <p className="note">
        {words.sources.contradictionsLead} <Link to={paths.judging}>{words.judging.link}</Link>
      </p>
      <Table
        caption={words.sources.contradictionsTitle}
        isCaptionUnseen
        rows={found.data}
        keyOf={(row) => `${row.asset.id} ${row.property}`}
        columns={[
          {
            id: "asset",
            heading: words.sources.asset,
            value: (row) => row.asset.name,
            isHeading: true,
          },
          {
            id: "property",
            heading: words.sources.property,
            value: (row) => propertyWord(row.property, language),
          },
          {
            id: "values",
            heading: words.sources.values,
            value: (row) =>
              row.values.map((said) => valueWord(row.property, said.value, language)).join(" | "),
            show: showValues,
          },
        ]}
      />
    </>
  );
}

/** Draws the cell of all values. */
function showValues(row: Contradiction): ReactNode {
  return <Values row={row} />;
}

function Values({ row }: { readonly row: Contradiction }): ReactNode {
  const { words, language } = useSpeech();
  const sources = useStatus().data?.evidence ?? [];
  const nameOf = (evidence: string): string =>
    sources.find((source) => source.id === evidence)?.name ?? evidence;
  return (
    <ol className="values">
      {row.values.map((said, at) => (
        <li key={`${said.evidence} ${String(said.value)}`} className={at === 0 ? "ruling" : ""}>
          <span className="figure">{valueWord(row.property, said.value, language)}</span>{" "}
          <span className="small">
            {words.standing[said.standing]} · {nameOf(said.evidence)} · {formatDay(said.validFrom)}
          </span>
        </li>
      ))}
    </ol>
  );
}
