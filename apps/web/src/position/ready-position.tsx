/** The position when it is computed: everything on it belongs to one plan, the chosen budget's. */
import type { PlanReport, Position } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { usePlan } from "../api/queries.ts";
import { Page } from "../frame/page.tsx";
import { Announce } from "../parts/announce.tsx";
import { Failure } from "../parts/states.tsx";
import type { Manner } from "../words/figures.ts";
import { formatSek, formatShare, formatWhole, type Language } from "../words/format.ts";
import { headline, speakOf } from "../words/headline.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { Certainty } from "./certainty.tsx";
import { DamageDial } from "./damage-dial.tsx";
import { Money } from "./money.tsx";
import { QuestionsToSend, Uncertainties } from "./not-known.tsx";
import { OtherAttackers } from "./other-attackers.tsx";
import { RealityBeside } from "./reality-beside.tsx";
import { ResistanceDial } from "./resistance-dial.tsx";
import { TopLine } from "./top-line.tsx";
import { Why } from "./why.tsx";
import { YearlyFold } from "./yearly-fold.tsx";

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
        <YearlyFold plan={plan} manner={manner} />
        <Certainty plan={plan} manner={manner} />
        <Uncertainties plan={plan} manner={manner} />
        <OtherAttackers plan={plan} />
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
