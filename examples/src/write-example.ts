/** Writes the example to a folder, piece by piece, and its truth beside it. */
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { exampleFilesOf } from "./example-files.ts";
import type { Size } from "./size.ts";

/** Bytes gathered before they are written. */
const chunkBytes = 1_048_576;

/** A file being written; what is given is kept until there is enough of it. */
function openWriter(path: string) {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, "w");
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let bytes = 0;
  const flush = (): void => {
    const chunk = Buffer.concat(waiting);
    for (let at = 0; at < chunk.length;) at += writeSync(file, chunk, at);
    waiting = [];
    waitingBytes = 0;
  };
  return {
    write: (piece: string | Uint8Array): void => {
      const some = typeof piece === "string" ? Buffer.from(piece) : piece;
      waiting.push(some);
      waitingBytes += some.length;
      bytes += some.length;
      if (waitingBytes >= chunkBytes) flush();
    },
    close: (): number => {
      flush();
      closeSync(file);
      return bytes;
    },
  };
}

/** What was written. */
export type Written = { readonly path: string; readonly sizeBytes: number };

/** Where the truth stands, below the folder. */
export const truthPath = "truth/things.jsonl";

/**
 * Writes every file below a folder, and `truth/things.jsonl`: per line a file, a place in it, and
 * the true thing that stands there, the same name in every file. Nothing but a piece of one file is
 * in memory at a time, workbooks aside. The same size gives the same bytes.
 * @yields each file once it is there
 */
export function* writeExample(size: Size, folder: string): Generator<Written> {
  const truth = openWriter(join(folder, truthPath));
  try {
    for (const { path, pieces } of exampleFilesOf(size)) {
      const file = openWriter(join(folder, path));
      const note = (place: string, kind: string, is: string): void =>
        truth.write(`${JSON.stringify({ file: path, place, kind, is })}\n`);
      for (const piece of pieces(note)) file.write(piece);
      yield { path, sizeBytes: file.close() };
    }
  } finally {
    truth.close();
  }
}
