/** The twelve questions as people see them, and the file that their answers become. */
import type { Model } from "@vallgrav/facts";
import type { Instant } from "@vallgrav/kernel";
import { answerProperty, questions } from "@vallgrav/knowledge/asking";
import type { QuestionView } from "../api/index.ts";

/** What somebody answers: null for "don't know". */
export type GivenAnswers = Readonly<Record<string, number | boolean | null>>;

/** Every question with the answer that rules, if there is one. */
export function questionViews(model: Model | null): readonly QuestionView[] {
  const organisations = model?.assets.filter(({ kind }) => kind === "organisation") ?? [];
  return questions.map(({ id, answer, text, hint }): QuestionView => {
    const fact = organisations
      .map(({ facts }) => facts[answerProperty(id)])
      .find((one) => one !== undefined);
    const value = fact?.value;
    return {
      id,
      answer,
      text,
      hint,
      said:
        fact !== undefined && (typeof value === "number" || typeof value === "boolean")
          ? { value, at: fact.by[0]?.validFrom ?? fact.since }
          : null,
    };
  });
}

/** Whether the answers are to these questions, each of the kind that is asked for. */
export function areAnswers(answers: GivenAnswers): boolean {
  return Object.entries(answers).every(([id, value]) => {
    const question = questions.find((one) => one.id === id);
    if (question === undefined) return false;
    return value === null || (typeof value === "number") === (question.answer === "count");
  });
}

/** The file that answers become: read like any other, by hand too. */
export function answersFile(answers: GivenAnswers, at: Instant): string {
  return `${JSON.stringify({ vallgravAnswers: 1, answeredAt: at, answers }, null, 2)}\n`;
}
