/**
 * Files that grow: what is added to them is read as lines. A file that is replaced or cut short is
 * read from its beginning; how far it was read is kept beside the buffer.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { open, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { newSyslogFrames, type SyslogFrames } from "@vallgrav/eventlogs";
import type { ReceivedLine } from "../spool-format.ts";
import { handOn, intakeLimits, type IntakeRoom, type Listener } from "./intake.ts";

/** How far files were read: by path, which file it was and up to where. */
type Marks = Record<string, { readonly file: number; readonly at: number }>;

const everyMs = 500;
const pieceBytes = 1_048_576;

type Tail = {
  readonly path: string;
  readonly source: string;
  file: number;
  at: number;
  /** Of the bytes read, those up to the last line's end. */
  lines: SyslogFrames;
  /** Lines that a kill may have left between the buffer and the mark. */
  mayRepeat: boolean;
};

function marksIn(path: string): Marks {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Marks;
  } catch {
    return {};
  }
}

function keepMarks(path: string, tails: readonly Tail[]): void {
  const marks: Marks = {};
  for (const { path: name, file, at } of tails) marks[name] = { file, at };
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.new`, JSON.stringify(marks), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** Reads what is new of a file, a piece at a time. @returns whether there was any */
async function readOn(tail: Tail, room: IntakeRoom): Promise<boolean> {
  const info = await stat(tail.path).catch(() => null);
  if (info === null) return false;
  if (info.ino !== tail.file || info.size < tail.at) {
    tail.file = info.ino;
    tail.at = 0;
    tail.lines = newSyslogFrames({ messageBytes: intakeLimits.lineBytes });
  }
  if (info.size === tail.at) return false;
  const handle = await open(tail.path, "r");
  try {
    const piece = new Uint8Array(pieceBytes);
    const { bytesRead } = await handle.read(piece, 0, piece.length, tail.at);
    // Only whole lines: the rest is read again when it has its end.
    const end = piece.subarray(0, bytesRead).lastIndexOf(0x0a) + 1;
    const isOneLine = end === 0 && bytesRead === pieceBytes;
    const used = isOneLine ? bytesRead : end;
    if (used === 0) return false;
    const { messages, tooLong } = tail.lines.take(piece.subarray(0, used));
    const line = (bytes: Uint8Array): ReceivedLine => ({
      source: tail.source,
      receivedMs: room.nowMs(),
      mayRepeat: tail.mayRepeat,
      bytes,
    });
    const refused = Array.from({ length: tooLong }, () => line(new Uint8Array(0)));
    if (!(await handOn(room, [...messages.map(line), ...refused]))) return false;
    tail.at += used;
    tail.mayRepeat = false;
    return true;
  } finally {
    await handle.close();
  }
}

/**
 * Follows files.
 * @param marks where it is kept how far each was read
 */
export async function followFiles(
  paths: readonly string[],
  marks: string,
  room: IntakeRoom,
): Promise<Listener> {
  const known = marksIn(marks);
  const tails: Tail[] = [];
  for (const path of paths)
    tails.push({
      path,
      source: await room.watch.sourceFor("file", basename(path)),
      file: known[path]?.file ?? 0,
      at: known[path]?.at ?? 0,
      lines: newSyslogFrames({ messageBytes: intakeLimits.lineBytes }),
      mayRepeat: true,
    });
  const state: { isStopping: boolean; wake: () => void } = {
    isStopping: false,
    wake: () => undefined,
  };
  const going = (async () => {
    while (!state.isStopping) {
      let isNew = false;
      for (const tail of tails)
        try {
          if (await readOn(tail, room)) isNew = true;
        } catch (error) {
          room.onFailure("watch/file", error);
        }
      if (isNew) keepMarks(marks, tails);
      else
        await new Promise<void>((resolve) => {
          state.wake = resolve;
          setTimeout(resolve, everyMs).unref();
        });
    }
  })();
  return {
    name: `file ${paths.map((path) => basename(path)).join(", ")}`,
    port: 0,
    close: async () => {
      state.isStopping = true;
      state.wake();
      await going;
    },
  };
}

/** Where the marks of a watch's folder lie. */
export function marksOf(folder: string): string {
  return join(folder, "files.json");
}
