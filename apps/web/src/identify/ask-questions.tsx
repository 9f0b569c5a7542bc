/** One to three questions with their choices, as whoever answers sees them. */
import type { AskQuestion } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { Radios } from "../parts/radios.tsx";
import { visible } from "../parts/shown-name.ts";
import { useSpeech } from "../words/language.tsx";

/** Whether each question has an answer. */
export function isAnswered(
  questions: readonly AskQuestion[],
  answers: readonly (string | null)[],
): answers is readonly string[] {
  return questions.every((_, at) => typeof answers[at] === "string");
}

/** @param answers chosen so far, in the order of the questions; null for none. */
export function AskQuestions({
  questions,
  answers,
  onAnswer,
}: {
  readonly questions: readonly AskQuestion[];
  readonly answers: readonly (string | null)[];
  readonly onAnswer: (answers: readonly (string | null)[]) => void;
}): ReactNode {
  const { words, language } = useSpeech();
  const { other } = words.asking;
  return questions.map((question, at) => (
    <Radios
      key={question.text.en}
      label={visible(question.text[language])}
      hint={question.hint[language]}
      answers={[
        ...question.choices.map(({ id, text }) => [id, text[language]] as const),
        ...(["unknown", "elsewhere"] as const).map((id) => [id, other[id]] as const),
      ]}
      chosen={answers[at] ?? null}
      onChoose={(answer) =>
        onAnswer(questions.map((_, place) => (place === at ? answer : (answers[place] ?? null))))
      }
    />
  ));
}
