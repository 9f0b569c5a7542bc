/** Where the price of a measure comes from: its source, or that it is an assumption. */
import type { ReactNode } from "react";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";

/** A measure's source as the server gives it. */
export type PricedBySource = { readonly source: string; readonly assumption: boolean };

/** An assumption without a source of its own is named so by the server. */
const noSource = "assumption";

/** The source as text, for sorting and copying. */
export function sourceText({ source, assumption }: PricedBySource, words: Words): string {
  if (!assumption) return source;
  return source === noSource
    ? words.measures.assumption
    : `${source} (${words.measures.assumption})`;
}

/** Draws the cell of the source. */
export function showSource(row: PricedBySource): ReactNode {
  return <Source row={row} />;
}

function Source({ row }: { readonly row: PricedBySource }): ReactNode {
  const { words } = useSpeech();
  return (
    <span className="small">
      {row.assumption ? <span className="badge">{words.measures.assumption}</span> : null}{" "}
      {row.assumption && row.source === noSource ? null : row.source}
    </span>
  );
}
