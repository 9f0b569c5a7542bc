/** Twelve questions: the lowest rung, which needs no file. */
import type { QuestionView } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { AccountForm } from "../account/account-form.tsx";
import { useAnswer, useQuestions } from "../api/queries.ts";
import { Page } from "../frame/page.tsx";
import { paths } from "../frame/paths.ts";
import { goTo } from "../frame/router.tsx";
import { useMay } from "../frame/session.tsx";
import { Field } from "../parts/field.tsx";
import { Radios } from "../parts/radios.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { formatDay, formatWhole, type Language } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";

/** What stands in the form by question: digits, or one of the choices; empty is not answered. */
type Drafts = Readonly<Record<string, string>>;

const choices = ["yes", "no", "unknown"] as const;

function draftOf({ said }: QuestionView): string {
  if (said === null) return "";
  if (typeof said.value === "number") return String(said.value);
  return said.value ? "yes" : "no";
}

/** The number that is meant, null for none, or undefined where it is no whole number. */
function countIn(text: string): number | null | undefined {
  const digits = text.replaceAll(/\s/gu, "");
  if (digits === "") return null;
  return /^\d{1,7}$/.test(digits) ? Number(digits) : undefined;
}

function answerIn(question: QuestionView, draft: string): number | boolean | null | undefined {
  if (question.answer === "count") return countIn(draft);
  return draft === "yes" ? true : draft === "no" ? false : null;
}

/** The page, with what was answered last time filled in. */
export function QuestionsPage(): ReactNode {
  const { words } = useSpeech();
  const questions = useQuestions();
  const mayChange = useMay("model/change");
  return (
    <Page
      name={words.questions.title}
      heading={words.questions.heading}
      lead={words.questions.lead}
    >
      {questions.isPending ? <Loading /> : null}
      {questions.isError ? (
        <Failure error={questions.error} onAgain={() => void questions.refetch()} />
      ) : null}
      {mayChange ? null : <p className="note">{words.app.readerOnly}</p>}
      {questions.data === undefined || !mayChange ? null : <Form questions={questions.data} />}
    </Page>
  );
}

function Form({ questions }: { readonly questions: readonly QuestionView[] }): ReactNode {
  const { words } = useSpeech();
  const [drafts, setDrafts] = useState<Drafts>(() =>
    Object.fromEntries(questions.map((question) => [question.id, draftOf(question)])),
  );
  const [isTried, setTried] = useState(false);
  const answer = useAnswer();
  const answers = questions.map((one) => [one.id, answerIn(one, drafts[one.id] ?? "")] as const);
  const isWhole = answers.every(([, value]) => value !== undefined);
  const isSomething = answers.some(([, value]) => value !== null);
  const send = (): void => {
    setTried(true);
    if (!isWhole || !isSomething) return;
    const given = Object.fromEntries(answers.map(([id, value]) => [id, value ?? null]));
    answer.mutate(given, { onSuccess: () => goTo(paths.position) });
  };
  return (
    <section className="section questions">
      <AccountForm button={words.questions.send} isPending={answer.isPending} onSubmit={send}>
        {questions.map((question) => (
          <Question
            key={question.id}
            question={question}
            draft={drafts[question.id] ?? ""}
            onChange={(draft) => setDrafts({ ...drafts, [question.id]: draft })}
          />
        ))}
        {isTried && isWhole && !isSomething ? (
          <p className="field-error" role="alert">
            {words.questions.nothing}
          </p>
        ) : null}
        {answer.isError ? <Failure error={answer.error} /> : null}
      </AccountForm>
    </section>
  );
}

function saidWords({ said }: QuestionView, words: Words, language: Language): string | null {
  if (said === null) return null;
  const value =
    typeof said.value === "number"
      ? formatWhole(said.value, language)
      : said.value
        ? words.questions.yes
        : words.questions.no;
  return words.questions.said(value, formatDay(said.at));
}

function Question({
  question,
  draft,
  onChange,
}: {
  readonly question: QuestionView;
  readonly draft: string;
  readonly onChange: (draft: string) => void;
}): ReactNode {
  const { words, language } = useSpeech();
  const label = question.text[language];
  const said = saidWords(question, words, language);
  const hint = [question.hint[language], said].filter((part) => part !== null).join(" ");
  if (question.answer === "count")
    return (
      <Field
        label={label}
        hint={hint}
        error={countIn(draft) === undefined ? words.questions.notCount : null}
        value={draft}
        onChange={onChange}
        kind="count"
        autoComplete="off"
      />
    );
  return (
    <Radios
      label={label}
      hint={hint}
      answers={choices.map((choice) => [choice, words.questions[choice]] as const)}
      chosen={choices.find((choice) => choice === draft) ?? "unknown"}
      onChoose={onChange}
    />
  );
}
