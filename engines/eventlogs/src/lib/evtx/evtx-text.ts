/**
 * UTF-16 of a log → text. Most texts of a log came a moment ago (the computer, the channel, a
 * program), so the last ones are kept by a sum of their letters: the same text costs one pass over
 * its bytes and nothing of memory.
 */

/** Texts up to so many letters are kept. */
const longestKept = 64;
const places = 8_192;
const kept: string[] = Array.from({ length: places }, () => "");

/** Letters taken at once: what a call may have of arguments is limited. */
const atOnce = 4_096;

const scratch: number[] = [];
const lists = Array.from({ length: 33 }, (_, length) => Array.from({ length }, () => 0));

/** The text of `count` UTF-16 units (little endian) at an offset; a lone half stays as it is. */
export function newUtf16(bytes: Uint8Array, offset: number, count: number): string {
  let at = offset;
  if (count <= 32) {
    // A list of its own for each length: changing a list's length costs as much as ten letters.
    const codes = lists[count] ?? scratch;
    for (let index = 0; index < count; index += 1) {
      codes[index] = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
      at += 2;
    }
    // oxlint-disable-next-line prefer-spread -- a spread makes a costly copy
    return String.fromCharCode.apply(null, codes);
  }
  let text = "";
  for (let left = count; left > 0; left -= atOnce) {
    const here = left < atOnce ? left : atOnce;
    scratch.length = here;
    for (let index = 0; index < here; index += 1) {
      scratch[index] = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
      at += 2;
    }
    // oxlint-disable-next-line prefer-spread -- a spread makes a costly copy
    const part = String.fromCharCode.apply(null, scratch);
    text = text === "" ? part : text + part;
  }
  return text;
}

/** Whether a text is what stands at an offset; lengths have been compared. */
export function isUtf16(text: string, bytes: Uint8Array, offset: number): boolean {
  const { length } = text;
  let at = offset;
  for (let index = 0; index < length; index += 1) {
    if (text.charCodeAt(index) !== ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8))) return false;
    at += 2;
  }
  return true;
}

/** The same text as {@link newUtf16}, kept for the next time if it is short. */
export function utf16Text(bytes: Uint8Array, offset: number, count: number): string {
  if (count > longestKept) return newUtf16(bytes, offset, count);
  let sum = count;
  const end = offset + 2 * count;
  for (let at = offset; at < end; at += 2)
    sum = Math.imul(sum ^ ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)), 0x01_00_01_93);
  const place = (sum ^ (sum >>> 13) ^ (sum >>> 26)) & (places - 1);
  const known = kept[place] ?? "";
  if (known.length === count && isUtf16(known, bytes, offset)) return known;
  const text = newUtf16(bytes, offset, count);
  kept[place] = text;
  return text;
}
