/** Yttranden: who is to be heard before the municipality's own data is read, and what they said. */
import type { OpinionAnswer, OpinionView } from "@vallgrav/platform/api";
import { type ReactNode, use, useState } from "react";
import { AccountForm } from "../account/account-form.tsx";
import { useOpinions, useRecordOpinions } from "../api/opinion-queries.ts";
import { Page } from "../frame/page.tsx";
import { useMay, UserContext } from "../frame/session.tsx";
import { CopyButton } from "../parts/copy-button.tsx";
import { Choice } from "../parts/choice.tsx";
import { Field } from "../parts/field.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { useSpeech } from "../words/language.tsx";

/** The page of opinions. */
export function OpinionsPage(): ReactNode {
  const { words } = useSpeech();
  const opinions = useOpinions();
  const said = words.opinions;
  const all = opinions.data?.opinions ?? [];
  const missing = all.filter(({ recorded }) => recorded === null).length;
  const heading =
    opinions.data === undefined
      ? said.title
      : missing === 0
        ? said.headingDone
        : said.headingMissing(missing);
  return (
    <Page name={said.title} heading={heading} lead={said.lead}>
      {opinions.isPending ? <Loading /> : null}
      {opinions.isError ? (
        <Failure error={opinions.error} onAgain={() => void opinions.refetch()} />
      ) : null}
      {all.map((one) => (
        <OneOpinion key={one.kind} opinion={one} />
      ))}
    </Page>
  );
}

function OneOpinion({ opinion }: { readonly opinion: OpinionView }): ReactNode {
  const { words, language } = useSpeech();
  const mayChange = useMay("opinions/change");
  const { name, question, recorded, draft } = opinion;
  const said = words.opinions;
  const parts =
    recorded === null
      ? []
      : [recorded.who, recorded.reference, recorded.text].filter((one) => one !== "");
  return (
    <section className="section">
      <h2>{name[language]}</h2>
      <p>{question[language]}</p>
      <p>
        <strong>{said.states[recorded?.answer ?? "missing"]}</strong>
        {parts.length === 0 ? null : `: ${parts.join("; ")}`}
      </p>
      {recorded === null ? null : (
        <p className="note">{said.recorded(recorded.by, recorded.at.slice(0, 10))}</p>
      )}
      <Draft draft={draft} />
      {mayChange ? (
        <details>
          <summary>{said.record}</summary>
          <AnswerForm opinion={opinion} />
        </details>
      ) : null}
    </section>
  );
}

function Draft({ draft }: { readonly draft: string }): ReactNode {
  const { words } = useSpeech();
  return (
    <details>
      <summary>{words.opinions.draft}</summary>
      <pre className="draft" lang="sv">
        {draft}
      </pre>
      <div className="actions">
        <CopyButton text={draft} label={words.opinions.copy} copied={words.opinions.copied} />
      </div>
    </details>
  );
}

function AnswerForm({ opinion }: { readonly opinion: OpinionView }): ReactNode {
  const { words, language } = useSpeech();
  const isAdministrator = use(UserContext)?.role === "administrator";
  const [answer, setAnswer] = useState<OpinionAnswer>("given");
  const [who, setWho] = useState("");
  const [reference, setReference] = useState("");
  const [text, setText] = useState("");
  const record = useRecordOpinions();
  const said = words.opinions;
  const isGiven = answer === "given";
  const answers: readonly OpinionAnswer[] = isAdministrator
    ? ["given", "not-needed", "later"]
    : ["given", "not-needed"];
  const submit = (): void => {
    const entered = isGiven ? { who, reference, text } : { who: "", reference: "", text };
    record.mutate([{ kind: opinion.kind, answer, ...entered }]);
  };
  return (
    <AccountForm button={said.save} isPending={record.isPending} isMain={false} onSubmit={submit}>
      <p className="note">{said.warning}</p>
      <Choice
        label={said.answer}
        options={answers.map((one) => [one, said.states[one]] as const)}
        value={answer}
        onChange={setAnswer}
      />
      {isGiven ? (
        <>
          <Field
            label={said.who}
            hint={said.whoHint}
            error={null}
            value={who}
            onChange={setWho}
            autoComplete="off"
          />
          <Field
            label={said.reference}
            hint={said.referenceHint}
            isOptional
            error={null}
            value={reference}
            onChange={setReference}
            autoComplete="off"
          />
        </>
      ) : null}
      <Field
        label={isGiven ? said.text : said.reason}
        isOptional={isGiven}
        {...(isGiven ? {} : { hint: said.reasonHint(opinion.exempt[language]) })}
        error={null}
        value={text}
        onChange={setText}
        autoComplete="off"
      />
      {record.isError ? <Failure error={record.error} /> : null}
    </AccountForm>
  );
}
