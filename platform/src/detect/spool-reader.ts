/** Reads received lines by their numbers, in order, from the buffer's files. */
import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import type { DataKey } from "../storage/index.ts";
import { type FileLine, type FileReading, newFileReading } from "./spool-file.ts";
import { fileNameOf, firstOf, type NumberedLine } from "./spool-format.ts";

/** First numbers of the files in a folder, rising. */
export function filesIn(folder: string): readonly number[] {
  return readdirSync(folder)
    .flatMap((name) => firstOf(name) ?? [])
    .sort((a, b) => a - b);
}

/** A file of the buffer is not as it was written. */
export class SpoolDamaged extends Error {
  override readonly name: string = "SpoolDamaged";
}

/** Reads on from where it stands. It works synchronously, so it belongs in a thread of its own. */
export type SpoolReader = {
  /**
   * The next lines whose numbers are below a bound, at most so many, and of so many bytes but for
   * the last one.
   * @throws {SpoolDamaged} where a whole line should stand and none does
   */
  readonly read: (below: number, most: number, mostBytes?: number) => readonly NumberedLine[];
  readonly close: () => void;
};

const pieceBytes = 1_048_576;

/** A file under reading. */
class OpenFile {
  readonly #descriptor: number;
  readonly #lines: FileReading;
  #from = 0;
  constructor(path: string, lines: FileReading) {
    this.#descriptor = openSync(path, "r");
    this.#lines = lines;
  }
  /** The next line; null at the end of what is there. */
  next(): Exclude<FileLine, "short"> | null {
    for (;;) {
      const found = this.#lines.next();
      if (found !== "short") return found;
      const piece = new Uint8Array(pieceBytes);
      const read = readSync(this.#descriptor, piece, 0, piece.length, this.#from);
      if (read === 0) return null;
      this.#from += read;
      this.#lines.give(piece.subarray(0, read));
    }
  }
  close(): void {
    closeSync(this.#descriptor);
  }
}

type Reading = {
  readonly folder: string;
  readonly keys: readonly DataKey[];
  number: number;
  file: OpenFile | null;
};

/** Opens the file that has the number, and goes on to it. False where there is none yet. */
function openAt(reading: Reading): boolean {
  const { folder, keys } = reading;
  const files = filesIn(folder);
  const first = files.findLast((one) => one <= reading.number) ?? files[0];
  if (first === undefined) return false;
  const file = new OpenFile(join(folder, fileNameOf(first)), newFileReading(keys, first));
  const wanted = Math.max(reading.number, first);
  for (let at = first; at < wanted; at += 1) {
    const found = file.next();
    if (found === "damaged") throw new SpoolDamaged(fileNameOf(first));
    if (found !== null) continue;
    // The number stands in no file: it was never written.
    file.close();
    return false;
  }
  reading.file = file;
  reading.number = wanted;
  return true;
}

function takeOne(reading: Reading): NumberedLine | null {
  if (reading.file === null && !openAt(reading)) return null;
  const found = reading.file?.next() ?? null;
  if (found === null) {
    // The next line stands in the next file, which is named by it.
    reading.file?.close();
    reading.file = null;
    return filesIn(reading.folder).includes(reading.number) ? takeOne(reading) : null;
  }
  if (typeof found === "string") throw new SpoolDamaged(`line ${reading.number}`);
  reading.number += 1;
  return { ...found, number: reading.number - 1 };
}

/**
 * Opens a reader that begins at a number, or at the oldest line where that one is gone. Cost of the
 * beginning: the file in which it stands is read up to it.
 * @param keys those of the home, for files that are sealed
 */
export function openSpoolReader(
  folder: string,
  from: number,
  keys: readonly DataKey[] = [],
): SpoolReader {
  const reading: Reading = { folder, keys, number: from, file: null };
  return {
    read: (below, most, mostBytes = Infinity) => {
      const lines: NumberedLine[] = [];
      let bytes = 0;
      while (lines.length < most && bytes < mostBytes && reading.number < below) {
        const line = takeOne(reading);
        if (line === null) break;
        lines.push(line);
        bytes += line.bytes.length;
      }
      return lines;
    },
    close: () => reading.file?.close(),
  };
}
