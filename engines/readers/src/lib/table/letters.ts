/**
 * Texts in which letters were lost on the way, or that were put together from several encodings.
 * Such a table is refused: names that no longer are what they were would become other things.
 */
import { decodeUtf8 } from "../decode.ts";
import type { LostLetters } from "./table-problem.ts";

/** A word with a question mark inside, as `F?rvaltning`; addresses with a query are none. */
const questioned =
  /(?<![\p{L}\p{N}/?&=.:_-])\p{L}{0,30}\?\p{Ll}[\p{L}?]{0,30}(?![\p{L}\p{N}=&/.:])/gu;

/** Swedish letters that were decoded as Windows-1252 although they were UTF-8. */
const doubled = /\p{L}{0,30}Ã[¥¤¶…„–]\p{L}{0,30}/u;

/** Fewest words with a question mark inside that are no accident. */
const leastWords = 3;

/** Characters of a text that are looked at. */
const lookedAt = 1_000_000;

/**
 * How letters were lost, with a word that shows it; null where none were. A few question marks are
 * taken as meant, and so are they in a text that holds Swedish letters.
 */
export function lostLettersIn(
  text: string,
  hasLostHeading: boolean,
): { readonly how: LostLetters; readonly example: string } | null {
  const head = text.slice(0, lookedAt);
  const [twice] = doubled.exec(head) ?? [];
  if (twice !== undefined && !/[åäöÅÄÖ]/.test(head)) return { how: "doubled", example: twice };
  if (head.includes("\uFFFD")) {
    const [word = "\uFFFD"] = /[\p{L}\uFFFD]{0,30}\uFFFD[\p{L}\uFFFD]{0,30}/u.exec(head) ?? [];
    return { how: "question-marks", example: word };
  }
  if (/[^\0-\x7f]/.test(head)) return null;
  const words = head.match(questioned) ?? [];
  const [example] = words;
  if (example === undefined || (!hasLostHeading && words.length < leastWords)) return null;
  return { how: "question-marks", example };
}

/** Line (from 1) at which a text that is no UTF-8 begins to be it, or stops; null where neither. */
export function mixedEncodingLine(bytes: Uint8Array): number | null {
  let first: boolean | null = null;
  let line = 0;
  for (let at = 0; at < bytes.length;) {
    line += 1;
    const end = bytes.indexOf(0x0a, at);
    const piece = bytes.subarray(at, end === -1 ? bytes.length : end);
    at = end === -1 ? bytes.length : end + 1;
    if (!piece.some((byte) => byte >= 0x80)) continue;
    const isUtf8 = decodeUtf8(piece).ok;
    first ??= isUtf8;
    if (isUtf8 !== first) return line;
  }
  return null;
}
