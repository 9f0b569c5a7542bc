/** Forms that were made: waiting, answered, withdrawn, expired; and what answers moved. */
import type { AskForm } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { AccountForm } from "../account/account-form.tsx";
import { useEnterAnswer, useWithdrawAsk } from "../api/asking-queries.ts";
import { useMay } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { Choice } from "../parts/choice.tsx";
import { MovedText } from "../parts/moved-text.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure } from "../parts/states.tsx";
import { formatDay } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import { AskQuestions, isAnswered } from "./ask-questions.tsx";
import { NoteField } from "./note-field.tsx";

/** @param onPrint asks for a form on paper. */
export function AskForms({
  forms,
  onPrint,
}: {
  readonly forms: readonly AskForm[];
  readonly onPrint: (form: AskForm) => void;
}): ReactNode {
  const { words } = useSpeech();
  if (forms.length === 0) return <p className="note">{words.asking.formsNone}</p>;
  return (
    <ul className="pairs">
      {forms.map((form) => (
        <Form key={form.id} form={form} onPrint={onPrint} />
      ))}
    </ul>
  );
}

function useStateText(form: AskForm): string {
  const { words } = useSpeech();
  const { state, channel, enteredBy } = words.asking;
  const { answered } = form;
  if (answered !== null) {
    const entered =
      answered.enteredBy === null ? "" : `, ${enteredBy(visible(answered.enteredBy))}`;
    const by = state.answered(visible(answered.by), formatDay(answered.at));
    return `${by} ${channel[answered.channel]}${entered}`;
  }
  if (form.state === "open") return state.open(formatDay(form.expiresAt));
  return form.state === "withdrawn" ? state.withdrawn : state.expired(formatDay(form.expiresAt));
}

function Form({
  form,
  onPrint,
}: {
  readonly form: AskForm;
  readonly onPrint: (form: AskForm) => void;
}): ReactNode {
  const { words, language } = useSpeech();
  const said = words.asking;
  const stateText = useStateText(form);
  const answerText = (item: AskForm["items"][number]): string | null => {
    const choice = item.words.choices.find(({ id }) => id === item.answer);
    if (choice !== undefined) return choice.text[language];
    return item.answer === "unknown" || item.answer === "elsewhere"
      ? said.other[item.answer]
      : null;
  };
  return (
    <li className="pair">
      <h3>
        {visible(form.person)} <span className="small mono">{form.code}</span>
      </h3>
      <p className="small">{stateText}</p>
      <ul className="plain-list">
        {form.items.map((item) => (
          <li key={`${item.asset.id} ${item.question}`}>
            {visible(item.words.text[language])}{" "}
            {item.answer === null ? null : <strong>{answerText(item)}</strong>}
          </li>
        ))}
      </ul>
      {form.note === null ? null : <p>{said.note(visible(form.note))}</p>}
      {form.moved === null ? null : <MovedText moved={form.moved} said={said.moved} />}
      {form.state === "open" ? <OpenForm form={form} onPrint={onPrint} /> : null}
    </li>
  );
}

function OpenForm({
  form,
  onPrint,
}: {
  readonly form: AskForm;
  readonly onPrint: (form: AskForm) => void;
}): ReactNode {
  const { words } = useSpeech();
  const said = words.asking;
  const [isEntering, setEntering] = useState(false);
  const withdraw = useWithdrawAsk();
  if (!useMay("model/change")) return null;
  const person = visible(form.person);
  return (
    <>
      <p className="row-actions pair-actions">
        <Button
          aria-label={said.about(said.enter, person)}
          aria-expanded={isEntering}
          onPress={() => setEntering(!isEntering)}
        >
          {said.enter}
        </Button>
        <Button aria-label={said.about(said.print, person)} onPress={() => onPrint(form)}>
          {said.print}
        </Button>
        <Button
          aria-label={said.about(said.withdraw, person)}
          isPending={withdraw.isPending}
          onPress={() => withdraw.mutate(form.id)}
        >
          {said.withdraw}
        </Button>
      </p>
      {withdraw.isError ? <Failure error={withdraw.error} /> : null}
      {isEntering ? <EnterAnswers form={form} /> : null}
    </>
  );
}

function EnterAnswers({ form }: { readonly form: AskForm }): ReactNode {
  const { words } = useSpeech();
  const said = words.asking;
  const [answers, setAnswers] = useState<readonly (string | null)[]>([]);
  const [by, setBy] = useState("");
  const [note, setNote] = useState("");
  const [channel, setChannel] = useState<"phone" | "paper">("phone");
  const [hasTried, setTried] = useState(false);
  const enter = useEnterAnswer();
  const questions = form.items.map((item) => item.words);
  const isWhole = isAnswered(questions, answers);
  const submit = (): void => {
    setTried(true);
    if (isWhole) enter.mutate({ id: form.id, answers, note, by, channel });
  };
  return (
    <section className="questions" aria-label={said.enterTitle(visible(form.person))}>
      <AccountForm button={said.save} isMain={false} isPending={enter.isPending} onSubmit={submit}>
        <AskQuestions questions={questions} answers={answers} onAnswer={setAnswers} />
        <NoteField label={said.by} hint={said.byHint} value={by} onChange={setBy} />
        <NoteField
          label={said.link.note}
          hint={said.link.noteHint}
          value={note}
          onChange={setNote}
        />
        <Choice
          label={said.how}
          value={channel}
          onChange={setChannel}
          options={[
            ["phone", said.channel.phone],
            ["paper", said.channel.paper],
          ]}
        />
        {hasTried && !isWhole ? (
          <p className="field-error" role="alert">
            {said.link.needAll}
          </p>
        ) : null}
        {enter.isError ? <Failure error={enter.error} /> : null}
      </AccountForm>
    </section>
  );
}
