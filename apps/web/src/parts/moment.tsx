/** The day of an instant in Stockholm; the minute is told to whoever points at it. */
import type { ReactNode } from "react";
import { formatDay, formatMinute } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";

/** @param instant ISO 8601; null where the file does not say. */
export function Moment({ instant }: { readonly instant: string | null }): ReactNode {
  const { words } = useSpeech();
  if (instant === null) return <span className="small">{words.sources.unknownDay}</span>;
  return (
    <time className="figure nowrap" dateTime={instant} title={formatMinute(instant)}>
      {formatDay(instant)}
    </time>
  );
}
