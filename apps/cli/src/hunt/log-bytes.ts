/**
 * Bytes of logs: files and those below folders, unpacked on the way. Nothing is held in memory but
 * the piece under reading, save for members of zip archives.
 */
import { createReadStream, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import type { Problem } from "@vallgrav/kernel";
import { defaultUploadLimits, filesBelow, openUpload } from "@vallgrav/platform/collect";
import { unreadable } from "../import-files.ts";

/** A file to be read and its size. */
export type LogFile = { readonly path: string; readonly sizeBytes: number };

/** Files of the paths and of all folders below them, each once, sorted; links are not followed. */
export async function logFilesOf(
  paths: readonly string[],
): Promise<{ readonly files: readonly LogFile[]; readonly problems: readonly Problem[] }> {
  const found = new Map<string, number>();
  const problems: Problem[] = [];
  for (const path of paths)
    try {
      if (!statSync(path).isDirectory()) {
        found.set(path, statSync(path).size);
        continue;
      }
      for (const inner of filesBelow(path)) found.set(inner, statSync(inner).size);
    } catch (error) {
      problems.push(unreadable(path, error));
    }
  const files = [...found].map(([path, sizeBytes]) => ({ path, sizeBytes }));
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), problems };
}

/** One log: its name, and its bytes in pieces of any size. */
export type LogBytes = { readonly name: string; readonly pieces: AsyncIterable<Uint8Array> };

/** Bytes read at once. */
const readBytes = 1_048_576;

/** What a packed log may become; more is left out and told. */
export const mostUnpackedBytes = 17_179_869_184;

const archiveLimits = { ...defaultUploadLimits, entries: 100_000, totalBytes: 17_179_869_184 };

/** How a file is packed, by its first bytes. */
export function packingOf(head: Uint8Array): "gzip" | "zstd" | "zip" | null {
  const begins = (...bytes: readonly number[]): boolean =>
    bytes.every((byte, at) => head[at] === byte);
  if (begins(0x1f, 0x8b, 0x08)) return "gzip";
  if (begins(0x28, 0xb5, 0x2f, 0xfd)) return "zstd";
  return begins(0x50, 0x4b, 0x03, 0x04) || begins(0x50, 0x4b, 0x05, 0x06) ? "zip" : null;
}

async function headOf(path: string): Promise<Uint8Array> {
  const handle = await open(path, "r");
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Thrown where a packed log becomes more than is read. */
export class TooMuchUnpacked extends Error {
  override readonly name: string = "TooMuchUnpacked";
}

async function* bounded(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const piece of pieces) {
    total += piece.length;
    if (total > mostUnpackedBytes) throw new TooMuchUnpacked("a packed log becomes too large");
    yield piece;
  }
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/**
 * The logs that a file is: one, or those of an archive. Problems are told as they come.
 * @yields each log, to be read before the next
 */
export async function* logsOf(
  path: string,
  tell: (problem: Problem<string, object>) => void,
): AsyncGenerator<LogBytes> {
  const packing = packingOf(await headOf(path));
  if (packing === "zip") {
    const opened = await openUpload(path, basename(path), archiveLimits);
    if (!opened.ok) {
      tell(opened.problem);
      return;
    }
    opened.value.problems.forEach(tell);
    for await (const { name, bytes } of opened.value.files) yield { name, pieces: only(bytes) };
    return;
  }
  const stream = createReadStream(path, { highWaterMark: readBytes });
  if (packing === null) yield { name: path, pieces: stream };
  else {
    const unpack = packing === "gzip" ? createGunzip() : createZstdDecompress();
    // An error of the file ends what unpacks it too, so that the reader sees it.
    stream.on("error", (error) => unpack.destroy(error));
    yield { name: path, pieces: bounded(Readable.from(stream.pipe(unpack))) };
  }
}
