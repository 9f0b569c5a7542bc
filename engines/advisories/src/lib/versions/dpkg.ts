/** Order of Debian packages: Debian policy §5.6.12, as `dpkg --compare-versions` has it. */
import { digitsEnd, isDigit, isLetter, mark, numberKey } from "./key.ts";

/** A tilde comes before the end of a part, and the end before all else. */
const tilde = mark(1);
const partEnd = mark(2);

/** Characters that are no digits, by their code: letters before all others. */
const characterKeys: readonly string[] = Array.from({ length: 128 }, (_, code) => {
  if (code === 126) return tilde;
  return mark(isLetter(code) ? code : code + 128);
});

/** Turns of non-digits and digits; an absent turn is empty, which for digits is zero. */
function turnsKey(text: string, from: number, to: number): string {
  let key = "";
  let at = from;
  while (at < to || key === "") {
    while (at < to && !isDigit(text.charCodeAt(at))) {
      key += characterKeys[text.charCodeAt(at)] ?? partEnd;
      at += 1;
    }
    const end = digitsEnd(text, at);
    const stop = end < to ? end : to;
    key += partEnd + numberKey(text, at, stop);
    at = stop;
  }
  return key + partEnd;
}

/** The key of a revision that is not there: that of 0. */
const noRevision = turnsKey("", 0, 0);

/**
 * `[epoch:]upstream[-revision]`; no epoch is 0, no revision is that of 0. Null for other epochs.
 */
export function dpkgKey(text: string): string | null {
  const colon = text.indexOf(":");
  if (colon >= 0 && (colon === 0 || digitsEnd(text, 0) !== colon)) return null;
  const hyphen = text.lastIndexOf("-");
  const hasRevision = hyphen > colon;
  const upstreamEnd = hasRevision ? hyphen : text.length;
  if (upstreamEnd === colon + 1) return null;
  const upstream = turnsKey(text, colon + 1, upstreamEnd);
  const revision = hasRevision ? turnsKey(text, hyphen + 1, text.length) : noRevision;
  return numberKey(text, 0, Math.max(colon, 0)) + upstream + revision;
}
