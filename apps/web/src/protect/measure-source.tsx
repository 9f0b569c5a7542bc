/** Where the price of a measure comes from, and whether anybody has checked it. */
import type { MeasureSource } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import type { Language } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";

/** What has a source. */
export type Sourced = { readonly source: MeasureSource };

/** What is to be known of a source besides its name: that nobody has looked at the original. */
function caution({ source }: Sourced, words: Words): string | null {
  if (source.kind === "assumption") return words.measures.assumption;
  return source.kind === "secondary" ? words.measures.unchecked : null;
}

/** The source as text, for sorting and copying. */
export function sourceText(row: Sourced, words: Words, language: Language): string {
  const mark = caution(row, words);
  if (row.source.kind === "assumption") return words.measures.assumption;
  return `${row.source.name[language]}${mark === null ? "" : ` (${mark})`}`;
}

/** Draws the cell of the source. */
export function showSource(row: Sourced): ReactNode {
  return <Source row={row} />;
}

function Source({ row }: { readonly row: Sourced }): ReactNode {
  const { words, language } = useSpeech();
  const mark = caution(row, words);
  return (
    <span className="small">
      {mark === null ? null : <span className="badge">{mark}</span>}{" "}
      {row.source.kind === "assumption" ? null : row.source.name[language]}
    </span>
  );
}
