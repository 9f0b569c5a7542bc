/** A plan from all sides: what every aim's plan leaves by every aim, and other worlds. */
import type {
  PayOff,
  PayOffPlan,
  PlanReport,
  PlanSurvey,
  SurveyAsked,
  WorldMeasure,
  WorldsReport,
} from "@vallgrav/platform/api";
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

/** Questions that were last asked, so that a look at another page does not lose them. */
let last: string | null = null;
let lastWorlds: string | null = null;

/** What a look at a plan from all sides is of. */
type Looked = {
  readonly plan: PlanReport;
  readonly terms: SurveyAsked["terms"];
  /** Of these runs, this budget and these terms. */
  readonly key: string;
  /** Names of all measures, by id. */
  readonly names: ReadonlyMap<string, string>;
};

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
  if (!mayAsk) return null;
  return (
    <section className="section plan-sides">
      <h2>{words.planTerms.sides}</h2>
      <p className="note">{words.planTerms.sidesLead}</p>
      {isAsked ? (
        <WholeTable looked={{ plan, terms, key, names }} />
      ) : (
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
    </section>
  );
}

/** The pay-off table: a first one on few runs while the whole is computed. */
function WholeTable({ looked }: { readonly looked: Looked }): ReactNode {
  const { words } = useSpeech();
  const { plan, terms, key } = looked;
  const question = { budgetSek: plan.budgetSek, terms, worlds: 0, frequency: null };
  const answer = useSurvey(plan.run.id, question);
  const again = useAskAgain({ path: "/survey", run: plan.run.id, asked: question });
  const { data } = answer;
  const payOff = data?.state === "ready" ? data.survey.payOff : data?.payOff;
  return (
    <>
      {answer.isPending ? <Loading /> : null}
      {answer.isError ? <Failure error={answer.error} onAgain={again} /> : null}
      {data?.state === "computing" ? (
        <>
          <Progress job={data.job} />
          {isActive(data.job) ? null : <Button onPress={again}>{words.planTerms.again}</Button>}
        </>
      ) : null}
      {payOff === undefined ? null : (
        <PayOffTable payOff={payOff} looked={looked} isFirst={data?.state === "computing"} />
      )}
      {data?.state === "ready" ? (
        <>
          <PlanKnowing knowing={data.survey.knowing} />
          <Pays survey={data.survey} />
          <Worlds key={key} looked={looked} />
        </>
      ) : null}
    </>
  );
}

function PayOffTable({
  payOff,
  looked: { names },
  isFirst,
}: {
  readonly payOff: PayOff;
  readonly looked: Looked;
  /** Whether it is on few runs, and the whole one is to come. */
  readonly isFirst: boolean;
}): ReactNode {
  const speech = useSpeech();
  const { words, language } = speech;
  const said = words.planTerms;
  const { runs = [] } = payOff;
  const counts = (values: readonly number[]): string =>
    [...new Set(values)].map((count) => formatWhole(count, language)).join(", ");
  const planning = payOff.plans.flatMap(({ planningRuns }) => planningRuns ?? []);
  return (
    <>
      <h3>{said.payOff}</h3>
      {isFirst ? <p className="note">{said.payOffFirst}</p> : null}
      <Table
        caption={said.payOff}
        isCaptionUnseen
        rows={payOff.plans}
        keyOf={({ objective }) => objective}
        columns={payOffColumns(payOff, speech)}
      />
      {runs.length === 0 ? null : (
        <p className="note">{said.payOffStands(counts(planning), counts(runs))}</p>
      )}
      <p className="note">
        {payOff.inEvery.length === 0
          ? said.inNone
          : said.inEvery(payOff.inEvery.map((id) => names.get(id) ?? id).join(", "))}
      </p>
    </>
  );
}

/** Other worlds, which take longer than all else and are asked for by themselves. */
function Worlds({ looked }: { readonly looked: Looked }): ReactNode {
  const { words } = useSpeech();
  const { plan, terms, key } = looked;
  const [asked, setAsked] = useState(lastWorlds);
  const question =
    asked === key ? { budgetSek: plan.budgetSek, terms, worlds, frequency: null } : null;
  const answer = useSurvey(plan.run.id, question);
  const again = useAskAgain({ path: "/survey", run: plan.run.id, asked: question });
  const { data } = answer;
  if (question === null)
    return (
      <div className="actions">
        <Button
          onPress={() => {
            lastWorlds = key;
            setAsked(key);
          }}
        >
          {words.planTerms.worldsAsk}
        </Button>
        <p className="note">{words.planTerms.worldsTime}</p>
      </div>
    );
  return (
    <>
      {answer.isPending ? <Loading /> : null}
      {answer.isError ? <Failure error={answer.error} onAgain={again} /> : null}
      {data?.state === "computing" ? (
        <>
          <Progress job={data.job} />
          {isActive(data.job) ? null : <Button onPress={again}>{words.planTerms.again}</Button>}
        </>
      ) : null}
      {data?.state === "ready" && data.survey.worlds !== null ? (
        <WorldsTable other={data.survey.worlds} />
      ) : null}
    </>
  );
}

function WorldsTable({ other }: { readonly other: WorldsReport }): ReactNode {
  const speech = useSpeech();
  const { words, language } = speech;
  const said = words.planTerms;
  return (
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
  );
}

function Pays({ survey }: { readonly survey: PlanSurvey }): ReactNode {
  const { words, language } = useSpeech();
  const said = words.planTerms;
  const { campaignsPerYear } = survey.breakEven;
  return (
    <p className="note">
      {campaignsPerYear === null
        ? said.paysNever
        : said.pays(formatWhole(Math.max(1, Math.floor(1 / campaignsPerYear)), language))}
    </p>
  );
}

function payOffColumns(
  { objectives }: PayOff,
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
    ...objectives.map((name, at): Column<PayOffPlan> => ({
      id: name,
      heading: said.left[name],
      value: ({ leaves }) => leaves[at] ?? null,
      show: ({ leaves }) => {
        const left = leaves[at] ?? null;
        return left === null ? "–" : formatShare(left, language);
      },
      isNumber: true,
    })),
    {
      id: "gap",
      heading: said.missed,
      value: ({ gap }) => gap,
      show: ({ gap }) => formatShare(gap, language),
      isNumber: true,
    },
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
