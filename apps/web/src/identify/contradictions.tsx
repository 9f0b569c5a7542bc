/** Where sources disagree: both values, which one rules, and where each comes from. */
import { propertyWord } from "@vallgrav/knowledge/names";
import type { ReactNode } from "react";
import { useContradictions } from "../api/queries.ts";
import type { Contradiction } from "../api/shapes.ts";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure, Loading } from "../parts/states.tsx";
import { Table } from "../parts/table.tsx";
import { formatDay, formatWhole } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import { valueWord } from "../words/values.ts";
import { AssetLink } from "./asset-link.tsx";

/** Shown here; all of them stand where they are settled. */
const shownMost = 100;

/** The table of contradictions, or one line where there is none. @param all how many there are */
export function Contradictions({ all }: { readonly all: number }): ReactNode {
  const { words, language } = useSpeech();
  const found = useContradictions(shownMost);
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failure error={found.error} onAgain={() => void found.refetch()} />;
  if (found.data.length === 0) return <p className="note">{words.sources.noContradictions}</p>;
  return (
    <>
      <p className="note">
        {words.sources.contradictionsLead}{" "}
        {all <= found.data.length
          ? ""
          : words.sources.contradictionsSome(
              formatWhole(found.data.length, language),
              formatWhole(all, language),
            )}{" "}
        <Link to={paths.judging}>{words.judging.link}</Link>
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
            value: (row) => visible(row.asset.name),
            show: showAsset,
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

/** Draws the cell of the thing, which leads to its page. */
function showAsset(row: Contradiction): ReactNode {
  return <AssetLink asset={row.asset} />;
}

/** Draws the cell of all values. */
function showValues(row: Contradiction): ReactNode {
  return <Values row={row} />;
}

function Values({ row }: { readonly row: Contradiction }): ReactNode {
  const { words, language } = useSpeech();
  return (
    <ol className="values">
      {row.values.map((said, at) => (
        <li key={`${said.evidence} ${String(said.value)}`} className={at === 0 ? "ruling" : ""}>
          <span className="figure">{valueWord(row.property, said.value, language)}</span>{" "}
          <span className="small">
            {words.standing[said.standing]} · {visible(said.evidence)} · {formatDay(said.validFrom)}
          </span>
        </li>
      ))}
    </ol>
  );
}
