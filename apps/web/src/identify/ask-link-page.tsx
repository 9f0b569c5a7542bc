/** Where a link to questions leads: no account, one screen, one answer. */
import type { AskOpened } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { AccountForm } from "../account/account-form.tsx";
import { useAnswerLink, useAskOpened } from "../api/asking-queries.ts";
import { Page } from "../frame/page.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { formatDay } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import { AskQuestions, isAnswered } from "./ask-questions.tsx";
import { NoteField } from "./note-field.tsx";

/** The token stands after the #, so that it is never sent as an address. */
export function AskLinkPage(): ReactNode {
  const { words } = useSpeech();
  const [token] = useState(() => location.hash.slice(1));
  const opened = useAskOpened(token);
  const said = words.asking.link;
  if (opened.isPending) return <Loading />;
  if (opened.isError)
    return (
      <Page name={said.title} heading={said.badTitle}>
        <Failure error={opened.error} />
      </Page>
    );
  return <Answering token={token} opened={opened.data} />;
}

function Answering({
  token,
  opened,
}: {
  readonly token: string;
  readonly opened: AskOpened;
}): ReactNode {
  const { words } = useSpeech();
  const [answers, setAnswers] = useState<readonly (string | null)[]>([]);
  const [note, setNote] = useState("");
  const [hasTried, setTried] = useState(false);
  const answer = useAnswerLink();
  const said = words.asking.link;
  if (answer.isSuccess)
    return <Page name={said.title} heading={said.doneTitle} lead={said.doneLead} />;
  const isWhole = isAnswered(opened.items, answers);
  const submit = (): void => {
    setTried(true);
    if (isWhole) answer.mutate({ token, answers, note });
  };
  return (
    <Page name={said.title} heading={said.heading} lead={said.lead}>
      <section className="section questions" aria-label={said.title}>
        <p className="note">{said.until(formatDay(opened.expiresAt))}</p>
        <AccountForm button={said.send} isPending={answer.isPending} onSubmit={submit}>
          <AskQuestions questions={opened.items} answers={answers} onAnswer={setAnswers} />
          <NoteField label={said.note} hint={said.noteHint} value={note} onChange={setNote} />
          {hasTried && !isWhole ? (
            <p className="field-error" role="alert">
              {said.needAll}
            </p>
          ) : null}
          {answer.isError ? <Failure error={answer.error} /> : null}
        </AccountForm>
      </section>
    </Page>
  );
}
