/** Orders of plain lists of numbers (CRAN, Hackage), and of versions whose scheme nobody told. */
import { digitsEnd, end, isDigit, isLetter, isZero, lettersEnd, mark, numberKey } from "./key.ts";

const component = mark(2);

function listKey(text: string, isSeparator: (code: number) => boolean): string | null {
  let key = "";
  for (let at = 0; ; at += 1) {
    const stop = digitsEnd(text, at);
    if (stop === at) return null;
    key += component + numberKey(text, at, stop);
    at = stop;
    if (at === text.length) return key + end;
    if (!isSeparator(text.charCodeAt(at))) return null;
  }
}

/** CRAN: numbers between dots or hyphens, a longer list after its beginning. */
export function cranKey(text: string): string | null {
  return listKey(text, (code) => code === 46 || code === 45);
}

/** Hackage (Haskell PVP): numbers between dots, a longer list after its beginning. */
export function hackageKey(text: string): string | null {
  return listKey(text, (code) => code === 46);
}

const early = new Map<string, number>([
  ["dev", 1],
  ["snapshot", 1],
  ["alpha", 2],
  ["beta", 3],
  ["preview", 4],
  ["pre", 4],
  ["rc", 5],
  ["cr", 5],
]);
const done = mark(8);
const word = mark(9);
const number = mark(10);

/**
 * A version of no known scheme, as suppliers write them: numbers and words in turn, whatever stands
 * between; words for what is not finished come before the end, other words after it, numbers last.
 * Zeros that end a row of numbers do not count. Good for `10.0.19045`, `1.1.1k`, `8u292`, `6.4
 * RC2`.
 */
export function genericKey(text: string): string | null {
  let key = "";
  let zeros = "";
  let hasNumber = false;
  let at = /^v\d/i.test(text) ? 1 : 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      const stop = digitsEnd(text, at);
      const piece = number + numberKey(text, at, stop);
      if (isZero(text, at, stop)) zeros += piece;
      else {
        key += zeros + piece;
        zeros = "";
      }
      hasNumber = true;
      at = stop;
    } else if (isLetter(code)) {
      const stop = lettersEnd(text, at);
      const name = text.slice(at, stop).toLowerCase();
      const rank = early.get(name);
      key += rank === undefined ? word + name + end : mark(rank);
      zeros = "";
      at = stop;
    } else at += 1;
  }
  return hasNumber ? key + done : null;
}
