/** The engine's two doors: which reader a file belongs to, and what the file says. */
import { sketch } from "./decode.ts";
import { looksLikeCollection } from "./directory/collection.ts";
import { readDirectory } from "./directory/directory.ts";
import { limitsOf, refused } from "./gathering.ts";
import { machineFormatOf } from "./machine-formats.ts";
import type { ReaderId, ReaderInput, Reading } from "./reading.ts";
import { looksLikeRegister, readRegister } from "./register/register.ts";
import { looksLikeSharphound } from "./sharphound/envelope.ts";
import { readSharphound } from "./sharphound/sharphound.ts";

/** Bytes looked at from either end of a file to recognise it. */
const endBytes = 65_536;

/** Beginning and end of the bytes, as text good enough to recognise a format by. */
function endsOf(bytes: Uint8Array): string {
  if (bytes.length <= 2 * endBytes) return sketch(bytes);
  return sketch(bytes.subarray(0, endBytes)) + sketch(bytes.subarray(-endBytes));
}

/**
 * Which reader a file belongs to: by what it holds, the name only helps. Null when none. Looks at
 * most at 64 KiB from either end, whatever the size.
 */
export function recognise(name: string, bytes: Uint8Array): ReaderId | null {
  const text = endsOf(bytes);
  if (looksLikeCollection(text)) return "ad-collection";
  if (looksLikeSharphound(name, text)) return "sharphound";
  const format = machineFormatOf(text);
  if (format !== null) return format.id;
  return looksLikeRegister(text) ? "system-register" : null;
}

/**
 * Reads a file of any format that this engine knows. Total: any bytes give a reading. The same
 * input gives the same reading. Time and memory grow linearly with the file.
 */
export function read(input: ReaderInput): Reading {
  const { bytes } = limitsOf(input);
  if (input.bytes.length > bytes)
    return refused(input, "readers/limit", { limit: "bytes", max: bytes });
  if (input.bytes.length === 0) return refused(input, "readers/empty-file", {});
  const id = recognise(input.name, input.bytes);
  if (id === null) return refused(input, "readers/unrecognised", {});
  if (id === "ad-collection") return readDirectory(input);
  if (id === "sharphound") return readSharphound(input);
  return machineFormatOf(endsOf(input.bytes))?.read(input) ?? readRegister(input);
}
