/**
 * Reads uploaded files and stages what they say: archives are opened, each member is recognised by
 * its content and read, and everything is counted. Whole or not at all: one error, and the caller
 * discards it all.
 */
import { createHash } from "node:crypto";
import type { Evidence, EvidenceId, Instant, Observation, Problem } from "@vallgrav/kernel";
import {
  accountsAlone,
  joinPeople,
  type JoinedReading,
  read,
  type Reading,
  recognise,
  type TableMapping,
} from "@vallgrav/readers";
import type { ImportReport, KindCount } from "../api/index.ts";
import { openUpload } from "../collect/open-upload.ts";
import type { ImportStore } from "../storage/index.ts";
import type { ImportFile } from "./import-file.ts";
import { inflate } from "./inflate.ts";
import { headingsId, type KnownMapping } from "./mappings.ts";
import { whyUnknown } from "./unknown-file.ts";

/** What reading needs from its surroundings. */
export type ReadingContext = {
  readonly imports: Pick<ImportStore, "stageEvidence" | "stageObservations">;
  readonly importId: string;
  readonly by: string;
  readonly now: Instant;
  readonly keepUntil: Instant;
  readonly signal: AbortSignal;
  /** What columns were said to mean before; see `KnownMapping`. */
  readonly mappings?: readonly KnownMapping[];
  readonly progress: (files: number, observations: number) => Promise<void>;
  /** Told before a file or a member of an archive is read. */
  readonly begin?: (file: string) => void;
};

type Tally = {
  readonly files: ImportReport["files"][number][];
  readonly kinds: Map<string, { declared: number | null; read: number; readonly ids: Set<string> }>;
  readonly rights: Set<string>;
  rightsRead: number;
  readonly domains: Set<string>;
  readonly problems: Problem[];
  /** Readings of lists of people, until they are joined; their numbers are then forgotten. */
  readonly people: JoinedReading[];
  observations: number;
  failed: boolean;
};

type Member = { readonly name: string; readonly bytes: Uint8Array; readonly from: ImportFile };
type Read = Extract<Reading, { readonly ok: true }>;

function count(tally: Tally, reading: Read): void {
  for (const { kind, declared, read: many, ids } of reading.counts) {
    const known = tally.kinds.get(kind) ?? { declared: null, read: 0, ids: new Set() };
    if (declared !== null) known.declared = (known.declared ?? 0) + declared;
    known.read += many;
    for (const id of ids) known.ids.add(id);
    tally.kinds.set(kind, known);
  }
  tally.rightsRead += reading.rights.read;
  for (const key of reading.rights.keys) tally.rights.add(key);
  for (const domain of reading.domains) tally.domains.add(domain);
}

/** Statements of a source without a date of its own are as old as its file. */
function dated(reading: Read, context: ReadingContext, file: ImportFile): readonly Observation[] {
  const modified = file.modifiedAt;
  if (reading.producedAt !== null || modified === null) return reading.observations;
  return reading.observations.map((observation) =>
    observation.validFrom === context.now ? { ...observation, validFrom: modified } : observation,
  );
}

async function stage(
  member: Member,
  id: EvidenceId,
  reading: Read,
  context: ReadingContext,
): Promise<boolean> {
  const evidence: Evidence = {
    id,
    name: member.name,
    sizeBytes: member.bytes.length,
    producedAt: reading.producedAt ?? member.from.modifiedAt,
    receivedAt: context.now,
    by: context.by,
    reader: reading.reader,
    scope: reading.scope,
    keepUntil: context.keepUntil,
    secrecy: "possible",
    ...(reading.lists === undefined ? {} : { lists: reading.lists }),
  };
  const staged = await context.imports.stageEvidence(context.importId, evidence, member.bytes);
  if (staged === "already") return true;
  await context.imports.stageObservations(context.importId, dated(reading, context, member.from));
  return false;
}

/** Whether no reader knew what a file holds; of workbooks that shows only inside. */
function isUnknown(reading: Reading): boolean {
  return !reading.ok && reading.problems.some(({ code }) => code === "readers/unrecognised");
}

/** Largest file of unknown form that is tried by what is remembered. */
const mostTriedBytes = 16_777_216;

/** What says that a list is known and has nothing in it: it keeps no other file back. */
const emptyList: ReadonlySet<string> = new Set(["readers/not-a-register"]);

function asWarning(problem: Problem): Problem {
  return { ...problem, severity: "warning" };
}

/** Whether a reading has a table with the headings that something was said of. */
function hasHeadings(reading: Reading | null, { id }: KnownMapping): boolean {
  if (reading === null || !reading.ok) return false;
  return (reading.tables ?? []).some(({ mapping }) => headingsId(mapping) === id);
}

