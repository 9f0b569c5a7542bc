/**
 * The model on disk, so that the first page after a start waits for no model to be made: a file in
 * the home, called by all the model was made of. It holds what the database holds in the open, is
 * readable to its user alone, and goes as soon as any fact changes. What cannot be read, was cut
 * off, or is of another program or other facts counts as not there: the model is then made.
 */
import { createHash } from "node:crypto";
import { closeSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { type FileHandle, open, rm } from "node:fs/promises";
import { deserialize, serialize } from "node:v8";
import { crc32 } from "node:zlib";
import { canonicalJson } from "@vallgrav/kernel";
import type { EvidenceEntry } from "../storage/index.ts";
import type { MadeModel, PackedMade } from "./make-model.ts";
import { gathering, type ModelPart } from "./model-parts.ts";

/** Where a model is kept, and from how many statements on. */
export type KeptModel = { readonly file: string; readonly from?: number };

/** Statements from which on it is kept: a model of fewer is made in a second or two. */
const keptFrom = 100_000;

/** Whether a model of so many statements is kept. */
export function isKept({ from = keptFrom }: KeptModel, statements: number): boolean {
  return statements >= from;
}

/** Raised whenever the same statements make another model, or a model has another form. */
export const modelForm = 3;

/** Length of what stands before each record: its length and checksum, 32 bits each. */
const headLength = 8;

/** Read at once; the checksum of as much takes some milliseconds. */
const readAtOnce = 4_194_304;

/** Longest record that is read: beyond it lies damage. */
const longestRecord = 1_073_741_824;

/** A record: a part of the model, or what is left of it, which is the last. */
type Kept = ModelPart | { readonly kind: "done"; readonly rest: PackedMade };

/** Names a model by all it is made of, and by what makes and reads it. */
export function modelKey(entries: readonly EvidenceEntry[]): string {
  const made = entries.map(({ evidence, importId, observations }) => {
    return { evidence: { ...evidence }, importId, observations };
  });
  const of = { made, form: modelForm, v8: process.versions.v8 };
  return createHash("sha256").update(canonicalJson(of)).digest("hex");
}

/** Writes a model beside its place, and puts it there when it is whole. */
export type ModelKeeper = {
  readonly add: (part: ModelPart) => void;
  /** Puts it in its place. @param rest the model without what was added */
  readonly end: (rest: PackedMade) => void;
};

/**
 * Begins to keep a model. What the disk refuses is given up in silence: it is then made anew at the
 * next start, as it would be without a file.
 */
export function keeping(file: string, key: string): ModelKeeper {
  const beside = `${file}.${process.pid}.new`;
  let descriptor: number | null = null;
  const giveUp = (): void => {
    try {
      if (descriptor !== null) closeSync(descriptor);
      descriptor = null;
      rmSync(beside, { force: true });
    } catch {
      // Nothing more can be done about it.
    }
  };
  const whole = (bytes: Uint8Array): void => {
    if (descriptor === null) return;
    for (let from = 0; from < bytes.length;) from += writeSync(descriptor, bytes, from);
  };
  const write = (record: Uint8Array): void => {
    const head = Buffer.alloc(headLength);
    head.writeUInt32LE(record.length, 0);
    head.writeUInt32LE(crc32(record), 4);
    whole(head);
    whole(record);
  };
  const trying = (work: () => void): void => {
    if (descriptor === null) return;
    try {
      work();
    } catch {
      giveUp();
    }
  };
  try {
    descriptor = openSync(beside, "w", 0o600);
  } catch {
    // A folder that cannot be written to.
  }
  trying(() => write(Buffer.from(key)));
  return {
    add: (part) => trying(() => write(serialize(part))),
    end: (rest) =>
      trying(() => {
        write(serialize({ kind: "done", rest } satisfies Kept));
        if (descriptor !== null) closeSync(descriptor);
        descriptor = null;
        renameSync(beside, file);
      }),
  };
}

/** The next bytes; null where there are fewer. */
async function nextBytes(
  handle: FileHandle,
  length: number,
): Promise<{ readonly bytes: Buffer; readonly sum: number } | null> {
  const bytes = Buffer.allocUnsafeSlow(length);
  let sum = 0;
  for (let from = 0; from < length;) {
    const most = Math.min(readAtOnce, length - from);
    const { bytesRead } = await handle.read(bytes, from, most, null);
    if (bytesRead === 0) return null;
    sum = crc32(bytes.subarray(from, from + bytesRead), sum);
    from += bytesRead;
  }
  return { bytes, sum };
}

/** The next record; null where there is none that is whole. */
async function nextRecord(handle: FileHandle): Promise<Buffer | null> {
  const head = (await nextBytes(handle, headLength))?.bytes;
  const length = head?.readUInt32LE(0) ?? 0;
  if (head === undefined || length > longestRecord) return null;
  const record = await nextBytes(handle, length);
  return record !== null && record.sum === head.readUInt32LE(4) ? record.bytes : null;
}

async function readModel(handle: FileHandle, key: string): Promise<MadeModel | null> {
  if ((await nextRecord(handle))?.toString() !== key) return null;
  const gathered = gathering();
  for (;;) {
    const record = await nextRecord(handle);
    if (record === null) return null;
    const kept = deserialize(record) as Kept;
    if (kept.kind === "done") return gathered.whole(kept.rest);
    gathered.take(kept);
  }
}

/**
 * The model of this name, where the file holds it whole. Others have their turn between its parts.
 */
export async function readKept(
  { file }: KeptModel,
  entries: readonly EvidenceEntry[],
): Promise<MadeModel | null> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(file, "r");
    const made = await readModel(handle, modelKey(entries));
    // Whether raw bytes are still there may have changed since.
    return made === null ? null : { ...made, entries };
  } catch {
    return null;
  } finally {
    await handle?.close();
  }
}

/**
 * Removes what is kept: facts have changed, and some of it may have been withdrawn. What the disk
 * does not let go is of no use to anybody, and is replaced by the next model that is kept.
 */
export async function forgetKept({ file }: KeptModel): Promise<void> {
  await rm(file, { force: true }).catch(() => null);
}
