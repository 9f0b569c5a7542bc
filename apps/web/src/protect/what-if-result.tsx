/** What a choice by hand does: how far the work is, then both dials beside the plan's. */
import type { Dials, Switched, WhatIf } from "@vallgrav/platform/api";
import { type ReactNode, useEffect, useRef } from "react";
import { useAskAgain, useWhatIf } from "../api/plan-queries.ts";
import { isActive } from "../api/queries.ts";
import { Button } from "../parts/button.tsx";
import { Progress } from "../parts/progress.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { Strip } from "../parts/strip.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { timeColumns } from "../parts/time-axis.ts";
import { spreadOf } from "../position/damage-dial.tsx";
import { timeRow } from "../position/resistance-dial.tsx";
import { type Manner, sayDamage, sayShare, sayTime } from "../words/figures.ts";
import { formatShare, formatShareRange, formatWhole } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";

/** Brings the answer into view, for who is far below it. */
export function showResult(): void {
  document.querySelector(".what-if")?.scrollIntoView({ block: "start" });
}

/**
 * To be drawn anew for each question: it is then brought into view.
 * @param isStale whether the choice has been changed since
 * @param names of all measures, by id
 */
export function WhatIfResult({
  run,
  asked,
  isStale,
  names,
}: {
  readonly run: string;
  readonly asked: Switched;
  readonly isStale: boolean;
  readonly names: ReadonlyMap<string, string>;
}): ReactNode {
  const { words } = useSpeech();
  const answer = useWhatIf(run, asked);
  const again = useAskAgain({ path: "/what-if", run, asked });
  const { data } = answer;
  const whole = useRef<HTMLElement>(null);
  useEffect(() => {
    // It was asked for far below: what comes of it is brought into view. Newer browsers answer with
    // a promise, which is no way to clean up.
    whole.current?.scrollIntoView({ block: "start" });
  }, []);
  return (
    <section ref={whole} className="section what-if">
      <h2>{words.plan.result}</h2>
      {isStale ? <p className="stale">{words.plan.stale}</p> : null}
      {answer.isPending ? <Loading /> : null}
      {answer.isError ? <Failure error={answer.error} onAgain={again} /> : null}
      {data?.state === "computing" ? (
        <>
          <Progress job={data.job} />
          {isActive(data.job) ? null : <Button onPress={again}>{words.plan.again}</Button>}
        </>
      ) : null}
      {data?.state === "ready" ? <Beside whatIf={data.whatIf} names={names} /> : null}
    </section>
  );
}

/** As little as the least certain of the three allows. */
function mannerOf({ today, plan, dials }: WhatIf, speech: Omit<Manner, "speak">): Manner {
  const all = [today, plan.dials, dials];
  const isWords = all.some(({ resistance }) => resistance.speak === "words");
  return { ...speech, speak: isWords ? "words" : "figures" };
}

function Beside({
  whatIf,
  names,
}: {
  readonly whatIf: WhatIf;
  readonly names: ReadonlyMap<string, string>;
}): ReactNode {
  const { words, language } = useSpeech();
  const manner = mannerOf(whatIf, { words, language });
  const { today, plan, dials, remains } = whatIf;
  const listed = (ids: readonly string[]): string =>
    ids.map((id) => names.get(id) ?? id).join(", ");
  const band = ({ low, high }: WhatIf["remains"]): string => formatShareRange(low, high, language);
  return (
    <>
      <p className="said">
        {words.plan.outcome(
          formatShare(remains.value, language),
          band(remains),
          formatShare(plan.remains.value, language),
          band(plan.remains),
        )}
      </p>
      <p className="note">{words.plan.changed(listed(whatIf.added), listed(whatIf.removed))}</p>
      <Strip
        columns={timeColumns.map((column) => words.timeWord[column])}
        rows={[
          timeRow(today.resistance, "before", words.plan.today, manner),
          timeRow(plan.dials.resistance, "after", words.plan.withPlan, manner),
          timeRow(dials.resistance, "hand", words.plan.withHand, manner),
        ]}
      />
      <Table
        caption={words.plan.result}
        isCaptionUnseen
        rows={figuresOf(whatIf, manner)}
        keyOf={({ id }) => id}
        columns={columnsOf(whatIf, manner)}
      />
    </>
  );
}

type Figure = {
  readonly id: string;
  readonly name: string;
  readonly say: (dials: Dials) => string;
};

function figuresOf({ today }: WhatIf, manner: Manner): readonly Figure[] {
  const { words, language } = manner;
  const { horizonDays } = today.resistance;
  return [
    {
      id: "time",
      name: words.position.resistanceNote,
      say: ({ resistance }) => sayTime(resistance.medianDays, resistance.horizonDays, manner),
    },
    {
      id: "holds",
      name: words.position.holdsTitle(formatWhole(horizonDays, language)),
      say: ({ resistance }) => sayShare(resistance.probabilityHolds, manner),
    },
    ...(["hours", "persons", "sek"] as const).map((unit) => ({
      id: unit,
      name: words.position[unit],
      say: ({ damage }: Dials) => sayDamage(spreadOf(damage, unit).mean, unit, manner),
    })),
  ];
}

function columnsOf({ today, plan, dials }: WhatIf, { words }: Manner): readonly Column<Figure>[] {
  const of = (id: string, heading: string, said: Dials): Column<Figure> => ({
    id,
    heading,
    value: (row) => row.say(said),
  });
  return [
    { id: "name", heading: words.plan.figure, value: ({ name }) => name, isHeading: true },
    of("today", words.plan.today, today),
    of("plan", words.plan.withPlan, plan.dials),
    of("hand", words.plan.withHand, dials),
  ];
}
