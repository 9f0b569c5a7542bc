/**
 * Uploaded files: plain ones and zip archives, nothing written to disk. An archive is refused as a
 * whole: it is read through once, counting only, before the first file of it is handed out.
 */
import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { fail, invariant, succeed } from "@vallgrav/kernel";
import type { Result } from "@vallgrav/kernel";
import yauzl from "yauzl";
import type { ZipFile } from "yauzl";
import { problemOf, Refused } from "./collect-problem.ts";
import type { CollectProblem } from "./collect-problem.ts";
import { isArchive, isDocument } from "./entry-name.ts";
import { readEntry } from "./inflate-entry.ts";
import type { Reading } from "./inflate-entry.ts";
import { defaultUploadLimits } from "./upload-limits.ts";
import type { UploadLimits } from "./upload-limits.ts";
import { readDirectory } from "./zip-directory.ts";
import type { ZipMember } from "./zip-directory.ts";

/** A file of an upload; inside an archive its name is `export.zip/users.json`. */
export type UploadedFile = { readonly name: string; readonly bytes: Uint8Array };

/** An upload that was found sound. */
export type Upload = {
  /** How many files {@link files} gives. */
  readonly count: number;
  /** What was skipped, as warnings. */
  readonly problems: readonly CollectProblem[];
  /** The files, one in memory at a time; once only. Ending the loop early closes the upload. */
  readonly files: AsyncIterable<UploadedFile>;
  /** Closes an upload whose files nobody wants. */
  close(): Promise<void>;
};

/** Where the bytes are: in memory, or in a file that holds still while it is read. */
type Source = {
  readonly sizeBytes: number;
  readonly beginning: Uint8Array;
  readAll(): Promise<Uint8Array>;
  openZip(): Promise<ZipFile>;
  close(): Promise<void>;
};

/** Entry names are decoded and sizes checked by us, not by the library. */
const zipOptions = { autoClose: false, decodeStrings: false, validateEntrySizes: false };
const beginningBytes = 4;
/** The P of PK, with which everything begins that is packed in this way. */
const firstOfArchives = 0x50;

function fromBytes(bytes: Uint8Array): Source {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    sizeBytes: bytes.length,
    beginning: bytes.subarray(0, beginningBytes),
    readAll: () => Promise.resolve(bytes),
    openZip: () => yauzl.fromBufferPromise(buffer, zipOptions),
    close: () => Promise.resolve(),
  };
}

async function readFrom(handle: FileHandle, sizeBytes: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(sizeBytes);
  let at = 0;
  while (at < sizeBytes) {
    const { bytesRead } = await handle.read(bytes, at, sizeBytes - at, at);
    if (bytesRead === 0) break;
    at += bytesRead;
  }
  return bytes.subarray(0, at);
}

