/** The engine's two doors: which reader a file belongs to, and what the file says. */
import { looksLikeAzurehound } from "./azurehound/azurehound.ts";
import { sketch } from "./decode.ts";
import { looksLikeCollection } from "./directory/collection.ts";
import { readDirectory } from "./directory/directory.ts";
import { isElsewhere, tellElsewhere } from "./elsewhere.ts";
import { limitsOf, refused } from "./gathering.ts";
import { machineFormatOf } from "./machine-formats.ts";
import type { ReaderId, ReaderInput, Reading } from "./reading.ts";
import { tableMatcher } from "./shapes.ts";
import { looksLikeSharphound } from "./sharphound/envelope.ts";
import { readSharphound } from "./sharphound/sharphound.ts";
import { readTables, shapeOfText } from "./table/read-tables.ts";
import { looksLikeWorkbook } from "./workbook/workbook.ts";

/** Bytes looked at from either end of a file to recognise it. */
const endBytes = 65_536;

/** Beginning and end of the bytes, as text good enough to recognise a format by. */
function endsOf(bytes: Uint8Array): string {
  if (bytes.length <= 2 * endBytes) return sketch(bytes);
  return sketch(bytes.subarray(0, endBytes)) + sketch(bytes.subarray(-endBytes));
}

/**
 * Which reader a file belongs to: by what it holds, the name only helps. `workbook`: one with
 * tables, whose kind only {@link read} can tell; `elsewhere`: a file that is known and not taken,
 * of which {@link read} says what it is. Null when none. Looks at most at 64 KiB from either end,
 * whatever the size.
 */
export function recognise(
  name: string,
  bytes: Uint8Array,
): ReaderId | "elsewhere" | "workbook" | null {
  const text = endsOf(bytes);
  if (looksLikeWorkbook(bytes, text)) return "workbook";
  if (looksLikeCollection(text)) return "ad-collection";
  if (!looksLikeAzurehound(text) && looksLikeSharphound(name, text)) return "sharphound";
  if (isElsewhere(text)) return "elsewhere";
  const format = machineFormatOf(text);
  return format === null ? (shapeOfText(text, tableMatcher)?.reader ?? null) : format.id;
}

/**
 * Reads a file of any format that this engine knows. Total: any bytes give a reading. The same
 * input gives the same reading. Time and memory grow linearly with the file, unpacked.
 */
export function read(input: ReaderInput): Reading {
  const { bytes } = limitsOf(input);
  if (input.bytes.length > bytes)
    return refused(input, "readers/limit", { limit: "bytes", max: bytes });
  if (input.bytes.length === 0) return refused(input, "readers/empty-file", {});
  const text = endsOf(input.bytes);
  const isTable = input.mapping !== undefined || looksLikeWorkbook(input.bytes, text);
  if (isTable) return readTables(input, tableMatcher);
  if (looksLikeCollection(text)) return readDirectory(input);
  if (!looksLikeAzurehound(text) && looksLikeSharphound(input.name, text))
    return readSharphound(input);
  const elsewhere = tellElsewhere(input, text);
  if (elsewhere !== null) return elsewhere;
  return machineFormatOf(text)?.read(input) ?? readTables(input, tableMatcher);
}