/** The reading of a member, null where nobody knows it; and the remembered mapping it came by. */
function readingOf(
  { name, bytes, from }: Member,
  evidence: EvidenceId,
  { now: receivedAt, mappings = [] }: ReadingContext,
): readonly [Reading | null, KnownMapping | null] {
  const readAs = (mapping: TableMapping | undefined): Reading =>
    read({ name, bytes, evidence, receivedAt, inflate, ...(mapping ? { mapping } : {}) });
  if (from.mapping !== undefined) return [readAs(from.mapping), null];
  const reader = recognise(name, bytes);
  const found = reader === null ? null : readAs(undefined);
  const isKnown = found !== null && !(reader === "workbook" && isUnknown(found));
  const tried = isKnown || bytes.length <= mostTriedBytes ? mappings.toReversed() : [];
  for (const one of tried) {
    if (isKnown && !hasHeadings(found, one)) continue;
    const again = readAs(one.mapping);
    if (hasHeadings(again, one)) return [again, one];
  }
  return [isKnown ? found : null, null];
}

async function readMember(tally: Tally, member: Member, context: ReadingContext): Promise<void> {
  const { name, bytes } = member;
  context.begin?.(name);
  const id = createHash("sha256").update(bytes).digest("hex") as EvidenceId;
  const [reading, remembered] = readingOf(member, id, context);
  if (reading === null) {
    tally.problems.push(...whyUnknown({ name, bytes, evidence: id, receivedAt: context.now }));
    return;
  }
  const isEmpty = !reading.ok && reading.problems.every(({ code }) => emptyList.has(code));
  tally.problems.push(...(isEmpty ? reading.problems.map(asWarning) : reading.problems));
  if (remembered !== null) {
    const args = { by: remembered.by, day: remembered.at.slice(0, 10) };
    const at = { file: name, place: "" };
    tally.problems.push({ code: "identify/remembered-mapping", severity: "notice", at, args });
  }
  if (!reading.ok) {
    tally.failed ||= !isEmpty && reading.problems.some(({ severity }) => severity === "error");
    return;
  }
  count(tally, reading);
  tally.observations += reading.observations.length;
  const already = await stage(member, id, reading, context);
  if (reading.people !== undefined)
    tally.people.push({
      evidence: id,
      receivedAt: context.now,
      validFrom: reading.producedAt ?? member.from.modifiedAt ?? context.now,
      isKnown: already,
      reading,
    });
  tally.files.push({
    name,
    evidence: id,
    reader: reading.reader.id,
    producedAt: reading.producedAt ?? member.from.modifiedAt,
    observations: reading.observations.length,
    already,
    ...(reading.tables === undefined ? {} : { tables: reading.tables }),
  });
  await context.progress(tally.files.length, tally.observations);
}

function kindCounts(tally: Tally): KindCount[] {
  return [...tally.kinds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, { declared, read: many, ids }]) => ({
      kind,
      declared,
      read: many,
      distinct: ids.size,
    }));
}

/** Stages what lists say together by personal identity numbers and mail, which go no further. */
async function stageJoined(tally: Tally, context: ReadingContext): Promise<void> {
  const joined = tally.failed ? [] : joinPeople(tally.people);
  const count = tally.failed ? 0 : accountsAlone(tally.people);
  if (count > 0)
    tally.problems.push({
      code: "identify/numbers-alone",
      severity: "notice",
      at: null,
      args: { count },
    });
  tally.people.length = 0;
  if (joined.length > 0) await context.imports.stageObservations(context.importId, joined);
  tally.observations += joined.length;
}

/** Everything of the files; `failed` where something must not be taken. */
export async function readFiles(
  files: readonly ImportFile[],
  context: ReadingContext,
): Promise<{ readonly failed: boolean; readonly report: ImportReport }> {
  const tally: Tally = {
    files: [],
    kinds: new Map(),
    rights: new Set(),
    rightsRead: 0,
    domains: new Set(),
    problems: [],
    people: [],
    observations: 0,
    failed: false,
  };
  for (const file of files) {
    const upload = await openUpload(file.path, file.name);
    if (!upload.ok) {
      tally.problems.push(upload.problem);
      tally.failed = true;
      continue;
    }
    tally.problems.push(...upload.value.problems);
    for await (const found of upload.value.files) {
      context.signal.throwIfAborted();
      await readMember(tally, { ...found, from: file }, context);
    }
  }
  await stageJoined(tally, context);
  if (!tally.failed && tally.files.length === 0) {
    tally.failed = true;
    tally.problems.push({ code: "identify/nothing-read", severity: "error", at: null, args: {} });
  }
  const distinct = tally.rights.size;
  return {
    failed: tally.failed,
    report: {
      files: tally.files,
      kinds: kindCounts(tally),
      rights: { read: tally.rightsRead, distinct, repeats: tally.rightsRead - distinct },
      domains: [...tally.domains].sort(),
      problems: tally.problems,
    },
  };
}
