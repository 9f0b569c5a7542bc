/** Whether a free text looks as if someone had written a secret into it. Never tells the secret. */

/** Beginnings of words that announce a secret, Swedish and English, lower-case without accents. */
export const secretWords: readonly string[] = [
  "pass",
  "pwd",
  "pw",
  "losen",
  "pin",
  "pinkod",
  "secret",
  "hemlig",
];

/** Words that do so only where a colon or equals sign follows: `kod: …`, `key=…`. */
export const labelWords: readonly string[] = ["kod", "nyckel", "key", "token", "cred", "inlogg"];

/** Ends of words put together that announce a secret where a colon or equals sign follows. */
export const secretEndings: readonly string[] = [
  "password",
  "passwd",
  "pwd",
  "losenord",
  "losen",
  "secret",
  "apikey",
  "accesskey",
  "accountkey",
  "sharedkey",
  "privatekey",
  "psk",
];

/** Words that only begin like one of them. */
export const harmlessWords: readonly string[] = [
  "passage",
  "passande",
  "passar",
  "passerar",
  "passed",
  "passing",
  "passive",
  "passiv",
  "passport",
  "pinpoint",
  "keyboard",
  "keynote",
];

const separator = /^\s*[:=]/;
const longestHint = 40;

/** Keys and tokens that are recognised by their own form. */
const keyForms: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,32}PRIVATE KEY/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\bgh[oprsu]_[A-Za-z0-9]{20}/,
  /\beyJ[A-Za-z0-9_-]{10,512}\.eyJ[A-Za-z0-9_-]{4}/,
  /:\/\/[^\s/@:]{1,128}:[^\s/@]{1,128}@/,
];

/** Whether a text holds a private key, an access token, or an address with a password in it. */
export function holdsKey(text: string): boolean {
  return keyForms.some((form) => form.test(text));
}

/** A word with letters and digits or signs, at least six characters: `Sommar2026`, `h3mlig!`. */
function looksLikeToken(word: string): boolean {
  return word.length >= 6 && /\p{L}/u.test(word) && /[\d!#$%&*?@]/.test(word);
}

function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The entry of a list that a word begins with; entries of two or three letters must be whole. */
function announced(word: string, words: readonly string[]): string | undefined {
  if (harmlessWords.some((harmless) => word.startsWith(harmless))) return undefined;
  return words.find((one) => (one.length > 3 ? word.startsWith(one) : word === one));
}

/** Whether a word announces a secret where a colon or equals sign follows. */
function isLabel(word: string): boolean {
  return (
    announced(word, secretWords) !== undefined ||
    announced(word, labelWords) !== undefined ||
    secretEndings.some((ending) => word.endsWith(ending))
  );
}

/**
 * True when a word of {@link secretWords} or {@link labelWords} is followed by a colon or equals
 * sign, or when one of {@link secretWords} stands in a text that is short or in which another word
 * looks like a password. Sentences that only speak of passwords, as the built-in groups of a
 * directory do, are left alone.
 */
export function looksSecret(text: string): boolean {
  if (holdsKey(text)) return true;
  const plain = folded(text);
  let speaks = false;
  for (const { 0: word, index } of plain.matchAll(/\p{L}+/gu)) {
    const secret = announced(word, secretWords);
    if (!isLabel(word)) continue;
    const end = index + word.length;
    if (separator.test(plain.slice(end, end + longestHint))) return true;
    speaks ||= secret !== undefined;
  }
  if (!speaks) return false;
  return plain.length <= longestHint || plain.split(/\s+/).some((word) => looksLikeToken(word));
}

/**
 * True when a text gives a secret away by its form: a key, or a word of {@link secretWords} or
 * {@link labelWords} with a colon or equals sign behind it. For texts of a catalogue, the titles of
 * checks, which speak of passwords all the time.
 */
export function assignsSecret(text: string): boolean {
  if (holdsKey(text)) return true;
  const plain = folded(text);
  for (const { 0: word, index } of plain.matchAll(/\p{L}+/gu)) {
    if (!isLabel(word)) continue;
    const end = index + word.length;
    if (separator.test(plain.slice(end, end + longestHint))) return true;
  }
  return false;
}
