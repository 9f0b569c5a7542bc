/**
 * Plan: a budget's measures and what they do to both dials, moved along the curve by a slider,
 * switched on and off by hand, with their price.
 */
import type { PlanReport, Position, Switched } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { type PlanAsked, useAskAgain, usePlanOn } from "../api/plan-queries.ts";
import { useMeasures, usePlan, usePosition } from "../api/queries.ts";
import type { Measure } from "../api/shapes.ts";
import { Page } from "../frame/page.tsx";
import { useMay } from "../frame/session.tsx";
import { BudgetCurve } from "../parts/budget-curve.tsx";
import { Button } from "../parts/button.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { DamageDial } from "../position/damage-dial.tsx";
import { EarlyPlanShown } from "../position/early-plan.tsx";
import { ResistanceDial } from "../position/resistance-dial.tsx";
import { TopLine } from "../position/top-line.tsx";
import { WhyNotYet } from "../position/why-not-yet.tsx";
import type { Manner } from "../words/figures.ts";
import { formatSek, formatWhole } from "../words/format.ts";
import { speakOf } from "../words/headline.ts";
import { type Speech, useSpeech } from "../words/language.tsx";
import {
  type Flipped,
  handRows,
  type HandSum,
  isHeldByHours,
  sumOf,
  switchedOf,
} from "./plan-choice.ts";
import { PlanCalendarSection } from "./plan-calendar-section.tsx";
import { PlanLimitsSection } from "./plan-limits-section.tsx";
import { PlanMeasures } from "./plan-measures.tsx";
import { PlanSearched } from "./plan-searched.tsx";
import { PlanSides } from "./plan-sides.tsx";
import { showResult, WhatIfResult } from "./what-if-result.tsx";

type Ready = Extract<Position, { readonly state: "ready" }>;

/** What was last chosen, so that a look at another page does not lose it. */
let last: {
  readonly budgetSek: number | null;
  /** Limits of one's own; null: the stop of the curve. */
  readonly own: PlanAsked | null;
  readonly flipped: Flipped;
  readonly asked: Switched | null;
} = { budgetSek: null, own: null, flipped: new Set(), asked: null };

/** The page of the plan. */
export function PlanPage(): ReactNode {
  const { words } = useSpeech();
  const position = usePosition();
  const measures = useMeasures();
  const failed = position.isError ? position : measures.isError ? measures : null;
  if (position.data?.state === "ready" && measures.data !== undefined)
    return <HandMade position={position.data} measures={measures.data} />;
  const early = position.data?.state === "computing" ? position.data.early : undefined;
  const isWaiting = position.isPending || (position.data?.state === "ready" && measures.isPending);
  return (
    <Page
      name={words.plan.title}
      heading={words.plan.title}
      {...(isWaiting || failed !== null
        ? {}
        : { lead: early === undefined ? words.plan.notYet : words.plan.soFar })}
    >
      {isWaiting ? <Loading /> : null}
      {failed === null ? null : (
        <Failure error={failed.error ?? new Error()} onAgain={() => void failed.refetch()} />
      )}
      {isWaiting || failed !== null ? null : <WhyNotYet position={position.data} />}
      {early === undefined ? null : <EarlyPlanShown early={early} />}
    </Page>
  );
}

/** The choice: a budget's plan, what is flipped in it, and what was last asked of the server. */
function useHand(position: Ready) {
  const [hand, setHand] = useState(last);
  const stops = position.curve.map((stop) => stop.budgetSek);
  const isKnown = hand.budgetSek !== null && stops.includes(hand.budgetSek);
  const change = (next: typeof last): void => {
    last = next;
    setHand(next);
  };
  return {
    ...hand,
    stops,
    budgetSek: isKnown ? (hand.budgetSek ?? 0) : position.plan.budgetSek,
    chooseBudget: (budgetSek: number) =>
      change({ budgetSek, own: null, flipped: new Set(), asked: null }),
    limit: (own: PlanAsked | null) => change({ ...hand, own, flipped: new Set(), asked: null }),
    flip: (id: string) =>
      change({ ...hand, flipped: hand.flipped.symmetricDifference(new Set([id])) }),
    reset: () => change({ ...hand, flipped: new Set(), asked: null }),
    ask: (asked: Switched) => change({ ...hand, asked }),
  };
}

/** The plan that is shown: within limits of one's own where it is computed, else of the stop. */
function useShownPlan(position: Ready, { budgetSek, own }: ReturnType<typeof useHand>) {
  const answer = usePlan(budgetSek, position.plan);
  const run = position.plan.run.id;
  const limited = usePlanOn(run, own);
  const onAgain = useAskAgain({ path: "/plan", run, asked: own });
  const limits = { answer: limited, onAgain };
  return own !== null && limited.data?.state === "ready"
    ? { plan: limited.data.plan, isOwn: true, answer, limits }
    : { plan: answer.data ?? position.plan, isOwn: false, answer, limits };
}

