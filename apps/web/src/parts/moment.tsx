/** An instant as day and minute in Stockholm, kept on one line. */
import type { ReactNode } from "react";
import { formatMinute } from "../words/format.ts";

/** @param instant ISO 8601; nothing is drawn for null. */
export function Moment({ instant }: { readonly instant: string | null }): ReactNode {
  if (instant === null) return null;
  return (
    <time className="figure nowrap" dateTime={instant}>
      {formatMinute(instant)}
    </time>
  );
}
