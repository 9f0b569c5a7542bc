/** Order of PHP packages: `version_compare` of PHP, which Composer builds upon. */
import { digitsEnd, isDigit, isLetter, lettersEnd, mark, numberKey } from "./key.ts";

/** Words are known by how they begin; all others count as one and the same. */
const ranks: readonly (readonly [string, number])[] = [
  ["dev", 2],
  ["a", 3],
  ["b", 4],
  ["rc", 5],
  ["p", 8],
];
const anyWord = 1;
/**
 * Composer fills a release up to four numbers with zeros, so that `1.0` and `1.0.0` are the same.
 */
const releaseNumbers = 4;
const done = mark(6);
const number = mark(7);
const zero = number + numberKey("", 0, 0);

/**
 * Numbers and words in turn; words in the order any, dev, alpha, beta, RC, end, number, patch. What
 * begins with a number is filled up to four.
 */
export function packagistKey(written: string): string {
  const text = written.toLowerCase();
  let key = "";
  let at = text.startsWith("v") && isDigit(text.charCodeAt(1)) ? 1 : 0;
  let missing = isDigit(text.charCodeAt(at)) ? releaseNumbers : 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      const stop = digitsEnd(text, at);
      key += number + numberKey(text, at, stop);
      missing -= 1;
      at = stop;
    } else if (isLetter(code)) {
      const from = at;
      const [, rank = anyWord] = ranks.find(([word]) => text.startsWith(word, from)) ?? [];
      key += zero.repeat(Math.max(missing, 0)) + mark(rank);
      missing = 0;
      at = lettersEnd(text, at);
    } else at += 1;
  }
  return key + zero.repeat(Math.max(missing, 0)) + done;
}
