/** Så räknades det: every figure with its intervals, the runs behind it and the run's identity. */
import type { Band } from "@vallgrav/kernel";
import type { Dials, PlanReport } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { Table } from "../parts/table.tsx";
import { type Manner, sayDamage, sayShare, sayTime } from "../words/figures.ts";
import { formatMinute, formatSpan, formatWhole } from "../words/format.ts";
import { spreadOf } from "./damage-dial.tsx";

type FigureRow = {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly sampling: string;
  readonly knowledge: string;
};

/** Closed until asked for; on paper only the run's identity is printed. */
export function Why({
  plan,
  manner,
}: {
  readonly plan: PlanReport;
  readonly manner: Manner;
}): ReactNode {
  const { words } = manner;
  return (
    <details className="why">
      <summary>{words.app.why}</summary>
      {manner.speak === "words" ? null : (
        <>
          <Figures title={words.position.today} dials={plan.before} manner={manner} />
          <Figures title={words.position.withMeasures} dials={plan.after} manner={manner} />
        </>
      )}
      <p className="note">{words.runs.reproducible}</p>
      <Identity plan={plan} manner={manner} />
    </details>
  );
}

function Figures({
  title,
  dials,
  manner,
}: {
  readonly title: string;
  readonly dials: Dials;
  readonly manner: Manner;
}): ReactNode {
  const { words } = manner;
  return (
    <>
      <h3>{title}</h3>
      <Table
        caption={title}
        isCaptionUnseen
        rows={[...resistanceRows(dials, manner), ...damageRows(dials, manner)]}
        keyOf={(row) => row.id}
        columns={[
          { id: "name", heading: words.runs.figure, value: (row) => row.name, isHeading: true },
          { id: "value", heading: title, value: (row) => row.value },
          { id: "sampling", heading: words.runs.sampling, value: (row) => row.sampling },
          { id: "knowledge", heading: words.runs.knowledge, value: (row) => row.knowledge },
        ]}
      />
    </>
  );
}

function range(band: Band, say: (value: number) => string): string {
  return `${say(band.low)} – ${say(band.high)}`;
}

function resistanceRows({ resistance }: Dials, manner: Manner): readonly FigureRow[] {
  const { words, language } = manner;
  const horizon = resistance.horizonDays;
  const time = (days: number | null): string => sayTime(days, horizon, manner);
  const span = (days: number): string => formatSpan(days, language);
  const share = (value: number): string => sayShare(value, manner);
  const { low, high } = resistance.sampling.medianDays;
  const quantile = { sampling: "", knowledge: "" };
  return [
    { id: "p10", name: words.runs.p10, value: time(resistance.p10Days), ...quantile },
    {
      id: "median",
      name: words.runs.median,
      value: time(resistance.medianDays),
      sampling: `${time(low)} – ${time(high)}`,
      knowledge: "",
    },
    { id: "p90", name: words.runs.p90, value: time(resistance.p90Days), ...quantile },
    {
      id: "holds",
      name: words.runs.probabilityHolds,
      value: share(resistance.probabilityHolds),
      sampling: range(resistance.sampling.probabilityHolds, share),
      knowledge: range(resistance.knowledge.probabilityHolds, share),
    },
    {
      id: "held",
      name: words.runs.heldDays,
      value: span(resistance.heldDays),
      sampling: range(resistance.sampling.heldDays, span),
      knowledge: range(resistance.knowledge.heldDays, span),
    },
  ];
}

function damageRows({ damage }: Dials, manner: Manner): readonly FigureRow[] {
  const { words } = manner;
  return (["hours", "persons", "sek"] as const).flatMap((unit) => {
    const spread = spreadOf(damage, unit);
    const say = (value: number): string => sayDamage(value, unit, manner);
    const name = words.position[unit];
    return [
      {
        id: `${unit}-mean`,
        name: `${name}, ${words.position.mean}`,
        value: say(spread.mean),
        sampling: range(spread.sampling.mean, say),
        knowledge: range(spread.knowledge.mean, say),
      },
      {
        id: `${unit}-tail`,
        name: `${name}, ${words.position.tail}`,
        value: say(spread.tail95),
        sampling: range(spread.sampling.tail95, say),
        knowledge: "",
      },
    ];
  });
}

function Identity({
  plan,
  manner,
}: {
  readonly plan: PlanReport;
  readonly manner: Manner;
}): ReactNode {
  const { words, language } = manner;
  const { runs, run } = plan;
  const whole = (value: number): string => formatWhole(value, language);
  const rows: readonly (readonly [string, string])[] = [
    [words.runs.simulated, words.runs.simulatedText(whole(runs.outer), whole(runs.inner))],
    [words.runs.planning, whole(runs.planningRuns)],
    [words.runs.evaluation, whole(runs.evaluationRuns)],
    [words.runs.nodes, `${whole(runs.nodes)} / ${whole(runs.rows)}`],
    [words.runs.seed, runs.seed],
    [words.runs.run, run.id],
    [words.runs.asOf, formatMinute(run.asOf)],
    [words.runs.model, run.model],
    [words.runs.language, run.language],
    [words.runs.times, run.times],
    [words.runs.valuations, run.valuations],
    [words.runs.profile, run.profile],
    [words.runs.engine, run.engine],
  ];
  return (
    <dl className="identity">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="mono">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