async function fromFile(path: string): Promise<Source> {
  const handle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    const beginning = await readFrom(handle, Math.min(size, beginningBytes));
    return {
      sizeBytes: size,
      beginning,
      readAll: () => readFrom(handle, size),
      openZip: () => yauzl.fromFdPromise(handle.fd, zipOptions),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Opens the archive and judges its table of contents. */
async function contentsOf(
  source: Source,
  archive: string,
  limits: UploadLimits,
): Promise<{ readonly zip: ZipFile; readonly members: readonly ZipMember[] }> {
  const judging = { archive, archiveBytes: source.sizeBytes, limits };
  try {
    const zip = await source.openZip();
    return { zip, members: await readDirectory(zip, judging) };
  } catch (error) {
    if (error instanceof Refused) throw error;
    const isLocked = error instanceof Error && error.message.includes("encryption");
    const code = isLocked ? "collect/encrypted" : "collect/not-a-zip";
    throw new Refused(problemOf(code, archive, {}));
  }
}

/** Reads everything once and keeps nothing but which entries are archives themselves. */
async function survey(
  reading: Reading,
  members: readonly ZipMember[],
): Promise<{ readonly kept: readonly ZipMember[]; readonly problems: readonly CollectProblem[] }> {
  const kept: ZipMember[] = [];
  const problems: CollectProblem[] = [];
  for (const member of members) {
    let beginning: Uint8Array | null = null;
    await readEntry(reading, member, (piece) => {
      beginning ??= piece.slice(0, beginningBytes);
    });
    if (isArchive(member.name, beginning ?? new Uint8Array()))
      problems.push(problemOf("collect/nested-archive", `${reading.archive}/${member.name}`, {}));
    else kept.push(member);
  }
  return { kept, problems };
}

async function inflate(reading: Reading, member: ZipMember): Promise<Uint8Array> {
  const bytes = new Uint8Array(member.entry.uncompressedSize);
  let at = 0;
  await readEntry(reading, member, (piece) => {
    bytes.set(piece, at);
    at += piece.length;
  });
  return bytes;
}

async function* filesOf(
  reading: Omit<Reading, "tally">,
  members: readonly ZipMember[],
  source: Source,
): AsyncGenerator<UploadedFile> {
  const tally = { packedBytes: 0, inflatedBytes: 0 };
  try {
    for (const member of members) {
      const bytes = await inflate({ ...reading, tally }, member);
      yield { name: `${reading.archive}/${member.name}`, bytes };
    }
  } catch (error) {
    // Sound a moment ago: the file was changed under us, which is the world's fault.
    invariant(!(error instanceof Refused), "an archive stays as it is while it is read");
    throw error;
  } finally {
    await source.close();
  }
}

async function openArchive(source: Source, name: string, limits: UploadLimits): Promise<Upload> {
  const { zip, members } = await contentsOf(source, name, limits);
  const reading = { zip, archive: name, limits };
  const tally = { packedBytes: 0, inflatedBytes: 0 };
  const { kept, problems } = await survey({ ...reading, tally }, members);
  const files = filesOf(reading, kept, source);
  return { count: kept.length, problems, files, close: () => source.close() };
}

async function* plainFile(source: Source, name: string): AsyncGenerator<UploadedFile> {
  try {
    yield { name, bytes: await source.readAll() };
  } finally {
    await source.close();
  }
}

/**
 * Opens an uploaded file: an archive when it is named or begins like one, else the file itself.
 * Archives inside archives are skipped with a warning. Reads an archive twice; memory stays within
 * the largest file.
 * @param source path of the file, or its bytes
 * @param name as the user knows it
 * @returns the upload, or why it was refused as a whole
 * @throws the file system's error when the path cannot be read
 */
export async function openUpload(
  source: string | Uint8Array,
  name: string,
  limits: UploadLimits = defaultUploadLimits,
): Promise<Result<Upload, CollectProblem>> {
  const opened = typeof source === "string" ? await fromFile(source) : fromBytes(source);
  try {
    const isZip = isArchive(name, opened.beginning);
    const limit = isZip ? limits.totalBytes : limits.fileBytes;
    if (opened.sizeBytes > limit)
      throw new Refused(problemOf("collect/too-large", name, { limit }));
    if (isZip) return succeed(await openArchive(opened, name, limits));
    const files = plainFile(opened, name);
    return succeed({ count: 1, problems: [], files, close: () => opened.close() });
  } catch (error) {
    await opened.close();
    if (error instanceof Refused) return fail(error.problem);
    throw error;
  }
}

/**
 * Most bytes that a file on disk becomes when it is read: its own size, or what the contents of an
 * archive say, beyond which none is read. Infinite where that cannot be told before: of documents
 * that are archives inside, and of what is refused.
 * @throws the file system's error when the path cannot be read
 */
export async function unpackedBytes(
  path: string,
  name: string,
  limits: UploadLimits = defaultUploadLimits,
): Promise<number> {
  const source = await fromFile(path);
  try {
    if (!isArchive(name, source.beginning))
      return source.beginning[0] === firstOfArchives ? Infinity : source.sizeBytes;
    const { members } = await contentsOf(source, name, limits);
    return members.reduce(
      (sum, { name: inside, entry }) =>
        sum + (isDocument(inside) ? Infinity : entry.uncompressedSize),
      0,
    );
  } catch (error) {
    if (error instanceof Refused) return Infinity;
    throw error;
  } finally {
    await source.close();
  }
}
