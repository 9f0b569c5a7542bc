/** The one case folding of this engine: simple lower-casing, code point by code point. */

/** U+0130 is the only code point whose full lower case is longer than its simple one. */
const dottedCapitalI = "\u0130";

function foldOne(point: string): string {
  return point === dottedCapitalI ? "i" : point.toLowerCase();
}

/** Whether a text has only ASCII. */
export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false;
  return true;
}

/**
 * The folded text. Never depends on locale or neighbours (final sigma), nothing is normalised, and
 * the number of code points stays the same.
 */
export function fold(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  let folded = "";
  for (const point of text) folded += foldOne(point);
  return folded;
}
