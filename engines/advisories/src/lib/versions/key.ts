/**
 * Pieces of sort keys. Every ordering of versions here is a function from a version's text to a
 * key, and versions are ordered as their keys are, as strings: so each ordering is total by
 * construction, and keys can be stored, indexed and compared without knowing where they come from.
 *
 * A key is a row of pieces, none of which is the beginning of another in the same place: a mark,
 * a character lower than any text that may follow, then the value.
 */

/** Longest text taken as a version, in characters. No published version comes near. */
export const versionCharacters = 256;

const longestNumber = 250;
const zero = 48;
const nine = 57;

/** The character of a mark or a length; all stay within one byte. */
const characters: readonly string[] = Array.from({ length: 256 }, (_, code) =>
  String.fromCharCode(code),
);

/** Ends a text, a list, or a whole key; lower than whatever may go on. */
export const end = "\u0001";

/** A mark of a rank, 1 … 255: higher ranks are later versions. */
export function mark(rank: number): string {
  return characters[rank] ?? end;
}

/** True for the code of 0 … 9. */
export function isDigit(code: number): boolean {
  return code >= zero && code <= nine;
}

/** True for the code of A … Z or a … z. */
export function isLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

/** The place after the digits that begin at a place. */
export function digitsEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && isDigit(text.charCodeAt(at))) at += 1;
  return at;
}

/** The place after the letters that begin at a place. */
export function lettersEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && isLetter(text.charCodeAt(at))) at += 1;
  return at;
}

/**
 * Keys of the numbers of up to three digits: nearly all there are. Taken from here instead of being
 * cut out and put together, whole versions are compared about a third faster.
 */
const small: readonly string[] = Array.from({ length: 1_000 }, (_, value) =>
  value === 0 ? mark(1) : mark(String(value).length + 1) + String(value),
);

/**
 * A number of any length, ordered by its value: how many digits, then the digits. No digits are
 * zero, as are leading ones.
 */
export function numberKey(text: string, from: number, to: number): string {
  let at = from;
  if (to - from <= 3) {
    let value = 0;
    for (; at < to; at += 1) value = value * 10 + text.charCodeAt(at) - zero;
    return small[value] ?? end;
  }
  while (at < to && text.charCodeAt(at) === zero) at += 1;
  const length = to - at < longestNumber ? to - at : longestNumber;
  return (characters[length + 1] ?? end) + text.slice(at, to);
}

/** True where the digits from one place to another are all zero, or none. */
export function isZero(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) !== zero) return false;
  return true;
}

/** −1, 0 or 1: the first is earlier, the same or later. */
export type Order = -1 | 0 | 1;

/** A piece of a text, from one place to before another. */
export type Part = { readonly text: string; readonly from: number; readonly to: number };

/** The order of two numbers. */
export function orderOf(a: number, b: number): Order {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The order of two pieces by code units, the shorter first where it begins the longer. */
export function compareTexts(a: Part, b: Part): Order {
  const length = Math.min(a.to - a.from, b.to - b.from);
  for (let at = 0; at < length; at += 1) {
    const order = orderOf(a.text.charCodeAt(a.from + at), b.text.charCodeAt(b.from + at));
    if (order !== 0) return order;
  }
  return orderOf(a.to - a.from, b.to - b.from);
}

/** Digits that a number holds exactly. */
const exactDigits = 15;

/** The number that digits are, none being zero; −1 for more than fifteen, which none holds. */
export function numberAt(text: string, from: number, to: number): number {
  if (to - from > exactDigits) return -1;
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + text.charCodeAt(at) - zero;
  return value;
}

function withoutZeros({ text, from, to }: Part): Part {
  let at = from;
  while (at < to && text.charCodeAt(at) === zero) at += 1;
  return { text, from: at, to };
}

/** The order of two pieces that are digits, as {@link numberKey} has it; no digits are zero. */
export function compareNumbers(a: Part, b: Part): Order {
  const [x, y] = [numberAt(a.text, a.from, a.to), numberAt(b.text, b.from, b.to)];
  if (x >= 0 && y >= 0) return orderOf(x, y);
  const [first, second] = [withoutZeros(a), withoutZeros(b)];
  const longer = orderOf(
    Math.min(first.to - first.from, longestNumber),
    Math.min(second.to - second.from, longestNumber),
  );
  return longer === 0 ? compareTexts(first, second) : longer;
}

/** Whether a text may be a version at all: visible ASCII, neither empty nor too long. */
export function isVersionText(text: string): boolean {
  if (text.length === 0 || text.length > versionCharacters) return false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x21 || code > 0x7e) return false;
  }
  return true;
}