function HandMade({
  position,
  measures,
}: {
  readonly position: Ready;
  readonly measures: readonly Measure[];
}): ReactNode {
  const speech = useSpeech();
  const { words, language } = speech;
  const hand = useHand(position);
  const { plan, isOwn, limits, answer } = useShownPlan(position, hand);
  const names = new Map(measures.map(({ id, name }) => [id, name[language]]));
  const rows = handRows(measures, plan, hand.flipped);
  const sum = sumOf(rows);
  const changed = switchedOf(rows, plan, isOwn);
  const isChanged = changed.with.length + changed.without.length > 0;
  const isAsked = JSON.stringify(hand.asked) === JSON.stringify(changed);
  return (
    <Page
      name={words.plan.title}
      heading={headingOf(plan, sum, isChanged, speech)}
      aside={<TopLine plan={plan} />}
      lead={<span className="screen-only">{words.plan.lead}</span>}
    >
      {answer.isError ? (
        <Failure error={answer.error} onAgain={() => void answer.refetch()} />
      ) : null}
      <section className="section plan-choice" aria-label={words.plan.choice}>
        {isOwn ? null : (
          <BudgetCurve
            curve={position.curve}
            chosen={hand.budgetSek}
            onChoose={hand.chooseBudget}
          />
        )}
        <output className="said">{sumText(plan, sum, isChanged, speech)}</output>
      </section>
      <Dials plan={plan} isWaiting={answer.isPlaceholderData} />
      <PlanSearched plan={plan} />
      <PlanLimitsSection plan={plan} asked={hand.own} onAsk={hand.limit} {...limits} />
      {hand.asked === null ? null : (
        <WhatIfResult
          key={JSON.stringify(hand.asked)}
          run={plan.run.id}
          asked={hand.asked}
          isStale={!isAsked}
          names={names}
        />
      )}
      <PlanMeasures rows={rows} names={names} onFlip={hand.flip} />
      <PlanCalendarSection
        key={`${plan.run.asOf} ${JSON.stringify(plan.terms.dates ?? null)}`}
        measures={rows.filter(({ isOn }) => isOn).map(({ measure }) => measure)}
        plan={plan}
        names={names}
      />
      <PlanSides plan={plan} names={names} />
      {isChanged && !answer.isPlaceholderData ? (
        <HandBar
          said={headingOf(plan, sum, isChanged, speech)}
          isAsked={isAsked}
          onPlay={() => (isAsked ? showResult() : hand.ask(changed))}
          onReset={hand.reset}
        />
      ) : null}
    </Page>
  );
}

/** Both dials with the plan; they wait while another stop of the curve comes. */
function Dials({
  plan,
  isWaiting,
}: {
  readonly plan: PlanReport;
  readonly isWaiting: boolean;
}): ReactNode {
  const { words, language } = useSpeech();
  const manner: Manner = { words, language, speak: speakOf(plan) };
  return (
    <section className={isWaiting ? "dials plan waiting" : "dials"}>
      <ResistanceDial plan={plan} manner={manner} />
      <DamageDial plan={plan} manner={manner} />
    </section>
  );
}

/**
 * To have the choice played, where one may, and to go back to the plan. It stands at the foot of
 * the window: what is ticked lies far below what it does.
 */
function HandBar({
  said,
  isAsked,
  onPlay,
  onReset,
}: {
  readonly said: string;
  /** Whether this very choice has been asked for: then its answer stands on the page. */
  readonly isAsked: boolean;
  readonly onPlay: () => void;
  readonly onReset: () => void;
}): ReactNode {
  const { words } = useSpeech();
  const mayPlay = useMay("model/change");
  return (
    <aside className="hand-bar screen-only" aria-label={words.plan.hand}>
      <p>{said}</p>
      <div className="hand-bar-actions">
        {mayPlay ? (
          <Button look="main" onPress={onPlay}>
            {isAsked ? words.plan.showResult : words.plan.play}
          </Button>
        ) : (
          <p className="note">{words.plan.mayNot}</p>
        )}
        <Button look="plain" onPress={onReset}>
          {words.plan.reset}
        </Button>
      </div>
    </aside>
  );
}

function countOf({ count }: Pick<HandSum, "count">, { words, language }: Speech): string {
  return words.money.measureCount(count, formatWhole(count, language));
}

function headingOf(plan: PlanReport, sum: HandSum, isChanged: boolean, speech: Speech): string {
  const { words, language } = speech;
  const cost = formatSek(sum.costSek, language);
  if (isChanged) return words.plan.headingHand(countOf(sum, speech), cost);
  const budget = formatSek(plan.budgetSek, language);
  return sum.count === 0
    ? words.plan.headingNone(budget)
    : words.plan.heading(budget, countOf(sum, speech), cost);
}

/** What the choice costs, and how that stands against the budget and the hours. */
function sumText(plan: PlanReport, sum: HandSum, isChanged: boolean, speech: Speech): string {
  const { words, language } = speech;
  const left = plan.budgetSek - sum.costSek;
  const over = plan.hoursLimit === null ? 0 : sum.hours - plan.hoursLimit;
  return [
    isChanged
      ? words.plan.sum(
          countOf(sum, speech),
          formatSek(sum.costSek, language),
          formatWhole(sum.hours, language),
        )
      : words.plan.unchanged,
    left < 0
      ? words.plan.over(formatSek(-left, language))
      : words.plan.left(formatSek(left, language)),
    ...(isHeldByHours(plan, sum) && over <= 0
      ? [words.plan.heldByHours(formatWhole(plan.hoursLimit ?? 0, language))]
      : []),
    ...(over > 0
      ? [
          words.plan.hoursOver(
            formatWhole(over, language),
            formatWhole(plan.hoursLimit ?? 0, language),
          ),
        ]
      : []),
    ...(isChanged ? [words.plan.dialsOfPlan] : []),
  ].join(" ");
}
