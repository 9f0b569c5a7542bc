/** Order of Ruby gems: `Gem::Version`. */
import { digitsEnd, end, isDigit, isLetter, isZero, lettersEnd, mark, numberKey } from "./key.ts";

/** A row of zeros before a word makes later, before the end nothing, before a number earlier. */
const beforeWord = mark(1);
const beforeEnd = mark(2);
const beforeNumber = mark(3);

/**
 * Runs of digits and of letters; a missing one is zero, words come before numbers, and zeros right
 * before the first word do not count. Null for other characters. A hyphen reads `.pre.`.
 */
export function rubygemsKey(written: string): string | null {
  const text = written.includes("-") ? written.replaceAll("-", ".pre.") : written;
  let key = "";
  let zeros = 0;
  let isEarly = false;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      const stop = digitsEnd(text, at);
      if (isZero(text, at, stop)) zeros += 1;
      else {
        key += beforeNumber + mark(255 - zeros) + numberKey(text, at, stop);
        zeros = 0;
      }
      at = stop;
    } else if (isLetter(code)) {
      const stop = lettersEnd(text, at);
      key += beforeWord + mark(isEarly ? 1 + zeros : 1) + text.slice(at, stop) + end;
      zeros = 0;
      isEarly = true;
      at = stop;
    } else if (code === 46) at += 1;
    else return null;
  }
  return key + beforeEnd;
}
