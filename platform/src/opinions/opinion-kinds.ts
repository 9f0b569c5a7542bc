/** Whose opinions are asked for. */
import { type OpinionKind, opinionsAsked } from "@vallgrav/knowledge/opinions";

/** Who is asked, in order. */
export const opinionKinds: readonly OpinionKind[] = opinionsAsked.map(({ kind }) => kind);

/** Whether a word names one who is asked. */
export function isOpinionKind(word: string): word is OpinionKind {
  return opinionKinds.some((kind) => kind === word);
}
