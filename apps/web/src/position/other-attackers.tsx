/** Läge: how the municipality stands against every other attacker, or the way to know it. */
import type { AttackerDials, PlanReport } from "@vallgrav/platform/api";
import { type ReactNode, use } from "react";
import { useAttackers } from "../api/plan-queries.ts";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { UserContext } from "../frame/session.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { sayShare, sayTime } from "../words/figures.ts";
import { formatWhole, sentenceCase } from "../words/format.ts";
import { type Speech, useSpeech } from "../words/language.tsx";
import { AskAttackers } from "./ask-attackers.tsx";
import { mannerOf } from "./attackers-page.tsx";

/**
 * The section; nothing behind a wall, where the attackers' dials are not shown.
 * @param plan that of a stop of the curve
 */
export function OtherAttackers({ plan }: { readonly plan: PlanReport }): ReactNode {
  const isWalled = use(UserContext)?.isWalled === true;
  return isWalled ? null : <Section plan={plan} />;
}

function Section({ plan }: { readonly plan: PlanReport }): ReactNode {
  const speech = useSpeech();
  const answer = useAttackers(plan);
  const { attackers } = answer;
  const said = speech.words.attackers;
  return (
    <section className="section screen-only">
      <h2>{said.others}</h2>
      <p className="note">{attackers === null ? said.otherwise : said.never}</p>
      <AskAttackers answer={answer} />
      {attackers === null ? null : (
        <>
          <Table
            caption={said.others}
            isCaptionUnseen
            rows={attackers}
            keyOf={({ id }) => id}
            columns={columnsOf(plan, speech)}
          />
          <p>
            <Link to={paths.attackers}>{said.all}</Link>
          </p>
        </>
      )}
    </section>
  );
}

function columnsOf(
  plan: PlanReport,
  { words, language }: Speech,
): readonly Column<AttackerDials>[] {
  const said = words.attackers;
  const { horizonDays } = plan.before.resistance;
  const holds = (of: "after" | "before", heading: string): Column<AttackerDials> => {
    const say = (row: AttackerDials): string =>
      sayShare(row[of].resistance.probabilityHolds, mannerOf(row, { words, language }));
    return {
      id: of,
      heading,
      value: (row) => row[of].resistance.probabilityHolds,
      show: say,
      copied: say,
      isNumber: true,
    };
  };
  const time = (row: AttackerDials): string =>
    sayTime(row.before.resistance.medianDays, horizonDays, mannerOf(row, { words, language }));
  return [
    {
      id: "name",
      heading: said.title,
      value: ({ name }) => sentenceCase(name[language]),
      isHeading: true,
    },
    {
      id: "time",
      heading: said.timeToday,
      value: (row) => row.before.resistance.medianDays ?? Number.MAX_VALUE,
      show: time,
      copied: time,
      isNumber: true,
    },
    holds("before", said.holdsToday(formatWhole(horizonDays, language))),
    holds("after", said.after),
  ];
}
