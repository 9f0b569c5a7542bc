/** One to three questions with their choices, as whoever answers sees them. */
import type { AskQuestion } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { Label, Radio, RadioGroup, Text } from "react-aria-components";
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
    <RadioGroup
      key={question.text.en}
      className="field"
      value={answers[at] ?? null}
      onChange={(answer) =>
        onAnswer(questions.map((_, place) => (place === at ? answer : (answers[place] ?? null))))
      }
    >
      <Label>{visible(question.text[language])}</Label>
      <Text slot="description" className="note">
        {question.hint[language]}
      </Text>
      <div className="radios">
        {question.choices.map(({ id, text }) => (
          <Radio key={id} value={id} className="radio">
            {text[language]}
          </Radio>
        ))}
        {(["unknown", "elsewhere"] as const).map((id) => (
          <Radio key={id} value={id} className="radio">
            {other[id]}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  ));
}
