/** Limits of one's own: typed, asked for, and how far the plan within them is. */
import type { PlanReport, PlanState } from "@vallgrav/platform/api";
import { monthAfter } from "@vallgrav/planning";
import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import type { PlanAsked } from "../api/plan-queries.ts";
import { isActive } from "../api/queries.ts";
import { useMay } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { Choice } from "../parts/choice.tsx";
import { Field } from "../parts/field.tsx";
import { Progress } from "../parts/progress.tsx";
import { Failure } from "../parts/states.tsx";
import { formatSek } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import { firstMonthOf } from "./plan-calendar.ts";
import {
  type LimitFault,
  objectives,
  readLimits,
  roles,
  type Typed,
  typedOf,
} from "./plan-limits.ts";

/** Months that may be chosen. */
const ahead = 24;

/**
 * @param plan that is shown
 * @param asked limits that were last asked for; null: none
 */
export function PlanLimitsSection({
  plan,
  asked,
  answer,
  onAsk,
  onAgain,
}: {
  readonly plan: PlanReport;
  readonly asked: PlanAsked | null;
  readonly answer: UseQueryResult<PlanState>;
  readonly onAsk: (asked: PlanAsked | null) => void;
  readonly onAgain: () => void;
}): ReactNode {
  const { words } = useSpeech();
  const mayAsk = useMay("model/change");
  const whole = useRef<HTMLElement>(null);
  if (!mayAsk && asked === null) return null;
  const askFor = (limits: PlanAsked | null): void => {
    onAsk(limits);
    // It is asked for at the foot of the form: how far it is stands above that.
    whole.current?.scrollIntoView({ block: "start" });
  };
  return (
    <section ref={whole} className="section plan-limits">
      <h2>{words.planTerms.title}</h2>
      <p className="note">{words.planTerms.lead}</p>
      {asked === null ? null : <MadeFor plan={plan} answer={answer} onAgain={onAgain} />}
      <details className="screen-only">
        <summary>{words.planTerms.open}</summary>
        <LimitsForm
          key={JSON.stringify(asked)}
          first={firstMonthOf(plan)}
          begin={asked ?? { budgetSek: plan.budgetSek, terms: plan.terms }}
          onAsk={askFor}
        />
      </details>
      {asked === null ? null : (
        <Button look="plain" onPress={() => onAsk(null)}>
          {words.planTerms.reset}
        </Button>
      )}
    </section>
  );
}

/** What the plan that is shown was made within, or how far it is. */
function MadeFor({
  plan,
  answer,
  onAgain,
}: {
  readonly plan: PlanReport;
  readonly answer: UseQueryResult<PlanState>;
  readonly onAgain: () => void;
}): ReactNode {
  const { words, language } = useSpeech();
  const said = words.planTerms;
  const { data } = answer;
  if (answer.isError) return <Failure error={answer.error} onAgain={onAgain} />;
  if (data?.state === "computing")
    return (
      <>
        <Progress job={data.job} />
        {isActive(data.job) ? null : <Button onPress={onAgain}>{said.again}</Button>}
      </>
    );
  if (data === undefined) return null;
  const { dates = null, yearlyPayer = null, yearlySek: most } = plan.terms;
  const yearly = formatSek(plan.yearlySek, language);
  return (
    <p className="said">
      {[
        said.madeFor(formatSek(plan.budgetSek, language)),
        // A limit of nothing is told too: it is what most of the plan comes of.
        ...(most === null
          ? plan.yearlySek === 0
            ? []
            : [said.yearlySum(yearly)]
          : [said.yearlyWithin(yearly, formatSek(most, language))]),
        ...(plan.yearlySek === 0
          ? []
          : [yearlyPayer === null ? said.noPayer : said.payerSum(yearlyPayer)]),
        ...(dates === null ? [] : [said.inTime(dates.until)]),
      ].join(" ")}
    </p>
  );
}

