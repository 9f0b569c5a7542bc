/**
 * Bytes to text without a platform: strict UTF-8, Windows-1252, and a guess at what other encoding
 * a file has. Own code because the pure rooms know no `TextDecoder`, and because a reader wants the
 * byte where the text stops being UTF-8.
 */
import type { FoundEncoding } from "./reading.ts";

/** Text, or the offset of the first byte that is not UTF-8. */
export type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly byte: number };

const chunkUnits = 8192;
/** Filled and read within one call, never between two: a new one for each would cost 16 KiB. */
const units = new Uint16Array(chunkUnits + 2);

/** The first of the code units gathered, which fit into one call. */
function textOf(count: number): string {
  return Reflect.apply(String.fromCharCode, null, units.subarray(0, count));
}

/** Length of the sequence that starts with `lead`, 0 if none does (Unicode, table 3-7). */
function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2) return 0;
  if (lead < 0xe0) return 2;
  if (lead < 0xf0) return 3;
  return lead < 0xf5 ? 4 : 0;
}

/** The code point of a sequence of 2–4 bytes at `at`, or −1 when it is not well formed. */
function codePointAt(bytes: Uint8Array, at: number, length: number): number {
  const lead = bytes[at] ?? 0;
  let point = lead & (0xff >> (length + 1));
  for (let next = at + 1; next < at + length; next += 1) {
    const byte = bytes[next] ?? 0;
    if ((byte & 0xc0) !== 0x80) return -1;
    point = (point << 6) | (byte & 0x3f);
  }
  if (length === 3 && (point < 0x800 || (point >= 0xd800 && point <= 0xdfff))) return -1;
  if (length === 4 && (point < 0x10000 || point > 0x10ffff)) return -1;
  return point;
}

/** Where the text begins: behind a UTF-8 byte order mark, if there is one. */
function startOf(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

/** Decodes UTF-8 strictly; a byte order mark is left out. */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  const parts: string[] = [];
  let filled = 0;
  for (let at = startOf(bytes); at < bytes.length;) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      units[filled] = lead;
      filled += 1;
      at += 1;
    } else {
      const length = sequenceLength(lead);
      const point =
        length === 0 || at + length > bytes.length ? -1 : codePointAt(bytes, at, length);
      if (point < 0) return { ok: false, byte: at };
      if (point < 0x10000) {
        units[filled] = point;
        filled += 1;
      } else {
        units[filled] = 0xd800 + ((point - 0x10000) >> 10);
        units[filled + 1] = 0xdc00 + (point & 0x3ff);
        filled += 2;
      }
      at += length;
    }
    if (filled >= chunkUnits) {
      parts.push(textOf(filled));
      filled = 0;
    }
  }
  parts.push(textOf(filled));
  return { ok: true, text: parts.join("") };
}

/** What the bytes 0x80–0x9F mean in Windows-1252; where nothing is assigned, the control stays. */
const windows1252High: readonly number[] = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039,
  0x0152, 0x8d, 0x017d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc,
  0x2122, 0x0161, 0x203a, 0x0153, 0x9d, 0x017e, 0x0178,
];

/** Decodes Windows-1252 as the WHATWG Encoding Standard does; every byte means something. */
export function decodeWindows1252(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += chunkUnits) {
    const count = bytes.length - from < chunkUnits ? bytes.length - from : chunkUnits;
    for (let at = 0; at < count; at += 1) {
      const byte = bytes[from + at] ?? 0;
      units[at] = byte >= 0x80 && byte <= 0x9f ? (windows1252High[byte - 0x80] ?? byte) : byte;
    }
    parts.push(textOf(count));
  }
  return parts.join("");
}

/** Whether the bytes are UTF-16: by byte order mark, else by a zero beside the first character. */
export function foundUtf16(bytes: Uint8Array): Extract<FoundEncoding, `utf-16${string}`> | null {
  const [first = 0, second = 0] = bytes;
  if (bytes.length < 2) return null;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first !== 0 && second === 0) return "utf-16le";
  return first === 0 && second !== 0 ? "utf-16be" : null;
}

/** Decodes UTF-16 without its byte order mark; half a character at the end is left out. */
export function decodeUtf16(bytes: Uint8Array, form: "utf-16le" | "utf-16be"): string {
  const parts: string[] = [];
  const low = form === "utf-16le" ? 0 : 1;
  const hasMark = (bytes[low] ?? 0) === 0xff && (bytes[1 - low] ?? 0) === 0xfe;
  let filled = 0;
  for (let at = hasMark ? 2 : 0; at + 1 < bytes.length; at += 2) {
    units[filled] = (bytes[at + low] ?? 0) | ((bytes[at + 1 - low] ?? 0) << 8);
    filled += 1;
    if (filled === chunkUnits) {
      parts.push(textOf(filled));
      filled = 0;
    }
  }
  parts.push(textOf(filled));
  return parts.join("");
}

/**
 * Text good enough to recognise a format by, never to read values from. Of a piece of UTF-8 the
 * sequences that were cut at its ends are left out; UTF-16 loses its zero bytes; everything else is
 * taken as Windows-1252.
 */
export function sketch(piece: Uint8Array): string {
  if (foundUtf16(piece) !== null) {
    const from = (piece[0] ?? 0) >= 0xfe ? 2 : 0;
    return decodeWindows1252(piece.subarray(from).filter((byte) => byte !== 0));
  }
  let from = 0;
  while (from < 3 && ((piece[from] ?? 0) & 0xc0) === 0x80) from += 1;
  const whole = decodeUtf8(piece.subarray(from));
  if (whole.ok) return whole.text;
  const isCut = from + whole.byte > piece.length - 4;
  const cut = isCut ? decodeUtf8(piece.subarray(from, from + whole.byte)) : whole;
  return cut.ok ? cut.text : decodeWindows1252(piece);
}
