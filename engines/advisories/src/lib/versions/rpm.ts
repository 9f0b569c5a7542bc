/** Order of RPM packages: `rpmvercmp` for each of epoch, version and release. */
import { digitsEnd, end, isDigit, isLetter, lettersEnd, mark, numberKey } from "./key.ts";

const tilde = mark(1);
const done = mark(2);
const caret = mark(3);
const letters = mark(4);
const number = mark(5);
const noRelease = mark(1);
const hasRelease = mark(2);

/**
 * Runs of digits and of letters, with `~` before the end and `^` just after; all else separates.
 */
function segmentsKey(text: string, from: number, to: number): string {
  let key = "";
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      const stop = Math.min(digitsEnd(text, at), to);
      key += number + numberKey(text, at, stop);
      at = stop;
    } else if (isLetter(code)) {
      const stop = Math.min(lettersEnd(text, at), to);
      key += letters + text.slice(at, stop) + end;
      at = stop;
    } else {
      if (code === 126) key += tilde;
      else if (code === 94) key += caret;
      at += 1;
    }
  }
  return key + done;
}

const epochZero = segmentsKey("0", 0, 1);

/** `[epoch:]version[-release]`; no epoch is 0, and no release comes before every release. */
export function rpmKey(text: string): string {
  const colon = text.indexOf(":");
  const hyphen = text.lastIndexOf("-");
  const hasOwnRelease = hyphen > colon;
  const versionEnd = hasOwnRelease ? hyphen : text.length;
  const epoch = colon > 0 ? segmentsKey(text, 0, colon) : epochZero;
  const version = segmentsKey(text, colon + 1, versionEnd);
  if (!hasOwnRelease) return epoch + version + noRelease;
  return epoch + version + hasRelease + segmentsKey(text, hyphen + 1, text.length);
}