function LimitsForm({
  first,
  begin,
  onAsk,
}: {
  readonly first: string;
  readonly begin: PlanAsked;
  readonly onAsk: (asked: PlanAsked | null) => void;
}): ReactNode {
  const { words } = useSpeech();
  const said = words.planTerms;
  const [typed, setTyped] = useState<Typed>(() => typedOf(begin));
  const [faults, setFaults] = useState<ReadonlySet<LimitFault>>(new Set());
  const ask = (): void => {
    const read = readLimits(typed);
    setFaults(read.ok ? new Set() : read.faults);
    if (read.ok) onAsk(read.asked);
  };
  const change = (to: Partial<Typed>): void => setTyped({ ...typed, ...to });
  return (
    <form
      className="plan-form"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <MoneyFields typed={typed} faults={faults} onChange={change} />
      <HourFields typed={typed} faults={faults} onChange={change} />
      <TimeFields typed={typed} first={first} onChange={change} />
      {faults.has("months") ? (
        <p className="field-error" role="alert">
          {said.badMonths}
        </p>
      ) : null}
      <div className="actions">
        <Button type="submit">{said.compute}</Button>
      </div>
    </form>
  );
}

/** What fields are drawn from. */
type Fields = {
  readonly typed: Typed;
  readonly faults: ReadonlySet<LimitFault>;
  readonly onChange: (to: Partial<Typed>) => void;
};

function MoneyFields({ typed, faults, onChange }: Fields): ReactNode {
  const said = useSpeech().words.planTerms;
  return (
    <div className="plan-fields">
      <Field
        label={said.budget}
        error={
          faults.has("budget")
            ? typed.budget.trim() === ""
              ? said.noBudget
              : said.badNumber
            : null
        }
        value={typed.budget}
        onChange={(budget) => onChange({ budget })}
        kind="count"
        autoComplete="off"
      />
      <Field
        label={said.yearly}
        error={faults.has("yearly") ? said.badNumber : null}
        value={typed.yearly}
        onChange={(yearly) => onChange({ yearly })}
        kind="count"
        autoComplete="off"
      />
      <Field
        label={said.payer}
        hint={said.payerHint}
        error={faults.has("payer") ? said.payerMissing : null}
        value={typed.payer}
        onChange={(payer) => onChange({ payer })}
        isOptional
        autoComplete="off"
      />
    </div>
  );
}

function HourFields({ typed, faults, onChange }: Fields): ReactNode {
  const said = useSpeech().words.planTerms;
  return (
    <fieldset className="plan-fields">
      <legend>{said.hours}</legend>
      <p className="note">{said.hoursHint}</p>
      {roles.map((role) => (
        <Field
          key={role}
          label={said.roles[role]}
          error={faults.has(role) ? said.badNumber : null}
          value={typed.hours[role]}
          onChange={(hours) => onChange({ hours: { ...typed.hours, [role]: hours } })}
          kind="count"
          autoComplete="off"
        />
      ))}
    </fieldset>
  );
}

function TimeFields({
  typed,
  first,
  onChange,
}: Omit<Fields, "faults"> & { readonly first: string }): ReactNode {
  const said = useSpeech().words.planTerms;
  const months = [
    ["", said.noMonth] as const,
    ...Array.from({ length: ahead }, (_, at) => monthAfter(first, at)).map(
      (month) => [month, month] as const,
    ),
  ];
  return (
    <div className="plan-fields">
      <Choice
        label={said.from}
        options={months}
        value={typed.from}
        onChange={(from) => onChange({ from })}
      />
      <Choice
        label={said.until}
        options={months}
        value={typed.until}
        onChange={(until) => onChange({ until })}
      />
      <Choice
        label={said.objective}
        options={objectives.map((name) => [name, said.objectives[name]] as const)}
        value={typed.objective}
        onChange={(objective) => onChange({ objective })}
      />
    </div>
  );
}
