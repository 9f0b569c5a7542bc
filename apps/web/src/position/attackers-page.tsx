/** Angripare: both dials against every attacker, never averaged into one. */
import type { AttackerDials, Dials, PlanReport } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { useAttackers } from "../api/plan-queries.ts";
import { usePosition } from "../api/queries.ts";
import { Page } from "../frame/page.tsx";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { Strip } from "../parts/strip.tsx";
import { Table } from "../parts/table.tsx";
import { timeColumns } from "../parts/time-axis.ts";
import { type Manner, sayDamage, sayShare } from "../words/figures.ts";
import { formatRough, formatWhole, sentenceCase } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import { AskAttackers } from "./ask-attackers.tsx";
import { spreadOf } from "./damage-dial.tsx";
import { timeRow } from "./resistance-dial.tsx";
import { WhyNotYet } from "./why-not-yet.tsx";

/** In words where either side of an attacker's dials speaks in words. */
export function mannerOf(
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
  const answer = useAttackers(plan);
  const said = words.attackers;
  const { attackers } = answer;
  const least = leastHeld(attackers ?? []);
  const heading =
    least === undefined
      ? said.heading
      : said.headingReady(
          least.name[language],
          sayShare(least.before.resistance.probabilityHolds, mannerOf(least, { words, language })),
        );
  return (
    <Page name={said.title} heading={heading} lead={said.lead}>
      <AskAttackers answer={answer} isMain />
      {attackers === null ? null : <All attackers={attackers} />}
    </Page>
  );
}

function All({ attackers }: { readonly attackers: readonly AttackerDials[] }): ReactNode {
  const { words } = useSpeech();
  const said = words.attackers;
  return (
    <>
      {attackers.map((attacker, at) => (
        <OneAttacker
          key={attacker.id}
          attacker={attacker}
          reference={at === 0 ? null : (attackers[0] ?? null)}
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
