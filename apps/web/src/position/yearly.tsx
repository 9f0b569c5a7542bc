/** What it may cost in a year, at a frequency that somebody entered; when plans pay at any. */
import type { PlanPays, PlanReport, YearlyView, YearOfLoss } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { useYearly } from "../api/yearly-queries.ts";
import { useMay } from "../frame/session.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure, Loading } from "../parts/states.tsx";
import { Table } from "../parts/table.tsx";
import { type Manner, sayDamage, sayShare } from "../words/figures.ts";
import { formatDay, formatRough, formatSek, formatWhole } from "../words/format.ts";
import { FrequencyForm, FrequencyVersions, rangeOf, WithdrawFrequency } from "./yearly-form.tsx";

/** The plan it stands beside, and how its figures may be said. */
export type YearlyProps = { readonly plan: PlanReport; readonly manner: Manner };

/** All that is told of the year. */
export function Yearly({ plan, manner }: YearlyProps): ReactNode {
  const yearly = useYearly(plan.budgetSek);
  const mayChange = useMay("model/change");
  const said = manner.words.yearly;
  const view = yearly.data;
  if (view === undefined)
    return yearly.isError ? (
      <Failure error={yearly.error} onAgain={() => void yearly.refetch()} />
    ) : (
      <Loading />
    );
  return (
    <div className={yearly.isPlaceholderData ? "yearly waiting" : "yearly"}>
      <p className="note">{said.lead}</p>
      <Year view={view} plan={plan} manner={manner} />
      <Pays pays={view.pays} manner={manner} />
      <div className="columns wide-narrow">
        {mayChange ? (
          <div>
            <h3>{view.given === null ? said.formTitle : said.formAgain}</h3>
            <FrequencyForm key={view.revision} view={view} />
            {view.given === null ? null : <WithdrawFrequency revision={view.revision} />}
          </div>
        ) : null}
        <Hard view={view} manner={manner} />
      </div>
      <FrequencyVersions versions={view.versions} />
    </div>
  );
}

type Row = {
  readonly id: string;
  readonly name: string;
  readonly say: (year: YearOfLoss) => string;
};

/** The figures; nothing without a frequency. */
function Year({ view, plan, manner }: YearlyProps & { readonly view: YearlyView }): ReactNode {
  const { words, language } = manner;
  const said = words.yearly;
  const { given, figures } = view;
  if (given === null || figures === null) return null;
  const money = (sek: number): string => sayDamage(sek, "sek", manner);
  const rows: readonly Row[] = [
    { id: "mean", name: said.mean, say: ({ mean }) => money(mean) },
    {
      id: "ends",
      name: said.ends,
      say: ({ meanAtLow, meanAtHigh }) => said.span(money(meanAtLow), money(meanAtHigh)),
    },
    { id: "p95", name: said.p95, say: ({ p95 }) => (p95 === null ? "–" : money(p95)) },
    {
      id: "none",
      name: said.none,
      say: ({ probabilityNone: none }) => (none === null ? "–" : sayShare(none, manner)),
    },
  ];
  const { before, after } = figures;
  const isKept = before.p95 !== null && after.p95 !== null;
  return (
    <>
      <p>
        {said.ifSo(rangeOf(given, language, said), plan.profiles[0]?.name[language] ?? "")}{" "}
        {said.from(visible(given.source))}{" "}
        <span className="small">{said.enteredBy(visible(given.by), formatDay(given.at))}</span>
      </p>
      <Table
        caption={said.table}
        isCaptionUnseen
        rows={given.low === given.high ? rows.filter(({ id }) => id !== "ends") : rows}
        keyOf={({ id }) => id}
        columns={[
          { id: "name", heading: said.figure, value: ({ name }) => name, isHeading: true },
          { id: "before", heading: said.today, value: ({ say }) => say(before), isNumber: true },
          { id: "after", heading: said.after, value: ({ say }) => say(after), isNumber: true },
        ]}
      />
      <p className="small">
        {isKept ? said.drawn(formatWhole(plan.runs.evaluationRuns, language)) : said.notKept}
      </p>
    </>
  );
}

/** How often it must come for a plan to pay, in figures or in tens of years. */
export function sayPays(campaignsPerYear: number | null, manner: Manner): string {
  const { words, language, speak } = manner;
  const said = words.yearly;
  if (campaignsPerYear === null) return said.never;
  const years = 1 / campaignsPerYear;
  if (speak === "figures")
    return years < 1
      ? said.timesAYear(formatRough(campaignsPerYear, language))
      : said.onceIn(formatRough(years, language));
  if (years < 0.5) return said.words.often;
  if (years < 3) return said.words.year;
  if (years < 30) return said.words.decade;
  return years < 300 ? said.words.century : said.words.seldom;
}

function Pays({
  pays,
  manner,
}: {
  readonly pays: readonly PlanPays[];
  readonly manner: Manner;
}): ReactNode {
  const { words, language } = manner;
  const said = words.yearly;
  return (
    <>
      <h3>{said.paysTitle}</h3>
      <p className="note">{pays.length === 0 ? said.paysNone : said.paysNote}</p>
      {pays.length === 0 ? null : (
        <Table
          caption={said.paysTitle}
          isCaptionUnseen
          rows={pays}
          keyOf={({ budgetSek }) => String(budgetSek)}
          columns={[
            {
              id: "budget",
              heading: said.budget,
              value: ({ budgetSek }) => budgetSek,
              show: ({ budgetSek }) => formatSek(budgetSek, language),
              isHeading: true,
            },
            {
              id: "year",
              heading: said.perYear,
              value: ({ annualisedSek }) => Math.round(annualisedSek),
              show: ({ annualisedSek }) => formatSek(annualisedSek, language),
              isNumber: true,
            },
            {
              id: "pays",
              heading: said.pays,
              value: ({ campaignsPerYear }) => campaignsPerYear ?? Number.MAX_VALUE,
              show: ({ campaignsPerYear }) => sayPays(campaignsPerYear, manner),
              copied: ({ campaignsPerYear }) => sayPays(campaignsPerYear, manner),
            },
          ]}
        />
      )}
    </>
  );
}

/** Published counts, each with why it is not the figure. */
function Hard({ view, manner }: { readonly view: YearlyView; readonly manner: Manner }): ReactNode {
  const { words, language } = manner;
  const said = words.yearly;
  const each = (range: YearlyView["howOften"][number]["perYear"]): string =>
    said.perYearEach(rangeOf(range, language, said));
  return (
    <div>
      <h3>{said.hardTitle}</h3>
      <ul className="quiet-list">
        {view.howOften.map(({ id, what, but, perYear, sources, checked, reviewed }) => (
          <li key={id}>
            {what[language]} <strong>{each(perYear)}</strong> {but[language]}{" "}
            <span className="small">
              {sources.map((source) => (
                <span key={source}>
                  <a href={source} target="_blank" rel="noopener noreferrer">
                    {new URL(source).hostname}
                  </a>{" "}
                </span>
              ))}
              {checked ? said.checked : said.unchecked} {reviewed}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
