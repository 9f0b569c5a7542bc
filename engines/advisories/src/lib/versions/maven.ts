/**
 * Order of Maven artifacts: the version order of the POM reference, total where the code is not.
 */
import { digitsEnd, end, isDigit, isZero, mark, numberKey } from "./key.ts";

const early = new Map<string, number>([
  ["alpha", 1],
  ["beta", 2],
  ["milestone", 3],
  ["rc", 4],
  ["cr", 4],
  ["snapshot", 5],
]);
const abbreviated = new Map<string, string>([
  ["a", "alpha"],
  ["b", "beta"],
  ["m", "milestone"],
]);
const released = new Set(["", "ga", "final", "release"]);
const done = mark(6);
const servicePack = mark(7);
const otherWord = mark(8);
const numberAfterHyphen = mark(9);
const numberAfterDot = mark(10);

function wordKey(word: string): string {
  const rank = early.get(word);
  if (rank !== undefined) return mark(rank);
  return word === "sp" ? servicePack : otherWord + word + end;
}

/** The place after the run of digits, or of what is neither digit, dot nor hyphen. */
function runEnd(text: string, from: number): number {
  if (isDigit(text.charCodeAt(from))) return digitsEnd(text, from);
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isDigit(code) || code === 46 || code === 45) break;
    at += 1;
  }
  return at;
}

/**
 * Numbers and words in turn, apart by dot, hyphen, or a change from one to the other, which reads
 * as a hyphen. Zeros and the words of a release vanish at the end of each part between hyphens.
 */
export function mavenKey(written: string): string {
  const text = written.toLowerCase();
  let key = "";
  /** Zeros seen since the last thing that counts; they count only if a number follows by a dot. */
  let pending = "";
  let isAfterHyphen = false;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 46 || code === 45) {
      if (code === 45) pending = "";
      else if (text.charCodeAt(at - 1) === 45) pending += numberAfterHyphen + numberKey("", 0, 0);
      isAfterHyphen = code === 45;
      at += 1;
      continue;
    }
    const stop = runEnd(text, at);
    if (isDigit(code)) {
      const kind = isAfterHyphen ? numberAfterHyphen : numberAfterDot;
      const piece = kind + numberKey(text, at, stop);
      if (isZero(text, at, stop)) pending += piece;
      else {
        key += pending + piece;
        pending = "";
      }
    } else {
      const word = text.slice(at, stop);
      const isBeforeNumber = isDigit(text.charCodeAt(stop));
      const name = isBeforeNumber ? (abbreviated.get(word) ?? word) : word;
      pending = "";
      if (!released.has(name)) key += wordKey(name);
    }
    isAfterHyphen = true;
    at = stop;
  }
  return key + done;
}
