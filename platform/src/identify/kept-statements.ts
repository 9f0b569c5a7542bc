/**
 * Statements on disk as they were taken in, so that an import that only adds reads from the store
 * what is new, and no more. They lie beside the kept model under the same rules, and go when
 * anything is withdrawn. What is damaged, or of evidence that is not there any more, counts as not
 * there: statements are then read anew from the store, which gives the same.
 */
import type { FileHandle } from "node:fs/promises";
import { deserialize, serialize } from "node:v8";
import { intake, type Intake, partOf, saidColumns, takeIn, takePart } from "@vallgrav/facts";
import type { IntakePart, PartColumns, PartLists } from "@vallgrav/facts";
import type { EvidenceId } from "@vallgrav/kernel";
import type { EvidenceEntry, Store } from "../storage/index.ts";
import { entryKey } from "./kept-model.ts";
import {
  headLength,
  moreRecords,
  newRecords,
  nextRecord,
  openRecords,
  type RecordWriter,
} from "./kept-records.ts";

/** Each import adds a group of records; from so many on they are written as one. */
const mostGroups = 64;

/** From so many statements on a second thread takes in half of them. */
const helpFrom = 200_000;

/** How statements are taken in. */
export type Taking = {
  /** Where they are kept; null: nowhere. */
  readonly file: string | null;
  /** Takes some in elsewhere; null where no other thread is to be begun. */
  readonly helper: Helper | null;
};

/** Another thread. */
export type Helper = {
  /** From so many statements on it helps; {@link helpFrom} unless said. */
  readonly from?: number;
  /** Null where it could not. */
  readonly take: (entries: readonly EvidenceEntry[]) => Promise<IntakePart | null>;
};

/** All in this thread, nothing kept. */
export const alone: Taking = { file: null, helper: null };

type Group = {
  /** Of all evidence in it, by {@link entryKey}. */
  readonly keys: readonly string[];
  readonly part: IntakePart;
  readonly sizeBytes: number;
};

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array | Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function writeGroup(
  records: RecordWriter,
  entries: readonly EvidenceEntry[],
  { columns, lists }: IntakePart,
): void {
  records.write(() => Buffer.from(JSON.stringify(entries.map(entryKey))));
  records.write(() => serialize(lists));
  records.write(() => columns.form);
  for (const name of saidColumns) records.write(() => bytesOf(columns[name]));
  records.end();
}

async function nextGroup(handle: FileHandle): Promise<Group | null> {
  const found: Buffer[] = [];
  for (let nth = 0; nth < saidColumns.length + 3; nth += 1) {
    const record = await nextRecord(handle);
    if (record === null) return null;
    found.push(record);
  }
  const [keys, lists, form, ...rest] = found;
  if (keys === undefined || lists === undefined || form === undefined) return null;
  const columns = Object.fromEntries(
    saidColumns.map((name, nth) => {
      const { buffer, byteOffset, byteLength } = rest[nth] ?? Buffer.alloc(0);
      return [name, new Uint32Array(buffer, byteOffset, byteLength / 4)];
    }),
  ) as Omit<PartColumns, "form">;
  const part = { columns: { form, ...columns }, lists: deserialize(lists) as PartLists };
  const sizeBytes = found.reduce((sum, one) => sum + headLength + one.length, 0);
  return { keys: JSON.parse(keys.toString()) as string[], part, sizeBytes };
}

/** What was taken in of a file. */
type Taken = {
  readonly into: Intake;
  readonly known: ReadonlySet<EvidenceId>;
  readonly groups: number;
  /** Bytes of the file that were whole. */
  readonly sizeBytes: number;
};

function roomFor(entries: readonly EvidenceEntry[]): number {
  return entries.reduce((sum, { observations }) => sum + observations, 0);
}

