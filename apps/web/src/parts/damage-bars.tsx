/**
 * One unit of damage: mean as a bar and the mean of the worst 5 % as a tick, today above, with the
 * measures below, on one scale from zero. Said in text beside and below.
 */
import type { ReactNode } from "react";

/** An amount before and after. */
export type DamageRow = {
  readonly id: string;
  readonly title: string;
  readonly before: { readonly mean: number; readonly tail: number };
  readonly after: { readonly mean: number; readonly tail: number };
  readonly saidMean: string;
  readonly saidTail: string;
};

/** Draws the rows; each has its own scale, for units are never added. */
export function DamageBars({ rows }: { readonly rows: readonly DamageRow[] }): ReactNode {
  return (
    <ul className="damage">
      {rows.map((row) => (
        <li key={row.id}>
          <p className="damage-head">
            <strong>{row.title}</strong>
            <span className="figure">{row.saidMean}</span>
          </p>
          <DamagePicture row={row} />
          <p className="small figure">{row.saidTail}</p>
        </li>
      ))}
    </ul>
  );
}

function DamagePicture({ row }: { readonly row: DamageRow }): ReactNode {
  const top = Math.max(row.before.tail, row.after.tail, row.before.mean, row.after.mean) * 1.02;
  const at = (value: number): string => `${top === 0 ? 0 : (value / top) * 100}%`;
  const bars = [
    { tone: "before", y: 0, amount: row.before },
    { tone: "after", y: 12, amount: row.after },
  ] as const;
  return (
    <svg className="damage-bar" width="100%" height="22" aria-hidden="true">
      {bars.map(({ tone, y, amount }) => (
        <g key={tone} className={tone}>
          <line
            className="damage-track"
            x1={at(amount.mean)}
            x2={at(amount.tail)}
            y1={y + 5}
            y2={y + 5}
          />
          <rect className="damage-fill" x="0" y={y} width={at(amount.mean)} height="10" rx="2" />
          <line
            className="damage-tick"
            x1={at(amount.tail)}
            x2={at(amount.tail)}
            y1={y}
            y2={y + 10}
          />
        </g>
      ))}
    </svg>
  );
}
