/** Who is to be told of an incident and by when, from the moment it was known; nothing is kept. */
import { type Instant, parseInstant, type PlainDate } from "@vallgrav/kernel";
import { dueOf, duties, type Duty, receiverOn } from "@vallgrav/knowledge/duties";
import { type ReactNode, useState } from "react";
import { useRegisters } from "../api/register-queries.ts";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { useMay } from "../frame/session.tsx";
import { Field } from "../parts/field.tsx";
import { momentOf } from "../parts/moment-of.ts";
import { type Column, Table } from "../parts/table.tsx";
import { formatMinute, type Language } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";

/** The section; the clocks run from now until another moment is entered. */
export function ClockSheet(): ReactNode {
  const { words, language } = useSpeech();
  const [opened] = useState(() => new Date().toISOString());
  const [typed, setTyped] = useState("");
  const said = words.firstHelp;
  const given = typed.trim() === "" ? opened : momentOf(typed);
  const knownAt = parseInstant(given ?? opened);
  return (
    <section className="section">
      <h2>{said.clocksTitle}</h2>
      <p className="note">{said.clocksLead}</p>
      <div className="form screen-only">
        <Field
          label={said.knownAt}
          hint={said.knownAtHint}
          error={given === null ? said.badMoment : null}
          value={typed}
          onChange={setTyped}
          isOptional
          autoComplete="off"
          most={20}
        />
      </div>
      {knownAt === null || given === null ? null : (
        <Table
          caption={said.clocksTitle}
          isCaptionUnseen
          rows={duties}
          keyOf={({ id }) => id}
          columns={columnsOf(knownAt, words, language)}
        />
      )}
      <Kept />
    </section>
  );
}

function columnsOf(knownAt: Instant, words: Words, language: Language): readonly Column<Duty>[] {
  const { clock } = words.registers;
  const day = knownAt.slice(0, 10) as PlainDate;
  const due = (duty: Duty): string => {
    const at = dueOf(duty, knownAt);
    return at === null ? clock.noDue : formatMinute(at);
  };
  return [
    { id: "duty", heading: clock.duty, value: ({ name }) => name[language], isHeading: true },
    {
      id: "due",
      heading: clock.due,
      value: due,
      show: (duty) => <span className="unbroken">{due(duty)}</span>,
    },
    {
      id: "to",
      heading: clock.receiver,
      value: (duty) => receiverOn(duty, day)[language],
    },
    { id: "when", heading: words.firstHelp.applies, value: ({ when }) => when[language] },
    {
      id: "law",
      heading: clock.law,
      value: ({ law, isChecked }) => `${law[language]}${isChecked ? "" : ` (${clock.unchecked})`}`,
    },
  ];
}

/** Where clocks are kept, and how those stand that run already. */
function Kept(): ReactNode {
  const { words } = useSpeech();
  const said = words.firstHelp;
  const mayView = useMay("registers/view");
  const mayBegin = useMay("registers/change");
  const states = (useRegisters(mayView).data ?? []).flatMap(({ cases }) =>
    cases.flatMap(({ duties: running }) => running.map(({ state }) => state)),
  );
  const count = (state: string): number => states.filter((one) => one === state).length;
  const [late, open] = [count("late"), count("open")];
  return (
    <div className="screen-only">
      {late + open === 0 ? null : (
        <p className="stale">
          {late > 0 ? said.late(late) : said.running(open)}{" "}
          <Link to={paths.registers}>{said.toClocks}</Link>
        </p>
      )}
      <p className="note">
        {said.notKept}{" "}
        {mayBegin ? (
          <>
            <Link to={paths.registers}>{said.keep}</Link>, {said.keepNote}
          </>
        ) : null}
      </p>
    </div>
  );
}
