/** The table of contents of an archive, judged before anything is inflated. */
import type { Entry, ZipFile } from "yauzl";
import { problemOf, Refused } from "./collect-problem.ts";
import { decodeName, judgeName } from "./entry-name.ts";
import type { UploadLimits } from "./upload-limits.ts";

/** A file in an archive. */
export type ZipMember = { readonly name: string; readonly entry: Entry };

/** Type bits of a Unix mode: none given, regular file, folder. */
const typeMask = 0o170_000;
const regular = 0o100_000;
const folder = 0o040_000;
const stored = 0;
const deflated = 8;

type Judging = {
  /** Name of the archive as the user knows it. */
  readonly archive: string;
  readonly archiveBytes: number;
  readonly limits: UploadLimits;
};

function nameOf(entry: Entry, { archive, limits }: Judging): string {
  if (entry.fileNameRaw.length > limits.nameBytes)
    throw new Refused(problemOf("collect/bad-name", archive, { limit: limits.nameBytes }));
  const name = decodeName(entry.fileNameRaw);
  const fault = judgeName(name);
  if (fault === "path-outside")
    throw new Refused(problemOf("collect/path-outside", archive, { name }));
  if (fault !== null)
    throw new Refused(problemOf("collect/bad-name", archive, { limit: limits.nameBytes }));
  return name;
}

/** Judges what the entry says of itself; what it really holds is counted later. */
function judgeEntry(entry: Entry, file: string, { limits }: Judging): void {
  const refuse = (problem: ReturnType<typeof problemOf>): never => {
    throw new Refused(problem);
  };
  if (entry.isEncrypted()) refuse(problemOf("collect/encrypted", file, {}));
  const type = (entry.externalFileAttributes >>> 16) & typeMask;
  if (type !== 0 && type !== regular && type !== folder)
    refuse(problemOf("collect/special-file", file, {}));
  const method = entry.compressionMethod;
  if (method !== stored && method !== deflated)
    refuse(problemOf("collect/unsupported-method", file, { method }));
  const { uncompressedSize, compressedSize } = entry;
  if (uncompressedSize > limits.fileBytes)
    refuse(problemOf("collect/too-large", file, { limit: limits.fileBytes }));
  const isPacked = uncompressedSize > compressedSize * limits.ratio;
  if (isPacked && uncompressedSize > limits.ratioFromBytes)
    refuse(problemOf("collect/zip-bomb", file, { limit: limits.ratio }));
}

/**
 * The files of an archive in its own order, folders left out.
 * @throws {Refused} at the first entry that is refused
 */
export async function readDirectory(zip: ZipFile, judging: Judging): Promise<readonly ZipMember[]> {
  const { archive, archiveBytes, limits } = judging;
  const members: ZipMember[] = [];
  const names = new Set<string>();
  let count = 0;
  let [packed, inflated] = [0, 0];
  const tooMany = (): Refused =>
    new Refused(problemOf("collect/too-many-entries", archive, { limit: limits.entries }));
  if (zip.entryCount > limits.entries) throw tooMany();
  for await (const entry of zip.eachEntry()) {
    count += 1;
    if (count > limits.entries) throw tooMany();
    const name = nameOf(entry, judging);
    const file = `${archive}/${name}`;
    judgeEntry(entry, file, judging);
    packed += entry.compressedSize;
    inflated += entry.uncompressedSize;
    if (inflated > limits.totalBytes)
      throw new Refused(problemOf("collect/too-large", archive, { limit: limits.totalBytes }));
    // Entries that share bytes: the archive holds less than its entries say.
    if (packed > archiveBytes)
      throw new Refused(problemOf("collect/zip-bomb", archive, { limit: limits.ratio }));
    if (names.has(name)) throw new Refused(problemOf("collect/duplicate-name", archive, { name }));
    names.add(name);
    if (!name.endsWith("/")) members.push({ name, entry });
  }
  return members;
}
