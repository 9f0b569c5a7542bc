/** The position when it is computed: everything on it belongs to one plan, the chosen budget's. */
import type { PlanReport, Position } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { usePlan } from "../api/queries.ts";
import { Page } from "../frame/page.tsx";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { Announce } from "../parts/announce.tsx";
import { Button } from "../parts/button.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure } from "../parts/states.tsx";
import type { Manner } from "../words/figures.ts";
import { formatDay, formatSek, formatShare, formatWhole, type Language } from "../words/format.ts";
import { attackerName, headline, speakOf } from "../words/headline.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { Certainty } from "./certainty.tsx";
import { DamageDial } from "./damage-dial.tsx";
import { Money } from "./money.tsx";
import { QuestionsToSend, Uncertainties } from "./not-known.tsx";
import { RealityBeside } from "./reality-beside.tsx";
import { ResistanceDial } from "./resistance-dial.tsx";
import { Why } from "./why.tsx";

type Ready = Extract<Position, { readonly state: "ready" }>;

/** The budget last chosen, so that a look at another page does not lose it. */
let lastChosen: number | null = null;

/** The page; moving the budget shows that stop's plan everywhere on it. */
export function ReadyPosition({ position }: { readonly position: Ready }): ReactNode {
  const { words, language } = useSpeech();
  const [chosen, setChosen] = useState<number | null>(lastChosen);
  const choose = (budget: number): void => {
    lastChosen = budget;
    setChosen(budget);
  };
  const stops = position.curve.map((stop) => stop.budgetSek);
  const budgetSek = chosen !== null && stops.includes(chosen) ? chosen : position.plan.budgetSek;
  const answer = usePlan(budgetSek, position.plan);
  const plan = answer.data ?? position.plan;
  const manner: Manner = { words, language, speak: speakOf(plan) };
  return (
    <Page
      name={words.position.title}
      heading={headline(plan, words, language)}
      aside={<TopLine plan={plan} />}
      lead={
        <>
          {words.position.lead(formatWhole(plan.runs.evaluationRuns, language))}{" "}
          {words.position.assumptions} <a href="#unknown">{words.position.unknownLink}</a>.
        </>
      }
    >
      {position.stale ? <p className="stale">{words.position.stale}</p> : null}
      {answer.isError ? (
        <Failure error={answer.error} onAgain={() => void answer.refetch()} />
      ) : null}
      <div className={answer.isPlaceholderData ? "plan waiting" : "plan"}>
        <section className="dials">
          <ResistanceDial plan={plan} manner={manner} />
          <DamageDial plan={plan} manner={manner} />
        </section>
        <Certainty plan={plan} manner={manner} />
        <Uncertainties plan={plan} manner={manner} />
        <Money
          plan={plan}
          curve={position.curve}
          budgetSek={budgetSek}
          onBudget={choose}
          isWaiting={answer.isPlaceholderData}
        />
        <QuestionsToSend />
        <RealityBeside />
        <section className="section uncounted">
          <h2>{words.position.notCounted}</h2>
          <p className="note">{words.position.notCountedText}</p>
        </section>
        <Why plan={plan} manner={manner} />
      </div>
      <Announce isUnseen>{chosen === null ? "" : remainsOf(plan, words, language)}</Announce>
    </Page>
  );
}

/** Read out after the slider has moved: the budget and what remains of the damage. */
function remainsOf(plan: PlanReport, words: Words, language: Language): string {
  const remains = words.money.remains(formatShare(plan.remains, language));
  return `${formatSek(plan.budgetSek, language)}: ${remains}`;
}

/** Which cost sheet the plan was made with. */
function costsText({ costSheet }: PlanReport, words: Words): string {
  if (costSheet === undefined || costSheet === null) return words.costs.ofPlanStart;
  const { number, approvedBy, approvedAt } = costSheet;
  return words.costs.ofPlan(String(number), visible(approvedBy), formatDay(approvedAt));
}

function TopLine({ plan }: { readonly plan: PlanReport }): ReactNode {
  const { words, language } = useSpeech();
  return (
    <div className="top-line">
      <p>
        {words.position.attacker}:{" "}
        <strong>{attackerName(plan.before.resistance.profile, words)}</strong>{" "}
        <span className="screen-only">
          <Link to={paths.attackers}>{words.attackers.others}</Link>
        </span>
        <span className="print-only">
          {" "}
          · {costsText(plan, words)}
          {" · "}
          {words.money.budget} {formatSek(plan.budgetSek, language)} · {words.app.name}{" "}
          {formatDay(plan.run.asOf)} · {words.runs.run} {plan.run.id}
        </span>
      </p>
      <Button onPress={() => print()}>{words.position.print}</Button>
    </div>
  );
}
