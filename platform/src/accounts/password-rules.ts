/**
 * What a password must be: long, not one that everybody tries, and not the name. No rules about
 * kinds of character, after NIST SP 800-63B: length is what helps.
 */
import type { AccountsProblem } from "./accounts-problem.ts";
import type { Breached } from "./breached.ts";
import { problemOf } from "./accounts-problem.ts";

/** Least and most characters. */
export const passwordLength = { least: 12, most: 1_024 } as const;

/** Words that are a bad password with any digits and signs around them, in small letters. */
const commonWords: ReadonlySet<string> = new Set(
  (
    "abcdefghijkl abcd administrator admin adminadmin changeme dragon fotboll football hejhej " +
    "hejsan hemligt höst iloveyou kommun kommunen letmein losenord lösenord monkey passord " +
    "password passwordpassword passw qwerty qwertyqwerty qwertyuiop qwertyuiopå sommar " +
    "sommarsommar stockholm sverige sweden sunshine välkommen valkommen vallgrav vår vinter " +
    "vintervinter welcome winter summer spring autumn användare anvandare user användarnamn " +
    "asdfghjkl asdfasdf zxcvbnm trustno princess superman hammarby malmö göteborg"
  ).split(" "),
);

const leastNameLetters = 3;

/** One short piece over and over, or a run of neighbours such as 123456789012. */
function isPattern(text: string): boolean {
  if (/^(.{1,4})\1+.{0,3}$/u.test(text)) return true;
  const points = Array.from(text).map((letter) => letter.codePointAt(0) ?? 0);
  const steps = points.slice(1).map((point, at) => point - (points[at] ?? 0));
  const even = steps.filter((step) => step === 1 || step === -1 || step === -9 || step === 9);
  return even.length >= steps.length - 1;
}

/** Undoes the substitutions that everybody knows. */
function plain(text: string): string {
  const known: Readonly<Record<string, string>> = {
    "@": "a",
    "4": "a",
    "3": "e",
    "1": "i",
    "!": "i",
    "0": "o",
    "5": "s",
    $: "s",
  };
  return text.replace(/[@431!05$]/g, (sign) => known[sign] ?? sign);
}

function isCommon(password: string): boolean {
  const small = password.normalize("NFKC").toLowerCase();
  if (isPattern(small)) return true;
  const core = small.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  // Digits and signs alone are dates, telephone and personal identity numbers.
  if (core === "" || commonWords.has(core)) return true;
  const digitsOff = plain(small.replace(/[^\p{L}@$]*$/u, ""));
  return commonWords.has(plain(core)) || commonWords.has(digitsOff);
}

function containsName(password: string, name: string): boolean {
  const small = password.normalize("NFKC").toLowerCase();
  const whole = name.normalize("NFKC").toLowerCase();
  return whole
    .split(/[\s@._-]+/u)
    .concat(whole)
    .some((part) => Array.from(part).length >= leastNameLetters && small.includes(part));
}

/** What is wrong with a password for an account of this name, or null. */
export function judgePassword(password: string, name: string): AccountsProblem | null {
  const { length } = Array.from(password);
  const { least, most } = passwordLength;
  if (length < least) return problemOf("accounts/password-too-short", { length, least });
  if (length > most) return problemOf("accounts/password-too-long", { limit: most });
  if (containsName(password, name)) return problemOf("accounts/password-contains-name", {});
  return isCommon(password) ? problemOf("accounts/password-common", {}) : null;
}

/** The same, and whether it has leaked: asked last, since it is the dearest. */
export async function judgeChosen(
  password: string,
  name: string,
  isBreached: Breached,
): Promise<AccountsProblem | null> {
  const wrong = judgePassword(password, name);
  if (wrong !== null) return wrong;
  return (await isBreached(password)) ? problemOf("accounts/password-breached", {}) : null;
}
