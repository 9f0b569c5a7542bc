/**
 * Statements on disk as they were taken in, so that an import that only adds reads from the store
 * what is new, and no more. They lie beside the kept model under the same rules, and go when
 * anything is withdrawn. What is damaged, or of evidence that is not there any more, counts as not
 * there: statements are then read anew from the store, which gives the same.
 */
import { type FileHandle, open } from "node:fs/promises";
import { deserialize, serialize } from "node:v8";
import { intake, type Intake, partOf, takeIn, takePart } from "@vallgrav/facts";
import type { IntakePart, PartColumns, PartLists } from "@vallgrav/facts";
import type { EvidenceId } from "@vallgrav/kernel";
import type { EvidenceEntry, Store } from "../storage/index.ts";
import { entryKey } from "./kept-model.ts";
import {
  headLength,
  moreRecords,
  newRecords,
  nextRecord,
  type RecordWriter,
} from "./kept-records.ts";

/** Each import adds a group of records; from so many on they are written as one. */
const mostGroups = 64;

/** The columns in the order in which they are written. */
const columnNames = [
  "evidence",
  "ordinal",
  "stamp",
  "word",
  "value",
  "subject",
  "other",
] as const satisfies readonly (keyof PartColumns)[];

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
  for (const name of columnNames) records.write(() => bytesOf(columns[name]));
  records.end();
}

async function nextGroup(handle: FileHandle): Promise<Group | null> {
  const found: Buffer[] = [];
  for (let nth = 0; nth < columnNames.length + 3; nth += 1) {
    const record = await nextRecord(handle);
    if (record === null) return null;
    found.push(record);
  }
  const [keys, lists, form, ...rest] = found;
  if (keys === undefined || lists === undefined || form === undefined) return null;
  const columns = Object.fromEntries(
    columnNames.map((name, nth) => {
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
    handle = await open(file, "r");
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

async function takeStored(
  { evidence: stored }: Pick<Store, "evidence">,
  entries: readonly EvidenceEntry[],
  isAll: boolean,
): Promise<Intake> {
  const into = intake(null, undefined, roomFor(entries));
  const some = isAll ? {} : { evidence: entries.map(({ evidence }) => evidence.id) };
  // Places would be held once each.
  for await (const batch of stored.observations({ ...some, hasPlaces: false }))
    for (const observation of batch) takeIn(into, observation);
  return into;
}

/** Takes all in anew, and keeps it. */
async function takeAnew(
  store: Pick<Store, "evidence">,
  entries: readonly EvidenceEntry[],
  file: string | null,
): Promise<Intake> {
  const into = await takeStored(store, entries, true);
  const part = file === null ? null : partOf(into);
  if (file !== null && part !== null) writeGroup(newRecords(file), entries, part);
  return into;
}

/**
 * Takes in all statements of the store: those that are kept from the disk, the others are kept
 * besides.
 * @param entries all evidence
 * @param file where statements are kept; null: nowhere
 */
export async function takeStatements(
  store: Pick<Store, "evidence">,
  entries: readonly EvidenceEntry[],
  file: string | null,
): Promise<Intake> {
  const kept = file === null ? null : await takeKept(file, entries);
  if (file === null || kept === null) return takeAnew(store, entries, file);
  const { into, known, groups, sizeBytes } = kept;
  const missing = entries.filter(({ evidence }) => !known.has(evidence.id));
  if (missing.length === 0) return into;
  const more = partOf(await takeStored(store, missing, false));
  // No part, no way to add it: the store holds what readers do not make.
  if (more === null) return takeAnew(store, entries, null);
  takePart(into, more);
  const whole = groups + 1 < mostGroups ? null : partOf(into);
  if (whole === null) writeGroup(moreRecords(file, sizeBytes), missing, more);
  else writeGroup(newRecords(file), entries, whole);
  return into;
}
