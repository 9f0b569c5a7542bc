/**
 * What money buys: the share of today's damage that remains over budgets, the proven bound dashed,
 * the chosen stop marked, and a slider over the stops on the same axis.
 */
import type { CurvePoint } from "@vallgrav/platform/api";
import { type ReactNode, useId } from "react";
import { formatSek, formatShare, type Language } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import { sliderStepSek, stopAfter } from "./budget-stops.ts";

/** Beyond so many stops their dots are small, so that they can be told apart on a telephone. */
const manyStops = 10;

/** @param chosen the marked stop's budget; `onChoose` is called with a stop of the curve. */
export function BudgetCurve({
  curve,
  chosen,
  onChoose,
}: {
  readonly curve: readonly CurvePoint[];
  readonly chosen: number;
  readonly onChoose: (budgetSek: number) => void;
}): ReactNode {
  const { words, language } = useSpeech();
  const slider = useId();
  const point = curve.find((stop) => stop.budgetSek === chosen) ?? curve[0];
  const top = curve.at(-1)?.budgetSek ?? 0;
  if (point === undefined || top === 0) return null;
  const said = [
    formatSek(point.budgetSek, language),
    formatShare(point.remains, language),
    formatShare(point.bound, language),
  ] as const;
  return (
    <div className="budget">
      <figure className="budget-plot">
        <figcaption className="unseen">{words.money.chart(...said)}</figcaption>
        <CurveLines curve={curve} top={top} />
        <CurveMarks curve={curve} top={top} point={point} />
        <Scale language={language} point={point} top={top} />
      </figure>
      <div className="budget-slider">
        <input
          id={slider}
          type="range"
          className="slider"
          min={0}
          max={top}
          step={sliderStepSek}
          value={point.budgetSek}
          aria-valuetext={said[0]}
          onChange={({ target }) =>
            onChoose(stopAfter(curve, point.budgetSek, target.valueAsNumber))
          }
        />
        <div className="slider-head figure">
          <span aria-hidden="true">{formatSek(0, language)}</span>
          <span className="slider-said">
            <label htmlFor={slider}>{words.money.budget}</label>{" "}
            <output htmlFor={slider} aria-live="off">
              {said[0]}
            </output>
          </span>
          <span aria-hidden="true">{formatSek(top, language)}</span>
        </div>
      </div>
    </div>
  );
}

function CurveLines({
  curve,
  top,
}: {
  readonly curve: readonly CurvePoint[];
  readonly top: number;
}): ReactNode {
  const path = (value: (stop: CurvePoint) => number): string =>
    curve
      .map((stop) => `${(stop.budgetSek / top) * 1000},${(1 - clamp(value(stop))) * 1000}`)
      .join(" ");
  return (
    <svg
      className="plot-lines"
      viewBox="0 0 1000 1000"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <line className="plot-grid" x1="0" x2="1000" y1="0" y2="0" />
      <line className="plot-grid" x1="0" x2="1000" y1="500" y2="500" />
      <line className="plot-grid strong" x1="0" x2="1000" y1="1000" y2="1000" />
      <polyline className="plot-bound" points={path((stop) => stop.bound)} />
      <polyline className="plot-curve" points={path((stop) => stop.remains)} />
    </svg>
  );
}

function CurveMarks({
  curve,
  top,
  point,
}: {
  readonly curve: readonly CurvePoint[];
  readonly top: number;
  readonly point: CurvePoint;
}): ReactNode {
  const x = `${(point.budgetSek / top) * 100}%`;
  return (
    <svg className="plot-marks" aria-hidden="true">
      <line className="plot-chosen" x1={x} x2={x} y1="0" y2="100%" />
      {curve.map((stop) => (
        <circle
          key={stop.budgetSek}
          className="plot-dot"
          cx={`${(stop.budgetSek / top) * 100}%`}
          cy={`${(1 - clamp(stop.remains)) * 100}%`}
          r={stop === point ? 6.5 : curve.length > manyStops ? 1.5 : 2.75}
        />
      ))}
    </svg>
  );
}

function Scale({
  language,
  point,
  top,
}: {
  readonly language: Language;
  readonly point: CurvePoint;
  readonly top: number;
}): ReactNode {
  const { words } = useSpeech();
  const share = point.budgetSek / top;
  const side = share > 0.55 ? { right: `${(1 - share) * 100}%` } : { left: `${share * 100}%` };
  return (
    <>
      <span className="plot-y top">{formatShare(1, language)}</span>
      <span className="plot-y middle">{formatShare(0.5, language)}</span>
      <span className="plot-y bottom">{formatShare(0, language)}</span>
      <span className="plot-said figure" style={side}>
        {formatSek(point.budgetSek, language)} –{" "}
        {words.money.remains(formatShare(point.remains, language))}
      </span>
    </>
  );
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
