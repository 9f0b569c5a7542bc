/** Clocks of one committee or company: what started them, and who is to be told by when. */
import type { ClockCase, DutyClock, RegisterView } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { AccountForm } from "../account/account-form.tsx";
import { useChangeRegister } from "../api/register-queries.ts";
import { useMay } from "../frame/session.tsx";
import { Choice } from "../parts/choice.tsx";
import { Field } from "../parts/field.tsx";
import { momentOf } from "../parts/moment-of.ts";
import { Failure } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { formatMinute, type Language } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";

/** What runs, and what started it. */
export function Clocks({ register }: { readonly register: RegisterView }): ReactNode {
  const { words } = useSpeech();
  const mayChange = useMay("registers/change");
  const said = words.registers;
  return (
    <>
      <h3>{said.clocks}</h3>
      {register.cases.length === 0 ? <p className="note">{said.noClocks}</p> : null}
      {register.cases.map((one) => (
        <Case key={one.id} unit={register.unit.id} of={one} />
      ))}
      {mayChange ? (
        <details>
          <summary>{said.begin}</summary>
          <BeginForm unit={register.unit.id} />
        </details>
      ) : null}
    </>
  );
}

function BeginForm({ unit }: { readonly unit: string }): ReactNode {
  const { words } = useSpeech();
  const [what, setWhat] = useState("");
  const [known, setKnown] = useState("");
  const [hasTried, setTried] = useState(false);
  const change = useChangeRegister();
  const said = words.registers;
  const knownAt = momentOf(known);
  const submit = (): void => {
    setTried(true);
    if (knownAt !== null) change.mutate({ unit, path: "cases", body: { what, knownAt } });
  };
  return (
    <AccountForm button={said.begin} isMain={false} isPending={change.isPending} onSubmit={submit}>
      <p className="note">{said.warning}</p>
      <Field label={said.what} error={null} value={what} onChange={setWhat} autoComplete="off" />
      <Field
        label={said.knownAt}
        hint={said.knownAtHint}
        error={hasTried && knownAt === null ? said.badMoment : null}
        value={known}
        onChange={setKnown}
        autoComplete="off"
      />
      {change.isError ? <Failure error={change.error} /> : null}
    </AccountForm>
  );
}

function columnsOf(said: Words["registers"], language: Language): readonly Column<DutyClock>[] {
  return [
    {
      id: "duty",
      heading: said.clock.duty,
      value: ({ name }) => name[language],
      isHeading: true,
    },
    { id: "to", heading: said.clock.receiver, value: ({ receiver }) => receiver[language] },
    {
      id: "due",
      heading: said.clock.due,
      value: ({ dueAt }) => (dueAt === null ? said.clock.noDue : formatMinute(dueAt)),
    },
    {
      id: "state",
      heading: said.clock.state,
      value: ({ state, note }) => [said.states[state], note].filter((one) => one !== "").join(" "),
      show: ({ state, note }) => (
        <>
          {state === "late" ? <strong>{said.states[state]}</strong> : said.states[state]} {note}
        </>
      ),
    },
    {
      id: "law",
      heading: said.clock.law,
      value: ({ law, when, isChecked }) =>
        `${law[language]}. ${when[language]}${isChecked ? "" : ` (${said.clock.unchecked})`}`,
    },
  ];
}

function Case({ unit, of }: { readonly unit: string; readonly of: ClockCase }): ReactNode {
  const { words, language } = useSpeech();
  const mayChange = useMay("registers/change");
  const said = words.registers;
  return (
    <section>
      <h4>{of.what}</h4>
      <p className="note">{said.known(formatMinute(of.knownAt), of.by)}</p>
      <Table
        caption={said.clock.caption}
        isCaptionUnseen
        columns={columnsOf(said, language)}
        rows={of.duties}
        keyOf={({ duty }) => duty}
      />
      {mayChange ? (
        <details>
          <summary>{said.settleTitle}</summary>
          <SettleForm unit={unit} of={of} />
        </details>
      ) : null}
    </section>
  );
}

function SettleForm({ unit, of }: { readonly unit: string; readonly of: ClockCase }): ReactNode {
  const { words, language } = useSpeech();
  const [duty, setDuty] = useState<string>(of.duties[0]?.duty ?? "");
  const [state, setState] = useState<"open" | "reported" | "not-reportable">("reported");
  const [note, setNote] = useState("");
  const change = useChangeRegister();
  const said = words.registers;
  return (
    <AccountForm
      button={said.save}
      isMain={false}
      isPending={change.isPending}
      onSubmit={() => change.mutate({ unit, path: `cases/${of.id}`, body: { duty, state, note } })}
    >
      <p className="note">{said.warning}</p>
      <Choice
        label={said.dutyChoice}
        options={of.duties.map((one) => [one.duty as string, one.name[language]] as const)}
        value={duty}
        onChange={setDuty}
      />
      <Choice
        label={said.stateChoice}
        options={(["reported", "not-reportable", "open"] as const).map(
          (one) => [one, said.states[one]] as const,
        )}
        value={state}
        onChange={setState}
      />
      <Field
        label={said.note}
        isOptional={state !== "not-reportable"}
        error={null}
        value={note}
        onChange={setNote}
        autoComplete="off"
      />
      {change.isError ? <Failure error={change.error} /> : null}
    </AccountForm>
  );
}
