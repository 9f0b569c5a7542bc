/**
 * Whether two answers are the same page. Pages differ a little each time they are made: once-only
 * values are left out, and a tenth of the words may differ (the bound of Internet.nl 1.11.2; how
 * the distance is taken is ours).
 */
import type { HttpReply } from "./web-facts.ts";

/** The largest share of words that may differ. */
const mostDifferent = 0.1;
/** Most words that are compared. */
const mostWords = 100_000;

/** Values that are made anew with every answer. */
const onceOnly =
  /\bnonce=(?:"[^"]*"|'[^']*'|\S+)|<input[^>]{0,500}name="__[A-Z]+"[^>]*>|\b[0-9a-f]{16,}\b/giu;

function wordsOf(body: string): ReadonlyMap<string, number> {
  const words = body.replace(onceOnly, "").match(/[\p{L}\p{N}]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (const word of words.slice(0, mostWords)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

const sizeOf = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);

/**
 * Whether both are the same: status and, nearly, words. Null where one of them is no answer. Linear
 * in their lengths.
 */
export function isSamePage(one: HttpReply, other: HttpReply): boolean | null {
  if (one.kind !== "reply" || other.kind !== "reply") return null;
  if (one.status !== other.status) return false;
  const [first, second] = [wordsOf(one.body), wordsOf(other.body)];
  const all = sizeOf(first) + sizeOf(second);
  if (all === 0) return true;
  let common = 0;
  for (const [word, count] of first) common += Math.min(count, second.get(word) ?? 0);
  return 1 - (2 * common) / all <= mostDifferent;
}
