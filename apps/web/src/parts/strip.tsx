/**
 * Distributions as strips, one above the other on one axis: a bar for 10–90 %, a tick for the
 * middle, a thin bracket for the sampling error and a light band for what is not known. The label
 * beside each says the same in text, so the drawing itself is hidden from screen readers.
 */
import type { ReactNode } from "react";

/** From and to, as shares 0–1 of the axis. */
export type Extent = readonly [from: number, to: number];

/** One strip. */
export type StripRow = {
  readonly label: string;
  /** The figures or words of the strip. */
  readonly said: ReactNode;
  readonly tone: "after" | "before" | "hand";
  readonly bar: Extent | null;
  readonly tick: number | null;
  readonly bracket: Extent | null;
  readonly band: Extent | null;
};

/** What is written under the strips, left to right, in columns of equal width. */
export function Strip({
  rows,
  columns,
  isLined = true,
}: {
  readonly rows: readonly StripRow[];
  readonly columns: readonly string[];
  readonly isLined?: boolean;
}): ReactNode {
  return (
    <div className="strip">
      <div className="strip-rows">
        {isLined ? <GridLines count={columns.length} /> : null}
        {rows.map((row) => (
          <div key={row.label} className={`strip-row ${row.tone}`}>
            <p className="strip-label">
              <strong>{row.label}</strong> <span className="figure">{row.said}</span>
            </p>
            <StripBar row={row} />
          </div>
        ))}
      </div>
      <div className={isLined ? "strip-axis" : "strip-axis ends"} aria-hidden="true">
        {columns.map((column) => (
          <span key={column}>{column}</span>
        ))}
      </div>
    </div>
  );
}

function GridLines({ count }: { readonly count: number }): ReactNode {
  const lines = Array.from({ length: count - 1 }, (_, at) => ((at + 1) / count) * 100);
  return (
    <svg className="strip-grid" width="100%" height="100%" aria-hidden="true">
      {lines.map((x) => (
        <line key={x} x1={`${x}%`} x2={`${x}%`} y1="0" y2="100%" />
      ))}
    </svg>
  );
}

function StripBar({ row }: { readonly row: StripRow }): ReactNode {
  return (
    <svg className="strip-bar" width="100%" height="26" aria-hidden="true">
      {row.band === null ? null : (
        <Span extent={row.band} y={4} height={18} radius={4} className="strip-band" />
      )}
      {row.bar === null ? null : (
        <Span extent={row.bar} y={7} height={12} radius={6} className="strip-fill" />
      )}
      {row.bracket === null ? null : <Bracket extent={row.bracket} />}
      {row.tick === null ? null : (
        <line className="strip-tick" x1={percent(row.tick)} x2={percent(row.tick)} y1="1" y2="25" />
      )}
    </svg>
  );
}

function Span({
  extent,
  y,
  height,
  radius,
  className,
}: {
  readonly extent: Extent;
  readonly y: number;
  readonly height: number;
  readonly radius: number;
  readonly className: string;
}): ReactNode {
  const width = Math.max(extent[1] - extent[0], 0.006);
  return (
    <rect
      className={className}
      x={percent(extent[0])}
      y={y}
      width={percent(width)}
      height={height}
      rx={radius}
    />
  );
}

function Bracket({ extent: [from, to] }: { readonly extent: Extent }): ReactNode {
  return (
    <g className="strip-bracket">
      <line x1={percent(from)} x2={percent(to)} y1="13" y2="13" />
      <line x1={percent(from)} x2={percent(from)} y1="9" y2="17" />
      <line x1={percent(to)} x2={percent(to)} y1="9" y2="17" />
    </g>
  );
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}
