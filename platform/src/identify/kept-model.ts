/**
 * The model on disk, so that the first page after a start waits for no model to be made: a file in
 * the home, called by all the model was made of. It holds what the database holds in the open, is
 * readable to its user alone, and goes as soon as any fact changes. What cannot be read, was cut
 * off, or is of another program or other facts counts as not there: the model is then made.
 */
import { createHash } from "node:crypto";
import { type FileHandle, rm } from "node:fs/promises";
import { deserialize, serialize } from "node:v8";
import { canonicalJson } from "@vallgrav/kernel";
import type { EvidenceEntry } from "../storage/index.ts";
import type { MadeModel, PackedMade } from "./make-model.ts";
import { newRecords, nextRecord, openRecords, removeUnfinished } from "./kept-records.ts";
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

/** A record: a part of the model, or what is left of it, which is the last. */
type Kept = ModelPart | { readonly kind: "done"; readonly rest: PackedMade };

function sha256(of: object): string {
  return createHash("sha256").update(canonicalJson(of)).digest("hex");
}

/** What is asked of evidence for it to be the same. */
function sameness({ evidence, importId, observations }: EvidenceEntry): object {
  return { evidence: { ...evidence }, importId, observations };
}

/** Names what makes and reads what is kept. */
const maker = { form: modelForm, v8: process.versions.v8 };

/** Names a model by all it is made of, and by what makes and reads it. */
export function modelKey(entries: readonly EvidenceEntry[]): string {
  return sha256({ made: entries.map(sameness), ...maker });
}

/** Names one piece of evidence likewise. */
export function entryKey(entry: EvidenceEntry): string {
  return sha256({ one: sameness(entry), ...maker });
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
  const records = newRecords(file);
  records.write(() => Buffer.from(key));
  return {
    add: (part) => records.write(() => serialize(part)),
    end: (rest) => {
      records.write(() => serialize({ kind: "done", rest } satisfies Kept));
      records.end();
    },
  };
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
    handle = await openRecords(file);
    const made = await readModel(handle, modelKey(entries));
    // Whether raw bytes are still there may have changed since.
    return made === null ? null : { ...made, entries };
  } catch {
    return null;
  } finally {
    await handle?.close();
  }
}

/** Where statements are kept as they were taken in, beside their model. */
export function statementsFile(model: string): string {
  return `${model}.statements`;
}

/**
 * Removes what is kept: facts have changed, and some of it may have been withdrawn. What the disk
 * does not let go is of no use to anybody, and is replaced by the next model that is kept.
 * @param isMore whether nothing went: then the statements stay, for the next model has them all
 */
export async function forgetKept({ file }: KeptModel, isMore = false): Promise<void> {
  for (const one of isMore ? [file] : [file, statementsFile(file)])
    await rm(one, { force: true }).catch(() => null);
  if (!isMore) await removeUnfinished(file);
}

/** Removes what a process that was killed had begun to keep, of facts that may be gone since. */
export function sweepKept({ file }: KeptModel): Promise<void> {
  return removeUnfinished(file);
}
