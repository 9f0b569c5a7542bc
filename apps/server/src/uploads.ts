/**
 * Takes files from a multipart body to a folder of ours, counting as they come. The names they are
 * sent with are for people only: on disk each has a name of our own.
 */
import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm, statfs } from "node:fs/promises";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { MultipartFile } from "@fastify/multipart";
import type { Json } from "@vallgrav/kernel";
import { type ImportFile, parseMapping, type TableMapping } from "@vallgrav/platform/identify";
import type { FastifyRequest } from "fastify";
import { Refusal } from "./route.ts";

/** How much one upload may be. */
export type UploadLimits = {
  readonly files: number;
  readonly fileBytes: number;
  readonly totalBytes: number;
  /** What uploads leave of the disk: without room for its log nothing may be done, by anybody. */
  readonly leaveBytes: number;
};

/** Half a gibibyte for a file, one in all; a quarter is left. */
export const defaultUploadLimits: UploadLimits = {
  files: 200,
  fileBytes: 536_870_912,
  totalBytes: 1_073_741_824,
  leaveBytes: 268_435_456,
};

/** How often is looked whether there is still room: others write too. */
const lookEveryBytes = 16_777_216;

/** What boundaries and part headers may add to a body. */
const overheadBytes = 1_048_576;
const nameLimit = 200;

function noRoom(): Refusal {
  return new Refusal(507, "request/no-room");
}

/** @throws {Refusal} 507 `request/no-room` where so many more bytes would leave too little */
async function checkRoom(folder: string, bytes: number, { leaveBytes }: UploadLimits) {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize - bytes < leaveBytes) throw noRoom();
}

function tooLarge(limit: "files" | "fileBytes" | "totalBytes", limits: UploadLimits): Refusal {
  const at = limit === "files" ? { limitFiles: limits.files } : { limitBytes: limits[limit] };
  return new Refusal(413, "request/too-large", { limit, ...at });
}

function badBody(field: "/files" | "/mapping" = "/files"): Refusal {
  return new Refusal(400, "request/bad-body", { fields: [field] });
}

/** Most bytes of what is said of columns: a thousand of them, with room for long headings. */
const mappingBytes = 262_144;

/** What the field says that columns mean. @throws {Refusal} 400 */
function mappingIn(value: unknown): TableMapping {
  if (typeof value !== "string") throw badBody("/mapping");
  try {
    const mapping = parseMapping(JSON.parse(value) as Json);
    if (mapping !== null) return mapping;
  } catch {
    // No JSON is no mapping either.
  }
  throw badBody("/mapping");
}

/** The last part of a file's name, without what cannot be seen. */
function shownName(name: string): string {
  const last = name.toWellFormed().split(/[/\\]/).at(-1) ?? "";
  const visible = last.normalize("NFC").replaceAll(/\p{C}/gu, "").trim().slice(0, nameLimit);
  return visible === "" ? "namnlös" : visible.toWellFormed();
}

type Sum = { totalBytes: number; lookAt: number };

function counting(sum: Sum, folder: string, limits: UploadLimits): Transform {
  let fileBytes = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      fileBytes += chunk.length;
      sum.totalBytes += chunk.length;
      if (fileBytes > limits.fileBytes) done(tooLarge("fileBytes", limits));
      else if (sum.totalBytes > limits.totalBytes) done(tooLarge("totalBytes", limits));
      else if (sum.totalBytes < sum.lookAt) done(null, chunk);
      else {
        sum.lookAt += lookEveryBytes;
        checkRoom(folder, lookEveryBytes, limits).then(() => done(null, chunk), done);
      }
    },
  });
}

/** Removes files that were received. */
export async function removeFiles(files: readonly ImportFile[]): Promise<void> {
  for (const { path } of files) await rm(path, { force: true });
}

/** Whether the parser of multipart bodies is complaining: it throws plain errors without a code. */
function isUnreadable(error: unknown): boolean {
  return (
    error instanceof Error &&
    Object.getPrototypeOf(error) === Error.prototype &&
    Reflect.get(error, "code") === undefined
  );
}

function checkPart(field: string, soFar: number, limits: UploadLimits): void {
  if (field !== "files") throw badBody();
  if (soFar >= limits.files) throw tooLarge("files", limits);
}

async function keep(part: MultipartFile, file: ImportFile, counter: Transform): Promise<void> {
  const target = createWriteStream(file.path, { flags: "wx", mode: 0o600 });
  await pipeline(part.file, counter, target);
}

/**
 * Streams the files of the field `files` into a folder. What the field `mapping` says that columns
 * mean, as JSON, goes for each of them. Nothing is left there when it throws.
 * @throws {Refusal} 413 `request/too-large` with the limit; 507 `request/no-room`; 400
 *   `request/bad-body` for another field or no file
 */
export async function receiveFiles(
  request: FastifyRequest,
  folder: string,
  limits: UploadLimits,
): Promise<readonly ImportFile[]> {
  if (!request.isMultipart()) throw new Refusal(415, "request/media-type");
  const declared = Number(request.headers["content-length"] ?? 0);
  if (declared > limits.totalBytes + overheadBytes) throw tooLarge("totalBytes", limits);
  await checkRoom(folder, declared, limits);
  const files: ImportFile[] = [];
  let mapping: TableMapping | null = null;
  const sum: Sum = { totalBytes: 0, lookAt: lookEveryBytes };
  try {
    // One more than is counted here, so that it is always we who refuse.
    const parts = request.parts({
      limits: { fileSize: limits.fileBytes + 1, fieldSize: mappingBytes },
    });
    for await (const part of parts) {
      if (part.type !== "file") {
        if (part.fieldname !== "mapping" || mapping !== null) throw badBody();
        mapping = part.valueTruncated ? mappingIn(null) : mappingIn(part.value);
        continue;
      }
      checkPart(part.fieldname, files.length, limits);
      const path = join(folder, randomUUID());
      const name = shownName(part.filename);
      const file: ImportFile = { path, name, modifiedAt: null, temporary: true };
      files.push(file);
      await keep(part, file, counting(sum, folder, limits));
    }
    if (files.length === 0) throw badBody();
    const said = mapping === null ? {} : { mapping };
    return files.map((file) => ({ ...file, ...said }));
  } catch (error) {
    // What is still coming is let through to nowhere, so that the sender gets to read our answer.
    request.raw.unpipe();
    request.raw.resume();
    await removeFiles(files);
    if (Reflect.get(Object(error), "code") === "ENOSPC") throw noRoom();
    throw isUnreadable(error) ? badBody() : error;
  }
}
