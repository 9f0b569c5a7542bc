/** Motstånd: how long until a vital objective falls, today and with the measures. */
import type { Outcomes, PlanReport, Resistance } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { OutcomeBar, type Part } from "../parts/outcome-bar.tsx";
import { Strip, type StripRow } from "../parts/strip.tsx";
import { timeColumns, timeEnd, timePosition } from "../parts/time-axis.ts";
import { type Manner, sayShare, sayTime, sayTimeRange } from "../words/figures.ts";
import { formatShare, formatShareRange, formatWhole } from "../words/format.ts";

/** Strip of times, strip of the chance to hold, and how the campaigns ended. */
export function ResistanceDial({
  plan,
  manner,
}: {
  readonly plan: PlanReport;
  readonly manner: Manner;
}): ReactNode {
  const { words, language } = manner;
  const before = plan.before.resistance;
  const after = plan.after.resistance;
  return (
    <div className="dial">
      <h2>
        {words.position.resistance} <span>– {words.position.resistanceAsk}</span>
      </h2>
      <p className="note">{words.position.resistanceNote}</p>
      <Strip
        columns={timeColumns.map((column) => words.timeWord[column])}
        rows={[
          timeRow(before, "before", words.position.today, manner),
          timeRow(after, "after", words.position.withMeasures, manner),
        ]}
      />
      <h3>{words.position.holdsTitle(formatWhole(before.horizonDays, language))}</h3>
      <Strip
        isLined={false}
        columns={holdsAxis(manner)}
        rows={[
          holdsRow(before, "before", words.position.today, manner),
          holdsRow(after, "after", words.position.withMeasures, manner),
        ]}
      />
      <p className="small">{words.position.legend}</p>
      <h3>{words.position.outcomesTitle}</h3>
      <OutcomeBar label={words.position.today} parts={outcomeParts(before.outcomes, manner)} />
      <OutcomeBar
        label={words.position.withMeasures}
        parts={outcomeParts(after.outcomes, manner)}
      />
      <p className="small">{words.position.outcomesMean}</p>
      {before.outcomes.evicted + after.outcomes.evicted > 0 ? (
        <p className="small">
          {words.position.blind(
            sayShare(before.blindHolds, manner),
            sayShare(after.blindHolds, manner),
          )}
        </p>
      ) : null}
    </div>
  );
}

/** The strip of times of one set of runs. */
export function timeRow(
  resistance: Resistance,
  tone: StripRow["tone"],
  label: string,
  manner: Manner,
): StripRow {
  const { medianDays, p10Days, p90Days, horizonDays: horizon, sampling } = resistance;
  return {
    label,
    said: (
      <>
        {sayTime(medianDays, horizon, manner)}{" "}
        <span className="range">{sayTimeRange(resistance, manner)}</span>
      </>
    ),
    tone,
    bar: [timePosition(p10Days, horizon), timeEnd(p90Days, horizon)],
    tick: timePosition(medianDays, horizon),
    bracket: [
      timePosition(sampling.medianDays.low, horizon),
      timePosition(sampling.medianDays.high, horizon),
    ],
    band: null,
  };
}

/** Ends and middle of the axis of shares: in words where the dial speaks in words. */
export function holdsAxis({ words, language, speak }: Manner): readonly string[] {
  if (speak === "figures") return [0, 0.5, 1].map((share) => formatShare(share, language));
  return [words.shareWord.none, words.shareWord.half, words.shareWord.all];
}

/** The strip of the chance to hold of one set of runs. */
export function holdsRow(
  { probabilityHolds, sampling, knowledge }: Resistance,
  tone: StripRow["tone"],
  label: string,
  manner: Manner,
): StripRow {
  const { low, high } = knowledge.probabilityHolds;
  const range = formatShareRange(low, high, manner.language);
  return {
    label,
    said: (
      <>
        {sayShare(probabilityHolds, manner)}{" "}
        <span className="range">{manner.speak === "words" ? "" : range}</span>
      </>
    ),
    tone,
    bar: null,
    tick: probabilityHolds,
    bracket: [sampling.probabilityHolds.low, sampling.probabilityHolds.high],
    band: [low, high],
  };
}

const outcomeOrder = ["fell", "blocked", "evicted", "outlasted"] as const;

/** The shares of how campaigns ended. */
export function outcomeParts(outcomes: Outcomes, manner: Manner): readonly Part[] {
  return outcomeOrder.map((outcome) => ({
    id: outcome,
    share: outcomes[outcome],
    label: manner.words.outcome[outcome],
    said: sayShare(outcomes[outcome], manner),
    tone: outcome,
  }));
}
