/** Questions to owners as they are shown. */
import type { Text } from "@vallgrav/kernel";
import { askedAbout, type OwnerQuestion } from "@vallgrav/knowledge/asking";
import type { AskQuestion } from "../api/index.ts";

/** A question in words, with the name of its thing. */
export function questionWords(question: OwnerQuestion, name: string): AskQuestion {
  const choices = question.choices.map(({ id, text }): { id: string; text: Text } => ({
    id,
    text,
  }));
  return { text: askedAbout(question, name), hint: question.hint, choices };
}
