/** Seals the files of received lines anew, when the home's key changes. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { DataKey } from "../storage/index.ts";
import { newFileReading, newFileWriting } from "./spool-file.ts";
import { encodeLine, fileNameOf } from "./spool-format.ts";
import { filesIn, SpoolDamaged } from "./spool-reader.ts";

/** Lines that are sealed together. */
const together = 1_000;

function resealFile(
  path: string,
  first: number,
  keys: readonly DataKey[],
  isLast: boolean,
): number {
  const bytes = readFileSync(path);
  const reading = newFileReading(keys, first);
  reading.give(bytes);
  const writing = newFileWriting(keys[0]);
  const unfinished = `${path}.unfinished`;
  const file = openSync(unfinished, "w", 0o600);
  let count = 0;
  try {
    writeSync(file, writing.head);
    let waiting: Uint8Array[] = [];
    const flush = (): void => {
      if (waiting.length === 0) return;
      for (const piece of writing.pieces(waiting, first + count)) writeSync(file, piece);
      count += waiting.length;
      waiting = [];
    };
    for (;;) {
      const line = reading.next();
      if (typeof line === "string") break;
      waiting.push(encodeLine(line));
      if (waiting.length >= together) flush();
    }
    flush();
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  // Only the newest may end in the midst of a line: a kill left it so.
  if (!isLast && reading.whole() !== bytes.length) throw new SpoolDamaged(fileNameOf(first));
  renameSync(unfinished, path);
  return count;
}

/**
 * Seals every file by the first key; nobody may write to the folder meanwhile. A file that was not
 * reached lies as it was.
 * @returns how many lines
 * @throws {SpoolDamaged} where a file is not as it was written
 */
export function resealLines(folder: string, keys: readonly DataKey[]): number {
  if (!existsSync(folder)) return 0;
  const files = filesIn(folder);
  return files.reduce(
    (sum, first) =>
      sum + resealFile(join(folder, fileNameOf(first)), first, keys, first === files.at(-1)),
    0,
  );
}
