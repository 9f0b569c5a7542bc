/**
 * Passwords that have leaked, in a file that whoever runs the machine has put there: the list of
 * Have I Been Pwned by SHA-1, or a part of it, in order. Tens of gigabytes, so that it is never
 * read whole: a password is looked up by halving, in some forty reads of a hundred bytes.
 */
import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";

/** Whether a password has leaked. @throws where the file cannot be read, or is none of its kind */
export type Breached = (password: string) => Promise<boolean>;

/** Where no file is given. */
export const noneBreached: Breached = () => Promise.resolve(false);

/** What a file is found to be. */
export type BreachedFile = { readonly isGood: boolean; readonly sizeBytes: number };

type Line = { readonly start: number; readonly end: number; readonly hash: string };

const hashLength = 40;
/** A line is a hash, a colon, a count, and its end. */
const lineBytesMost = 96;
const lineForm = /^([0-9A-Fa-f]{40})(?::\d{1,20})?$/;
/** Places at which a file is looked at before it is believed to be in order. */
const lookedAt = 64;

async function bytesAt(file: FileHandle, position: number): Promise<string> {
  const { buffer, bytesRead } = await file.read(
    Buffer.alloc(lineBytesMost),
    0,
    lineBytesMost,
    position,
  );
  return buffer.toString("latin1", 0, bytesRead);
}

/** The first line that begins at a place or after it; null where none does. */
async function lineFrom(file: FileHandle, place: number): Promise<Line | null> {
  let start = place;
  if (place > 0) {
    const before = await bytesAt(file, place - 1);
    const end = before.indexOf("\n");
    if (end < 0) {
      if (before.length === lineBytesMost) throw new Error("a line is too long to be a hash");
      return null;
    }
    start = place + end;
  }
  const text = await bytesAt(file, start);
  if (text === "") return null;
  const end = text.indexOf("\n");
  const line = (end < 0 ? text : text.slice(0, end)).replace(/\r$/, "");
  const hash = lineForm.exec(line)?.[1];
  if (hash === undefined) throw new Error("a line is no hash");
  return { start, end: start + (end < 0 ? text.length : end + 1), hash: hash.toUpperCase() };
}

async function holds(file: FileHandle, hash: string): Promise<boolean> {
  let [low, high] = [0, (await file.stat()).size];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    // Each read depends on what the last one found.
    // oxlint-disable-next-line no-await-in-loop
    const line = await lineFrom(file, middle);
    if (line === null || line.start >= high) high = middle;
    else if (line.hash === hash) return true;
    else if (line.hash < hash) low = line.end;
    else high = middle;
  }
  return false;
}

/** Looks passwords up in a file. Cost: logarithmic in its size. */
export function breachedIn(path: string): Breached {
  return async (password) => {
    const hash = createHash("sha1").update(password, "utf8").digest("hex").toUpperCase();
    if (hash.length !== hashLength) throw new Error("SHA-1 has forty digits");
    const file = await open(path);
    try {
      return await holds(file, hash);
    } finally {
      await file.close();
    }
  };
}

/** Looks at the first line, the last ones and some between: hashes, in order. Never throws. */
export async function examineBreached(path: string): Promise<BreachedFile> {
  let sizeBytes = 0;
  try {
    const file = await open(path);
    try {
      ({ size: sizeBytes } = await file.stat());
      let before = "";
      for (let at = 0; at < lookedAt; at += 1) {
        const place = Math.floor((sizeBytes * at) / lookedAt);
        // oxlint-disable-next-line no-await-in-loop
        const line = await lineFrom(file, place);
        if (line === null) break;
        if (line.hash < before) return { isGood: false, sizeBytes };
        before = line.hash;
      }
      return { isGood: before !== "", sizeBytes };
    } finally {
      await file.close();
    }
  } catch {
    return { isGood: false, sizeBytes };
  }
}
