/** Angripare: both dials against every attacker, on demand; never averaged into one. */
import type { AttackerDials, Dials, PlanReport, PlanSurvey } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { useAskAgain, useSurvey } from "../api/plan-queries.ts";
import { isActive, usePosition } from "../api/queries.ts";
import { Page } from "../frame/page.tsx";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { useMay } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { Progress } from "../parts/progress.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { Strip } from "../parts/strip.tsx";
import { Table } from "../parts/table.tsx";
import { timeColumns } from "../parts/time-axis.ts";
import { type Manner, sayDamage, sayShare } from "../words/figures.ts";
import { formatRough, formatWhole, sentenceCase } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import { spreadOf } from "./damage-dial.tsx";
import { timeRow } from "./resistance-dial.tsx";
import { WhyNotYet } from "./why-not-yet.tsx";

/** Runs whose attackers were last asked for, so that a look at another page does not lose it. */
let last: string | null = null;

/** In words where either side of an attacker's dials speaks in words. */
function mannerOf(
  { before, after }: Pick<AttackerDials, "after" | "before">,
  speech: Omit<Manner, "speak">,
): Manner {
  const isWords = [before, after].some(({ resistance }) => resistance.speak === "words");
  return { ...speech, speak: isWords ? "words" : "figures" };
}

/** The attacker who is held out least, today. */
export function leastHeld(attackers: readonly AttackerDials[]): AttackerDials | undefined {
  const holds = ({ before }: AttackerDials): number => before.resistance.probabilityHolds;
  return attackers.toSorted((a, b) => holds(a) - holds(b))[0];
}

/** The page. */
export function AttackersPage(): ReactNode {
  const { words } = useSpeech();
  const position = usePosition();
  const said = words.attackers;
  if (position.data?.state === "ready") return <Ready plan={position.data.plan} />;
  return (
    <Page name={said.title} heading={said.heading} lead={said.lead}>
      {position.isPending ? <Loading /> : null}
      {position.isError ? (
        <Failure error={position.error} onAgain={() => void position.refetch()} />
      ) : null}
      {position.data === undefined ? null : <p className="note">{said.notReady}</p>}
      <WhyNotYet position={position.data} />
    </Page>
  );
}

function Ready({ plan }: { readonly plan: PlanReport }): ReactNode {
  const { words, language } = useSpeech();
  const mayAsk = useMay("model/change");
  const [asked, setAsked] = useState(last);
  const isAsked = asked === plan.run.id;
  const { yearlyPayer: _payer, ...terms } = plan.terms;
  const question = isAsked
    ? { budgetSek: plan.budgetSek, terms, worlds: 0, frequency: null }
    : null;
  const answer = useSurvey(plan.run.id, question);
  const again = useAskAgain({ path: "/survey", run: plan.run.id, asked: question });
  const said = words.attackers;
  const { data } = answer;
  const survey = isAsked && data?.state === "ready" ? data.survey : null;
  const least = leastHeld(survey?.attackers ?? []);
  const heading =
    least === undefined
      ? said.heading
      : said.headingReady(
          least.name[language],
          sayShare(least.before.resistance.probabilityHolds, mannerOf(least, { words, language })),
        );
  return (
    <Page name={said.title} heading={heading} lead={said.lead}>
      {mayAsk ? null : <p className="note">{words.app.readerOnly}</p>}
      {isAsked || !mayAsk ? null : (
        <div className="actions">
          <Button
            look="main"
            onPress={() => {
              last = plan.run.id;
              setAsked(plan.run.id);
            }}
          >
            {said.ask}
          </Button>
          <p className="note">{said.askNote}</p>
        </div>
      )}
      {isAsked && answer.isPending ? <Loading /> : null}
      {answer.isError ? <Failure error={answer.error} onAgain={again} /> : null}
      {data?.state === "computing" ? (
        <>
          <Progress job={data.job} />
          {isActive(data.job) ? null : <Button onPress={again}>{said.again}</Button>}
        </>
      ) : null}
      {survey === null ? null : <All survey={survey} />}
    </Page>
  );
}

function All({ survey }: { readonly survey: PlanSurvey }): ReactNode {
  const { words } = useSpeech();
  const said = words.attackers;
  return (
    <>
      {survey.attackers.map((attacker, at) => (
        <OneAttacker
          key={attacker.id}
          attacker={attacker}
          reference={at === 0 ? null : (survey.attackers[0] ?? null)}
        />
      ))}
      <section className="section">
        <p>
          {said.payOff} <Link to={paths.plan}>{said.payOffLink}</Link>
        </p>
      </section>
    </>
  );
}

type Figure = {
  readonly id: string;
  readonly name: string;
  readonly say: (dials: Dials) => string;
};

/** @param reference whom its rate is told beside; null: it is the reference itself */
function OneAttacker({
  attacker,
  reference,
}: {
  readonly attacker: AttackerDials;
  readonly reference: AttackerDials | null;
}): ReactNode {
  const { words, language } = useSpeech();
  const manner = mannerOf(attacker, { words, language });
  const said = words.attackers;
  const { before, after } = attacker;
  const name = sentenceCase(attacker.name[language]);
  const figures: readonly Figure[] = [
    {
      id: "holds",
      name: words.position.holdsTitle(formatWhole(before.resistance.horizonDays, language)),
      say: ({ resistance }) => sayShare(resistance.probabilityHolds, manner),
    },
    ...(["hours", "persons", "sek"] as const).map((unit): Figure => ({
      id: unit,
      name: words.position[unit],
      say: ({ damage }) => sayDamage(spreadOf(damage, unit).mean, unit, manner),
    })),
  ];
  return (
    <section className="section dial">
      <h2>{name}</h2>
      <p className="note">
        {reference === null
          ? said.reference
          : said.rate(
              formatRough(attacker.relativeRate.median, language),
              reference.name[language],
            )}
      </p>
      <Strip
        columns={timeColumns.map((column) => words.timeWord[column])}
        rows={[
          timeRow(before.resistance, "before", words.position.today, manner),
          timeRow(after.resistance, "after", words.position.withMeasures, manner),
        ]}
      />
      <Table
        caption={name}
        isCaptionUnseen
        rows={figures}
        keyOf={({ id }) => id}
        columns={[
          { id: "name", heading: said.figure, value: (row) => row.name, isHeading: true },
          { id: "today", heading: said.today, value: (row) => row.say(before) },
          { id: "after", heading: said.after, value: (row) => row.say(after) },
        ]}
      />
    </section>
  );
}
