/** Shares that sum to one, as one bar with its parts named in text below. */
import type { ReactNode } from "react";

/** A part of the whole. */
export type Part = {
  readonly id: string;
  readonly share: number;
  readonly label: string;
  readonly said: string;
  readonly tone: string;
};

/** @param label what the whole is, such as "today". Parts of no share are left out. */
export function OutcomeBar({
  label,
  parts,
}: {
  readonly label: string;
  readonly parts: readonly Part[];
}): ReactNode {
  const shown = parts.filter((part) => part.share > 0);
  const named = shown.filter((part) => part.label !== "");
  return (
    <div className="outcome">
      {label === "" ? null : <p className="outcome-label">{label}</p>}
      <svg className="outcome-bar" width="100%" height="16" aria-hidden="true">
        {shown.map((part, at) => (
          <rect
            key={part.id}
            className={`tone-${part.tone}`}
            x={`${shown.slice(0, at).reduce((sum, before) => sum + before.share, 0) * 100}%`}
            y="0"
            width={`${part.share * 100}%`}
            height="16"
          />
        ))}
      </svg>
      <ul className="outcome-parts">
        {named.map((part) => (
          <li key={part.id}>
            <svg width="10" height="10" aria-hidden="true">
              <rect className={`tone-${part.tone}`} width="10" height="10" rx="2" />
            </svg>
            {part.label} <span className="figure">{part.said}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
