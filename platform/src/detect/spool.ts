/**
 * The buffer on disk between whoever sends lines and the rules: what it has taken survives a kill.
 * Many senders share one write and one fsync; nothing is acknowledged before it.
 */
import { mkdirSync, readFileSync, statSync, truncateSync, unlinkSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import type { DataKey } from "../storage/index.ts";
import { type FileWriting, newFileReading, newFileWriting } from "./spool-file.ts";
import { encodeLine, fileNameOf, type ReceivedLine } from "./spool-format.ts";
import { filesIn } from "./spool-reader.ts";

/** Ceilings of the buffer. */
export type SpoolLimits = {
  /** Bytes of lines that wait; beyond it nothing is taken. */
  readonly waitingBytes: number;
  /** Bytes in memory on their way to the disk; beyond it nothing is taken. */
  readonly writingBytes: number;
  /** Bytes after which a new file is begun. */
  readonly fileBytes: number;
  /** Bytes kept behind the position, so that a repeated line is known as one. */
  readonly behindBytes: number;
};

/** 1 GiB waits, in files of 16 MiB; 64 MiB stay behind, and as many are being written at most. */
export const defaultSpoolLimits: SpoolLimits = {
  waitingBytes: 1_073_741_824,
  writingBytes: 67_108_864,
  fileBytes: 16_777_216,
  behindBytes: 67_108_864,
};

/** The buffer takes nothing: it is full, or its disk is. */
export class SpoolRefused extends Error {
  override readonly name: string = "SpoolRefused";
}

/** The buffer. */
export type Spool = {
  /**
   * Takes lines; they are on the disk when it answers.
   * @throws {SpoolRefused} none of them was taken
   */
  readonly add: (lines: readonly ReceivedLine[]) => Promise<void>;
  /** Whether nothing more is taken for now. */
  readonly isFull: () => boolean;
  /** Answers when there is room again, or when the buffer closes. */
  readonly whenRoom: () => Promise<void>;
  /** Number of the first line that is not on the disk yet. */
  readonly end: () => number;
  /** Called after each write with the new end. */
  readonly onEnd: (tell: (end: number) => void) => void;
  /** Everything below is in the alerts: files that hold nothing else go. */
  readonly release: (position: number) => void;
  /** Files that nothing waits in and that nobody has written to since then go. */
  readonly dispose: (beforeMs: number) => Promise<void>;
  /** Bytes of lines that wait, as far as whole files tell. */
  readonly waitingBytes: () => number;
  /** Waits for the writes under way. */
  readonly close: () => Promise<void>;
};

type FilePart = { readonly first: number; bytes: number };

type Waiting = {
  readonly bytes: readonly Uint8Array[];
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
};

/** Cuts a half-written end off; what stands before it is whole. @returns lines and bytes */
function mend(
  path: string,
  first: number,
  keys: readonly DataKey[],
): { readonly lines: number; readonly bytes: number } {
  const bytes = readFileSync(path);
  const reading = newFileReading(keys, first);
  reading.give(bytes);
  let lines = 0;
  while (typeof reading.next() !== "string") lines += 1;
  const whole = reading.whole();
  if (whole < bytes.length) truncateSync(path, whole);
  return { lines, bytes: whole };
}

type State = {
  readonly folder: string;
  readonly limits: SpoolLimits;
  readonly files: FilePart[];
  end: number;
  position: number;
  handle: FileHandle | null;
  writing: FileWriting | null;
  readonly keys: readonly DataKey[];
  queue: Waiting[];
  queuedBytes: number;
  busy: Promise<void> | null;
  isClosed: boolean;
  tell: (end: number) => void;
  roomWanted: (() => void)[];
};

function openFiles(
  folder: string,
  position: number,
  keys: readonly DataKey[],
): { files: FilePart[]; end: number } {
  const files = filesIn(folder).map((first) => ({
    first,
    bytes: statSync(join(folder, fileNameOf(first))).size,
  }));
  const last = files.at(-1);
  let end = 1;
  if (last !== undefined) {
    const { lines, bytes } = mend(join(folder, fileNameOf(last.first)), last.first, keys);
    last.bytes = bytes;
    end = last.first + lines;
    // A file of which not even the head was written whole.
    if (bytes === 0) {
      unlinkSync(join(folder, fileNameOf(last.first)));
      files.pop();
    }
  }
  return { files, end: Math.max(end, position) };
}

/** Whether all lines of a file are below the position. */
function isBehind({ files, position }: State, at: number): boolean {
  return (files[at + 1]?.first ?? Number.MAX_VALUE) <= position;
}

function waitingBytes(state: State): number {
  const { files, queuedBytes } = state;
  return files.reduce((sum, { bytes }, at) => sum + (isBehind(state, at) ? 0 : bytes), queuedBytes);
}

function isFull(state: State): boolean {
  const { limits, queuedBytes } = state;
  return queuedBytes >= limits.writingBytes || waitingBytes(state) >= limits.waitingBytes;
}

/** Lets those go on who wait for room, if there is any. */
function tellRoom(state: State): void {
  if (isFull(state)) return;
  for (const go of state.roomWanted.splice(0)) go();
}

/**
 * Writes pieces one after the other at a place of a file.
 * @throws where not all of them were taken: a nearly full disk takes a part and says no more
 */
export async function writeWhole(
  handle: { writev(pieces: Uint8Array[], at: number): Promise<{ readonly bytesWritten: number }> },
  pieces: readonly Uint8Array[],
  at: number,
): Promise<number> {
  const size = pieces.reduce((sum, one) => sum + one.length, 0);
  const { bytesWritten } = await handle.writev([...pieces], at);
  if (bytesWritten !== size) throw new Error(`${bytesWritten} of ${size} bytes were written`);
  return size;
}

/** The file under writing; a new one where there is none or it is large enough. */
async function fileFor(
  state: State,
): Promise<{ handle: FileHandle; part: FilePart; writing: FileWriting }> {
  const { folder, limits, files, handle: open_, writing: begun } = state;
  const last = files.at(-1);
  if (open_ !== null && begun !== null && last !== undefined && last.bytes < limits.fileBytes)
    return { handle: open_, part: last, writing: begun };
  await state.handle?.close();
  state.handle = null;
  const writing = newFileWriting(state.keys[0]);
  const part = { first: state.end, bytes: writing.head.length };
  const handle = await open(join(folder, fileNameOf(part.first)), "w", 0o600);
  state.handle = handle;
  state.writing = writing;
  await handle.write(writing.head);
  // The name of a new file must survive too.
  const directory = await open(folder, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
  if (last?.first === part.first) files.pop();
  files.push(part);
  return { handle, part, writing };
}

async function write(state: State, given: readonly Waiting[]): Promise<void> {
  const bytes = given.flatMap((one) => one.bytes);
  const { handle, part, writing } = await fileFor(state);
  let size = 0;
  try {
    size = await writeWhole(handle, writing.pieces(bytes, state.end), part.bytes);
    await handle.datasync();
  } catch (error) {
    // What was written of it must not stand before what comes next.
    await handle.truncate(part.bytes);
    throw error;
  }
  part.bytes += size;
  state.end += bytes.length;
}

async function writeAll(state: State): Promise<void> {
  while (state.queue.length > 0) {
    const given = state.queue;
    state.queue = [];
    try {
      await write(state, given);
    } catch (error) {
      for (const one of given)
        one.reject(new SpoolRefused("the disk took nothing", { cause: error }));
      continue;
    } finally {
      state.queuedBytes -= given
        .flatMap((one) => one.bytes)
        .reduce((sum, one) => sum + one.length, 0);
    }
    for (const one of given) one.resolve();
    state.tell(state.end);
    tellRoom(state);
  }
  // In the same breath as the last look at the queue: what is added next begins anew.
  state.busy = null;
}

function add(state: State, lines: readonly ReceivedLine[]): Promise<void> {
  if (state.isClosed || isFull(state))
    return Promise.reject(new SpoolRefused("the buffer is full or closed"));
  if (lines.length === 0) return Promise.resolve();
  const bytes = lines.map((line) => encodeLine(line));
  state.queuedBytes += bytes.reduce((sum, one) => sum + one.length, 0);
  return new Promise((resolve, reject) => {
    state.queue.push({ bytes, resolve, reject });
    state.busy ??= writeAll(state);
  });
}

function release(state: State, position: number): void {
  state.position = Math.max(state.position, position);
  const { files, limits, folder } = state;
  // By their bytes: each start begins a file, and files of a few lines remember little.
  let behind = 0;
  let oldest = files.findLastIndex((_, at) => isBehind(state, at));
  while (oldest >= 0 && behind < limits.behindBytes) {
    behind += files[oldest]?.bytes ?? 0;
    oldest -= 1;
  }
  for (const { first } of files.splice(0, oldest + 1)) unlinkSync(join(folder, fileNameOf(first)));
  tellRoom(state);
}

async function dispose(state: State, beforeMs: number): Promise<void> {
  const { folder, files } = state;
  for (let first = files[0]; first !== undefined; first = files[0]) {
    const isLast = files.length === 1;
    const isDone = isLast ? state.busy === null && state.end <= state.position : isBehind(state, 0);
    const path = join(folder, fileNameOf(first.first));
    if (!isDone || statSync(path).mtimeMs >= beforeMs) return;
    files.shift();
    unlinkSync(path);
    if (!isLast) continue;
    const { handle } = state;
    state.handle = null;
    await handle?.close();
  }
}

/**
 * Opens the buffer of a folder, which is made where it is missing; a half-written end is cut off.
 * @param position number of the first line that is not in the alerts yet: no new line gets a lower
 *   one, even where the folder was emptied
 * @param keys the first seals new files, all open; none: lines lie in the open
 * @throws {StoreError} `storage/key-missing` where the newest file needs one that is not among them
 */
export function openSpool(
  folder: string,
  position: number,
  given: Partial<SpoolLimits> = {},
  keys: readonly DataKey[] = [],
): Spool {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const state: State = {
    folder,
    limits: { ...defaultSpoolLimits, ...given },
    ...openFiles(folder, position, keys),
    position,
    handle: null,
    writing: null,
    keys,
    queue: [],
    queuedBytes: 0,
    busy: null,
    isClosed: false,
    tell: () => undefined,
    roomWanted: [],
  };
  return {
    add: (lines) => add(state, lines),
    isFull: () => isFull(state),
    whenRoom: () =>
      state.isClosed || !isFull(state)
        ? Promise.resolve()
        : new Promise((resolve) => {
            state.roomWanted.push(resolve);
          }),
    end: () => state.end,
    onEnd: (tell) => {
      state.tell = tell;
    },
    release: (to) => release(state, to),
    dispose: (beforeMs) => dispose(state, beforeMs),
    waitingBytes: () => waitingBytes(state),
    close: async () => {
      state.isClosed = true;
      for (const go of state.roomWanted.splice(0)) go();
      await state.busy;
      await state.handle?.close();
      state.handle = null;
    },
  };
}
