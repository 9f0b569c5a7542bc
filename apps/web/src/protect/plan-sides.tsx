/** A plan from all sides: what every aim's plan leaves by every aim, and other worlds. */
import type { PayOffPlan, PlanReport, PlanSurvey, WorldMeasure } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { useAskAgain, useSurvey } from "../api/plan-queries.ts";
import { isActive } from "../api/queries.ts";
import { useMay } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { Progress } from "../parts/progress.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { formatSek, formatShare, formatShareRange, formatWhole } from "../words/format.ts";
import { type Speech, useSpeech } from "../words/language.tsx";
import { PlanKnowing } from "./plan-knowing.tsx";

/** Other worlds that are planned anew (dials.md §5.4). */
const worlds = 50;

/** Runs whose survey was last asked for, so that a look at another page does not lose it. */
let last: string | null = null;

/** @param names of all measures, by id */
export function PlanSides({
  plan,
  names,
}: {
  readonly plan: PlanReport;
  readonly names: ReadonlyMap<string, string>;
}): ReactNode {
  const { words } = useSpeech();
  const mayAsk = useMay("model/change");
  const { yearlyPayer: _payer, ...terms } = plan.terms;
  const key = JSON.stringify([plan.run.id, plan.budgetSek, terms]);
  const [asked, setAsked] = useState(last);
  const isAsked = asked === key;
  const question = isAsked ? { budgetSek: plan.budgetSek, terms, worlds, frequency: null } : null;
  const answer = useSurvey(plan.run.id, question);
  const again = useAskAgain({ path: "/survey", run: plan.run.id, asked: question });
  const { data } = answer;
  if (!mayAsk) return null;
  return (
    <section className="section plan-sides">
      <h2>{words.planTerms.sides}</h2>
      <p className="note">{words.planTerms.sidesLead}</p>
      {isAsked ? null : (
        <div className="actions">
          <Button
            onPress={() => {
              last = key;
              setAsked(key);
            }}
          >
            {words.planTerms.sidesAsk}
          </Button>
          <p className="note">{words.planTerms.sidesTime}</p>
        </div>
      )}
      {isAsked && answer.isPending ? <Loading /> : null}
      {answer.isError ? <Failure error={answer.error} onAgain={again} /> : null}
      {isAsked && data?.state === "computing" ? (
        <>
          <Progress job={data.job} />
          {isActive(data.job) ? null : <Button onPress={again}>{words.planTerms.again}</Button>}
        </>
      ) : null}
      {isAsked && data?.state === "ready" ? <Sides survey={data.survey} names={names} /> : null}
    </section>
  );
}

function Sides({
  survey,
  names,
}: {
  readonly survey: PlanSurvey;
  readonly names: ReadonlyMap<string, string>;
}): ReactNode {
  const speech = useSpeech();
  const { words, language } = speech;
  const said = words.planTerms;
  const { payOff, worlds: other, breakEven } = survey;
  const { campaignsPerYear } = breakEven;
  return (
    <>
      <h3>{said.payOff}</h3>
      <Table
        caption={said.payOff}
        isCaptionUnseen
        rows={payOff.plans}
        keyOf={({ objective }) => objective}
        columns={payOffColumns(survey, speech)}
      />
      {payOff.inEvery.length === 0 ? (
        <p className="note">{said.inNone}</p>
      ) : (
        <p className="note">
          {said.inEvery(payOff.inEvery.map((id) => names.get(id) ?? id).join(", "))}
        </p>
      )}
      {other === null ? null : (
        <>
          <h3>
            {said.worlds(formatWhole(other.worlds, language), formatWhole(other.inner, language))}
          </h3>
          {other.inner < other.wanted ? (
            <p className="note">{said.fewer(formatWhole(other.wanted, language))}</p>
          ) : null}
          <Table
            caption={said.world}
            isCaptionUnseen
            rows={other.measures}
            keyOf={({ id }) => id}
            columns={worldColumns(speech)}
          />
        </>
      )}
      <PlanKnowing knowing={survey.knowing} />
      <p className="note">
        {campaignsPerYear === null
          ? said.paysNever
          : said.pays(formatWhole(Math.max(1, Math.floor(1 / campaignsPerYear)), language))}
      </p>
    </>
  );
}

function payOffColumns(
  { payOff }: PlanSurvey,
  { words, language }: Speech,
): readonly Column<PayOffPlan>[] {
  const said = words.planTerms;
  return [
    {
      id: "plan",
      heading: said.planFor,
      value: ({ objective }) => said.objectives[objective],
      isHeading: true,
    },
    {
      id: "cost",
      heading: said.costs,
      value: ({ costSek }) => costSek,
      show: ({ costSek }) => formatSek(costSek, language),
      isNumber: true,
    },
    ...payOff.objectives.map((name, at): Column<PayOffPlan> => ({
      id: name,
      heading: said.left[name],
      value: ({ leaves }) => leaves[at] ?? null,
      show: ({ leaves }) => {
        const left = leaves[at] ?? null;
        return left === null ? "–" : formatShare(left, language);
      },
      isNumber: true,
    })),
  ];
}

function worldColumns({ words, language }: Speech): readonly Column<WorldMeasure>[] {
  const said = words.planTerms;
  return [
    {
      id: "measure",
      heading: words.plan.measure,
      value: ({ name }) => name[language],
      isHeading: true,
    },
    {
      id: "in",
      heading: said.inPlan,
      value: ({ isInPlan }) => (isInPlan ? said.yes : said.no),
    },
    {
      id: "share",
      heading: said.world,
      value: ({ share }) => share,
      show: ({ share }) => formatShare(share, language),
      isNumber: true,
    },
    {
      id: "interval",
      heading: said.interval,
      value: ({ low }) => low,
      show: ({ low, high }) => formatShareRange(low, high, language),
      isNumber: true,
    },
    {
      id: "verdict",
      heading: said.verdict,
      value: ({ isSafe, dependsOn, share }) => {
        if (isSafe) return said.safe;
        if (dependsOn !== null) return said.depends(dependsOn.name[language]);
        return share === 0 ? "" : said.unclear;
      },
    },
  ];
}
