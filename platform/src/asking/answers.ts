/** What people answered, checked, and the facts that it becomes. */
import { createHash } from "node:crypto";
import type { Instant } from "@vallgrav/kernel";
import { type OwnerQuestion, ownerQuestions } from "@vallgrav/knowledge/asking";
import { keptNote } from "@vallgrav/readers";
import type { AskForm } from "../api/index.ts";
import { statementsFile, type Stated } from "../identify/statements.ts";
import type { Answered, Answering } from "./door.ts";
import type { KeptForm, KeptItem } from "./forms.ts";

/** Most signs of a note that are kept. */
const noteMost = 200;

const others: ReadonlySet<string> = new Set(["unknown", "elsewhere"]);

/** The question with an id. */
export function questionOf(id: string): OwnerQuestion | null {
  return ownerQuestions.find((one) => one.id === id) ?? null;
}

function isAnswer({ question }: KeptItem, answer: string | undefined): answer is string {
  if (answer === undefined) return false;
  if (others.has(answer)) return true;
  return questionOf(question)?.choices.some(({ id }) => id === answer) === true;
}

/** The items with their answers; null where one has none that it can have. */
export function answeredItems(
  { items }: KeptForm,
  { answers }: Answering,
): readonly KeptItem[] | null {
  if (answers.length !== items.length) return null;
  const filled = items.flatMap((item, at) => {
    const answer = answers[at];
    return isAnswer(item, answer) ? [{ ...item, answer }] : [];
  });
  return filled.length === items.length ? filled : null;
}

/** What of a note is kept; null for nothing. */
export function noteOf({ note }: Answering): string | null {
  const kept = keptNote(note, noteMost);
  return kept === "" ? null : kept;
}

function statedIn(items: readonly KeptItem[]): readonly Stated[] {
  return items.flatMap(({ subject, question, answer }): readonly Stated[] => {
    const known = questionOf(question);
    const choice = known?.choices.find(({ id }) => id === answer);
    if (known === null || choice === undefined) return [];
    return [{ about: subject, says: { property: known.property, value: choice.value } }];
  });
}

/** The file that answers become, with its hash; null where none of them is a fact. */
export function fileOf(
  items: readonly KeptItem[],
  { by }: NonNullable<AskForm["answered"]>,
  at: Instant,
): { readonly file: NonNullable<Answered["file"]>; readonly evidence: string } | null {
  const stated = statedIn(items);
  if (stated.length === 0) return null;
  const text = statementsFile(stated, at);
  const evidence = createHash("sha256").update(text).digest("hex");
  return { file: { name: `svar-ägare-${at.slice(0, 10)}.json`, text, by }, evidence };
}
