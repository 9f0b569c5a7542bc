/** The bytes of an archive's entry, counted as they come: what its header says is not believed. */
import { crc32 } from "node:zlib";
import type { ZipFile } from "yauzl";
import { problemOf, Refused } from "./collect-problem.ts";
import type { UploadLimits } from "./upload-limits.ts";
import type { ZipMember } from "./zip-directory.ts";

/** What is known of all entries so far. */
export type Tally = { packedBytes: number; inflatedBytes: number };

function judgeGrowth(
  file: string,
  sizes: { readonly packed: number; readonly declared: number; readonly now: number },
  limits: UploadLimits,
): void {
  const { packed, declared, now } = sizes;
  const bomb = (): Refused =>
    new Refused(problemOf("collect/zip-bomb", file, { limit: limits.ratio }));
  if (now > declared) throw bomb();
  if (now > limits.ratioFromBytes && now > packed * limits.ratio) throw bomb();
  if (now > limits.fileBytes)
    throw new Refused(problemOf("collect/too-large", file, { limit: limits.fileBytes }));
}

/** Carries on the sums over all entries of the archive. */
function judgeTotal(archive: string, tally: Tally, limits: UploadLimits): void {
  if (tally.inflatedBytes > limits.totalBytes)
    throw new Refused(problemOf("collect/too-large", archive, { limit: limits.totalBytes }));
  const isPacked = tally.inflatedBytes > tally.packedBytes * limits.ratio;
  if (isPacked && tally.inflatedBytes > limits.ratioFromBytes)
    throw new Refused(problemOf("collect/zip-bomb", archive, { limit: limits.ratio }));
}

/** What {@link readEntry} reads from and counts into. */
export type Reading = {
  readonly zip: ZipFile;
  readonly archive: string;
  readonly limits: UploadLimits;
  readonly tally: Tally;
};

/**
 * Hands out the bytes of an entry piece by piece and checks size and checksum at the end.
 * @throws {Refused} as soon as a limit is passed
 */
export async function readEntry(
  { zip, archive, limits, tally }: Reading,
  { name, entry }: ZipMember,
  take: (piece: Uint8Array) => void,
): Promise<void> {
  const file = `${archive}/${name}`;
  const damaged = (): Refused => new Refused(problemOf("collect/damaged", file, {}));
  const sizes = { packed: entry.compressedSize, declared: entry.uncompressedSize, now: 0 };
  let sum = 0;
  tally.packedBytes += sizes.packed;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream) {
      const piece = chunk as Uint8Array;
      sizes.now += piece.length;
      tally.inflatedBytes += piece.length;
      judgeGrowth(file, sizes, limits);
      judgeTotal(archive, tally, limits);
      sum = crc32(piece, sum);
      take(piece);
    }
  } catch (error) {
    if (error instanceof Refused) throw error;
    // Broken deflate data, a local header that is none, or the end of the file inside an entry.
    throw damaged();
  }
  if (sizes.now !== sizes.declared || sum !== entry.crc32) throw damaged();
}