/** Takes in what a file holds; null where it holds nothing, or what is not there any more. */
async function takeKept(file: string, entries: readonly EvidenceEntry[]): Promise<Taken | null> {
  const wanted = new Map(entries.map((entry) => [entryKey(entry), entry.evidence.id]));
  const into = intake(null, undefined, roomFor(entries));
  const known = new Set<EvidenceId>();
  let [groups, sizeBytes] = [0, 0];
  let handle: FileHandle | null = null;
  try {
    handle = await openRecords(file);
    for (;;) {
      const group = await nextGroup(handle).catch(() => null);
      if (group === null) break;
      for (const key of group.keys) {
        const id = wanted.get(key);
        if (id === undefined) return null;
        known.add(id);
      }
      takePart(into, group.part);
      groups += 1;
      sizeBytes += group.sizeBytes;
    }
  } catch {
    return null;
  } finally {
    await handle?.close();
  }
  return groups === 0 ? null : { into, known, groups, sizeBytes };
}

/** Takes in what the store has of some evidence, in this thread. */
export async function takeHere(
  { evidence: stored }: Pick<Store, "evidence">,
  entries: readonly EvidenceEntry[],
): Promise<Intake> {
  const into = intake(null, undefined, roomFor(entries));
  const evidence = entries.map((entry) => entry.evidence.id);
  // Places would be held once each.
  for await (const batch of stored.observations({ evidence, hasPlaces: false }))
    for (const observation of batch) takeIn(into, observation);
  return into;
}

/** About half of the statements, by evidence, and the others. */
function halves(
  entries: readonly EvidenceEntry[],
): readonly [readonly EvidenceEntry[], readonly EvidenceEntry[]] {
  const [one, other]: [EvidenceEntry[], EvidenceEntry[]] = [[], []];
  let [ofOne, ofOther] = [0, 0];
  for (const entry of entries.toSorted((a, b) => b.observations - a.observations))
    if (ofOne <= ofOther) {
      one.push(entry);
      ofOne += entry.observations;
    } else {
      other.push(entry);
      ofOther += entry.observations;
    }
  return [one, other];
}

/** Takes in what the store has of some evidence; much of it in two threads. */
async function takeStored(
  store: Pick<Store, "evidence">,
  entries: readonly EvidenceEntry[],
  { helper }: Pick<Taking, "helper">,
): Promise<Intake> {
  if (helper === null || roomFor(entries) < (helper.from ?? helpFrom))
    return takeHere(store, entries);
  const [own, others] = halves(entries);
  const [into, part] = await Promise.all([takeHere(store, own), helper.take(others)]);
  if (part === null) return takeHere(store, entries);
  takePart(into, part);
  return into;
}

/** Takes all in anew, and keeps it. */
async function takeAnew(
  store: Pick<Store, "evidence">,
  entries: readonly EvidenceEntry[],
  { file, helper }: Taking,
): Promise<Intake> {
  const into = await takeStored(store, entries, { helper });
  const part = file === null ? null : partOf(into);
  if (file !== null && part !== null) writeGroup(newRecords(file), entries, part);
  return into;
}

/**
 * Takes in all statements of the store: those that are kept from the disk, the others are kept
 * besides.
 * @param entries all evidence
 */
export async function takeStatements(
  store: Pick<Store, "evidence">,
  entries: readonly EvidenceEntry[],
  taking: Taking,
): Promise<Intake> {
  const { file } = taking;
  const kept = file === null ? null : await takeKept(file, entries);
  if (file === null || kept === null) return takeAnew(store, entries, taking);
  const { into, known, groups, sizeBytes } = kept;
  const missing = entries.filter(({ evidence }) => !known.has(evidence.id));
  if (missing.length === 0) return into;
  const more = partOf(await takeStored(store, missing, taking));
  // No part, no way to add it: the store holds what readers do not make.
  if (more === null) return takeAnew(store, entries, { ...taking, file: null });
  takePart(into, more);
  const whole = groups + 1 < mostGroups ? null : partOf(into);
  if (whole === null) writeGroup(moreRecords(file, sizeBytes), missing, more);
  else writeGroup(newRecords(file), entries, whole);
  return into;
}
