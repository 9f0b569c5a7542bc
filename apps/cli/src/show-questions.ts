/** `questions`: the twelve questions with their answers; as a document the file to fill in. */
import type { QuestionView } from "@vallgrav/platform/api";
import type { Ground } from "@vallgrav/server/facts";
import { whole } from "./format.ts";
import type { Speaker } from "./speaker.ts";
import type { Told } from "./told.ts";

function answerOf({ said }: QuestionView, { words, language }: Speaker): string {
  if (said === null) return words.questions.unanswered;
  if (typeof said.value === "number") return whole(said.value, language);
  return said.value ? words.questions.yes : words.questions.no;
}

function linesOf(questions: readonly QuestionView[], speaker: Speaker): readonly string[] {
  const { words, language } = speaker;
  return [
    ...questions.flatMap((question, at) => [
      `${at + 1}. ${question.text[language]}`,
      `   ${question.hint[language]}`,
      `   ${question.id}: ${answerOf(question, speaker)}`,
    ]),
    "",
    words.questions.how,
  ];
}

/** Tells the questions. */
export async function showQuestions(
  rooms: Pick<Ground, "identify">,
  speaker: Speaker,
): Promise<Told> {
  const questions = await rooms.identify.questions();
  const answers = Object.fromEntries(questions.map(({ id, said }) => [id, said?.value ?? null]));
  return {
    exit: 0,
    document: { vallgravAnswers: 1, answeredAt: null, answers },
    lines: linesOf(questions, speaker),
    problems: [],
    object: "",
  };
}
