/** Vad köper pengarna: the curve, the chosen budget's package, and what the gap certifies. */
import type { ChosenMeasure, CurvePoint, PlanReport } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { useMeasures } from "../api/queries.ts";
import type { Measure } from "../api/shapes.ts";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { BudgetCurve } from "../parts/budget-curve.tsx";
import { Fold } from "../parts/fold.tsx";
import { type Column, Table } from "../parts/table.tsx";
import {
  formatRough,
  formatSek,
  formatShare,
  formatShareRange,
  formatWhole,
  type Language,
} from "../words/format.ts";
import { gapWords } from "../words/gap.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { showSource, sourceText } from "../protect/measure-source.tsx";
import { isHeldByHours } from "../protect/plan-choice.ts";
import { calendarRows, firstMonthOf, yearFrom } from "../protect/plan-calendar.ts";
import { NextSteps } from "./next-steps.tsx";

/** @param onBudget called with a stop of the curve. */
export function Money({
  plan,
  curve,
  budgetSek,
  onBudget,
  isWaiting,
}: {
  readonly plan: PlanReport;
  readonly curve: readonly CurvePoint[];
  readonly budgetSek: number;
  readonly onBudget: (budgetSek: number) => void;
  readonly isWaiting: boolean;
}): ReactNode {
  const { words, language } = useSpeech();
  return (
    <section className="section money">
      <div className="money-main">
        <h2>{words.money.title}</h2>
        <p className="note">{words.money.note}</p>
        <BudgetCurve curve={curve} chosen={budgetSek} onChoose={onBudget} />
        <p className="small">{words.money.boundNote}</p>
        <CurveTable curve={curve} />
      </div>
      <div className="money-side">
        <p className="gap">{isWaiting ? words.money.updating : gapWords(plan, words, language)}</p>
        <p className="note">
          {words.money.outOfSample(
            formatShare(plan.outOfSample.value, language),
            formatShareRange(plan.outOfSample.low, plan.outOfSample.high, language),
          )}
        </p>
        <NextSteps plan={plan} />
      </div>
      <div className="money-package">
        <Package plan={plan} />
      </div>
    </section>
  );
}

function Package({ plan }: { readonly plan: PlanReport }): ReactNode {
  const { words, language } = useSpeech();
  const catalogue = useMeasures().data;
  const count = plan.measures.length;
  const title = words.money.measures(words.money.measureCount(count, formatWhole(count, language)));
  if (count === 0) return <p className="note">{words.money.noMeasures}</p>;
  return (
    <>
      <h2>{title}</h2>
      <p className="note figure">
        {words.money.total(formatSek(plan.costSek, language), formatWhole(plan.hours, language))}
        {isHeldByHours(plan, plan)
          ? ` ${words.plan.heldByHours(formatWhole(plan.hoursLimit ?? 0, language))}`
          : ""}
      </p>
      <p className="small">{words.measures.contributionsDiffer}</p>
      <p className="screen-only">
        <Link to={paths.plan}>{words.money.byHand}</Link> ·{" "}
        <Link to={paths.costs}>{words.nav.costs}</Link>
      </p>
      <Table
        caption={title}
        isCaptionUnseen
        rows={plan.measures.toSorted((a, b) => b.contribution - a.contribution)}
        keyOf={(row) => row.id}
        columns={[...packageColumns(words, language), ...timeColumnsOf(plan, catalogue, words)]}
      />
      <Others plan={plan} />
    </>
  );
}

/** What a measure is called and costs. */
function nameAndCost<M extends Pick<ChosenMeasure, "costSek" | "name">>(
  words: Words,
  language: Language,
): readonly Column<M>[] {
  return [
    {
      id: "name",
      heading: words.measures.name,
      value: (row) => row.name[language],
      isHeading: true,
    },
    {
      id: "cost",
      heading: words.measures.cost,
      value: (row) => row.costSek,
      show: (row) => formatSek(row.costSek, language),
      isNumber: true,
    },
  ];
}

function packageColumns(words: Words, language: Language): readonly Column<ChosenMeasure>[] {
  return [
    ...nameAndCost<ChosenMeasure>(words, language),
    { id: "hours", heading: words.measures.hours, value: (row) => row.hours, isNumber: true },
    {
      id: "contribution",
      heading: words.measures.contribution,
      hint: words.measures.contributionWhy,
      value: (row) => row.contribution,
      show: (row) => formatShare(row.contribution, language),
      isNumber: true,
    },
    {
      id: "source",
      heading: words.measures.source,
      value: (row) => sourceText(row, words, language),
      show: showSource,
    },
  ];
}

/** When each measure is begun and done, where the catalogue is known. */
function timeColumnsOf(
  plan: PlanReport,
  catalogue: readonly Measure[] | undefined,
  words: Words,
): readonly Column<ChosenMeasure>[] {
  if (catalogue === undefined) return [];
  const first = firstMonthOf(plan);
  const chosen = new Set(plan.measures.map(({ id }) => id));
  const measures = catalogue.filter(({ id }) => chosen.has(id));
  const rows = new Map(
    calendarRows(measures, plan, [first, yearFrom(first)]).map((row) => [row.id, row]),
  );
  // What is not done within the year is begun when nobody can say.
  const none = { from: "–", to: words.measures.later(yearFrom(first)) };
  const month = (of: "from" | "to", heading: string): Column<ChosenMeasure> => ({
    id: of,
    heading,
    value: ({ id }) => rows.get(id)?.[of] ?? null,
    show: ({ id }) => <span className="unbroken">{rows.get(id)?.[of] ?? none[of]}</span>,
  });
  return [month("from", words.plan.begins), month("to", words.plan.done)];
}

function Others({ plan }: { readonly plan: PlanReport }): ReactNode {
  const { words, language } = useSpeech();
  if (plan.considered.length === 0) return null;
  return (
    <Fold summary={words.money.others}>
      {() => (
        <Table
          caption={words.money.others}
          isCaptionUnseen
          rows={plan.considered}
          keyOf={(row) => row.id}
          columns={[
            ...nameAndCost<PlanReport["considered"][number]>(words, language),
            {
              id: "alone",
              heading: words.money.aloneRemains,
              value: (row) => row.remainsAlone,
              show: (row) => formatShare(row.remainsAlone, language),
              isNumber: true,
            },
          ]}
        />
      )}
    </Fold>
  );
}

function CurveTable({ curve }: { readonly curve: readonly CurvePoint[] }): ReactNode {
  const { words, language } = useSpeech();
  const percent = (share: number): string =>
    `${formatRough(share * 100, language)}${language === "sv" ? "\u00A0%" : "%"}`;
  return (
    <Fold summary={words.money.table}>
      {() => (
        <Table
          caption={words.money.table}
          isCaptionUnseen
          rows={curve}
          keyOf={(row) => String(row.budgetSek)}
          columns={[
            {
              id: "budget",
              heading: words.money.columnBudget,
              value: (row) => row.budgetSek,
              show: (row) => formatSek(row.budgetSek, language),
              isNumber: true,
            },
            {
              id: "cost",
              heading: words.money.columnCost,
              value: (row) => row.costSek,
              show: (row) => formatSek(row.costSek, language),
              isNumber: true,
            },
            {
              id: "remains",
              heading: words.money.columnRemains,
              value: (row) => row.remains,
              show: (row) => percent(row.remains),
              isNumber: true,
            },
            {
              id: "bound",
              heading: words.money.columnBound,
              value: (row) => row.bound,
              show: (row) => percent(row.bound),
              isNumber: true,
            },
          ]}
        />
      )}
    </Fold>
  );
}
