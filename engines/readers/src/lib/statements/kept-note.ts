/** What of a person's free text may be kept: one line, short, nothing that must not be hoarded. */
import { withoutPersonalNumbers } from "../personal-number.ts";
import { looksSecret } from "../secret.ts";

/** Signs looked at, at most: far more than is kept, so that a number at the cut is found whole. */
const looked = 4_096;

/**
 * The text on one line, without control and direction signs, personal identity numbers replaced,
 * cut to `most` UTF-16 code units; empty where it looks secret.
 */
export function keptNote(text: string, most: number): string {
  const line = text
    .slice(0, looked)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, " ")
    .trim();
  if (looksSecret(line)) return "";
  const kept = withoutPersonalNumbers(line);
  return kept.length <= most ? kept : `${kept.slice(0, most - 1).toWellFormed()}…`;
}
