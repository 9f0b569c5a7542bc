/** From the bytes of a file to its text, whatever of the usual encodings it is saved in. */
import { decodeUtf16, decodeUtf8, decodeWindows1252, foundUtf16 } from "../decode.ts";
import { clipped, limitsOf, refused } from "../gathering.ts";
import type { FoundEncoding, Reading, ReaderInput } from "../reading.ts";

/** A text, and which encoding it had where that was not UTF-8. */
export type OpenedText = { readonly text: string; readonly decodedAs: FoundEncoding | null };

/** Encodings by what a file may declare itself to be in, lower-case. */
const declared: ReadonlyMap<string, "utf-8" | "windows-1252"> = new Map([
  ["", "utf-8"],
  ["utf-8", "utf-8"],
  ["utf8", "utf-8"],
  ["us-ascii", "utf-8"],
  ["ascii", "utf-8"],
  // Declared UTF-16, but no zero byte beside the first character: a text saved anew by a shell.
  ["utf-16", "utf-8"],
  ["iso-8859-1", "windows-1252"],
  ["iso_8859-1", "windows-1252"],
  ["latin1", "windows-1252"],
  ["windows-1252", "windows-1252"],
  ["cp1252", "windows-1252"],
]);

/** The refusal of a file that is empty or too large; null when it is neither. */
export function refusedSize(input: ReaderInput): Reading | null {
  const { bytes } = limitsOf(input);
  if (input.bytes.length > bytes)
    return refused(input, "readers/limit", { limit: "bytes", max: bytes });
  return input.bytes.length === 0 ? refused(input, "readers/empty-file", {}) : null;
}

/** The text of a file, UTF-8 or UTF-16; with `encoding` the one that the file declares. */
export function openText(input: ReaderInput, encoding = ""): OpenedText | Reading {
  const tooLarge = refusedSize(input);
  if (tooLarge !== null) return tooLarge;
  const utf16 = foundUtf16(input.bytes);
  if (utf16 !== null) return { text: decodeUtf16(input.bytes, utf16), decodedAs: utf16 };
  const found = declared.get(encoding.toLowerCase());
  if (found === undefined)
    return refused(input, "readers/unknown-encoding", { found: clipped(encoding) });
  if (found === "windows-1252")
    return { text: decodeWindows1252(input.bytes), decodedAs: "windows-1252" };
  const decoded = decodeUtf8(input.bytes);
  if (decoded.ok) return { text: decoded.text, decodedAs: null };
  const args = { found: "windows-1252", wanted: "utf-8", remedy: "save-as-utf-8" } as const;
  return refused(input, "readers/wrong-encoding", args, `byte ${decoded.byte}`);
}
