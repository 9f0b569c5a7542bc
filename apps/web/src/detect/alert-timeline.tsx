/** When an alert's events happened, drawn along a line from the first to the last. */
import type { AlertView } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { formatMinute } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import "./alert-timeline.css";

const width = 600;
const height = 40;
const edge = 8;

/** Drawn where something happened at different times; the list below tells the same in words. */
export function AlertTimeline({ view }: { readonly view: AlertView }): ReactNode {
  const { words } = useSpeech();
  const said = words.watch;
  const first = Date.parse(view.firstAt);
  const last = Date.parse(view.lastAt);
  if (last <= first) return null;
  const place = (at: string): number =>
    edge + ((Date.parse(at) - first) / (last - first)) * (width - 2 * edge);
  const inside = view.events.filter(({ at }) => at >= view.firstAt && at <= view.lastAt);
  return (
    <figure className="alert-timeline">
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <line x1={edge} x2={width - edge} y1={height / 2} y2={height / 2} />
        {inside.map(({ at, line }, index) => (
          // Several may be of one moment.
          <circle key={`${at} ${line} ${index}`} cx={place(at)} cy={height / 2} r={5} />
        ))}
      </svg>
      <figcaption>
        <span className="unseen">
          {said.timeline(formatMinute(view.firstAt), formatMinute(view.lastAt))}
        </span>
        <span>{formatMinute(view.firstAt)}</span>
        <span>{formatMinute(view.lastAt)}</span>
      </figcaption>
    </figure>
  );
}
