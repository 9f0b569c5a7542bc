/** Facts on which sources disagree, with a choice of whom to believe. */
import { propertyWord } from "@vallgrav/knowledge/names";
import type { ContradictionView } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { AssetLink } from "./asset-link.tsx";
import { useDisputes, useTrust } from "../api/knowing-queries.ts";
import { useMay } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { shownName, visible } from "../parts/shown-name.ts";
import { Failure, Loading } from "../parts/states.tsx";
import { formatDay } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import { valueWord } from "../words/values.ts";

/** Drawn at most; the rest are found by asset. */
const shownMost = 100;

/** The list; `none` is said where it is empty, and nothing where that is null. */
export function Disputes({
  state,
  none,
}: {
  readonly state: "open" | "settled";
  readonly none: string | null;
}): ReactNode {
  const found = useDisputes(state);
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failure error={found.error} onAgain={() => void found.refetch()} />;
  if (found.data.length === 0) return none === null ? null : <p className="note">{none}</p>;
  return (
    <ul className="pairs">
      {found.data.slice(0, shownMost).map((row) => (
        <Dispute key={`${row.asset.id} ${row.property}`} row={row} />
      ))}
    </ul>
  );
}

/** The source in words: the reader, and the person where people answer. */
export function useSourceName(): (source: string) => string {
  const { words } = useSpeech();
  return (source) => {
    const [reader = "", ...by] = source.split("/");
    const name = words.readerName[reader] ?? reader;
    return visible(by.length === 0 ? name : `${name} (${by.join("/")})`);
  };
}

/** One fact with all its values; the ruling one first. */
export function Dispute({ row }: { readonly row: ContradictionView }): ReactNode {
  const { words, language } = useSpeech();
  const said = words.judging;
  const sourceName = useSourceName();
  const trust = useTrust();
  const mayChange = useMay("model/change");
  const { asset, property, values, trusted } = row;
  const name = visible(shownName(asset, language));
  const ruling = values[0]?.source;
  const chosen =
    trusted === null
      ? null
      : said.trusted(sourceName(trusted.source), visible(trusted.by), formatDay(trusted.at));
  return (
    <li className="pair">
      <h3>
        <AssetLink asset={asset} />{" "}
        <span className="small">{visible(propertyWord(property, language))}</span>
      </h3>
      <ol className="values">
        {values.map((one, at) => (
          <li
            key={`${one.source} ${one.evidence} ${String(one.value)}`}
            className={at === 0 ? "ruling" : ""}
          >
            <span className="figure">{valueWord(property, one.value, language)}</span>{" "}
            <span className="small">
              {[
                sourceName(one.source),
                words.standing[one.standing],
                visible(one.evidence),
                formatDay(one.validFrom),
              ].join(" · ")}
            </span>{" "}
            {at === 0 ? <span className="badge">{said.rules}</span> : null}
            {at === 0 || !mayChange || trusted !== null || one.source === ruling ? null : (
              <Button
                look="plain"
                aria-label={said.trustAbout(sourceName(one.source), property, name)}
                isPending={trust.isPending}
                onPress={() => trust.mutate({ asset: asset.id, property, source: one.source })}
              >
                {said.trust}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {trusted === null ? null : (
        <p>
          {chosen}{" "}
          {mayChange ? (
            <Button
              look="plain"
              aria-label={said.takeBackAbout(`${name}, ${property}`)}
              isPending={trust.isPending}
              onPress={() => trust.mutate({ asset: asset.id, property, source: null })}
            >
              {said.takeBack}
            </Button>
          ) : null}
        </p>
      )}
      {trust.isError ? <Failure error={trust.error} /> : null}
    </li>
  );
}
