/** Reads the open format back: all is checked against the manifest before anything is kept. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { EvidenceId } from "@vallgrav/kernel";
import { type OpenRow, StoreError, type Store, type TableWriter } from "../storage/index.ts";
import { type ExportFile, type Manifest, manifestName } from "./write-export.ts";

/** Largest manifest, and longest line of a table: a computation's result is one line. */
const manifestLimitBytes = 1 << 26;
const lineLimitBytes = 1 << 28;
const rowsAtOnce = 500;
const safeFile = /^(?:tables\/[a-z_]{1,64}\.jsonl|evidence\/[\da-f]{64})$/;

const damaged = (cause?: unknown): StoreError => new StoreError("storage/backup-damaged", cause);

function isFile(value: unknown): value is ExportFile {
  const file: unknown = Reflect.get(Object(value), "file");
  const size: unknown = Reflect.get(Object(value), "sizeBytes");
  const sha256: unknown = Reflect.get(Object(value), "sha256");
  return (
    typeof file === "string" &&
    safeFile.test(file) &&
    Number.isSafeInteger(size) &&
    typeof sha256 === "string" &&
    /^[\da-f]{64}$/.test(sha256)
  );
}

/** Reads a manifest's text. @returns null when it is none */
export function parseManifest(text: string): Manifest | null {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return null;
  }
  const get = (name: string): unknown => Reflect.get(Object(found), name);
  const [tables, evidence] = [get("tables"), get("evidence")];
  const isOurs = get("format") === "vallgrav-export" && get("version") === 1;
  if (!isOurs || !Array.isArray(tables) || !Array.isArray(evidence)) return null;
  if (![...tables, ...evidence].every((one) => isFile(one))) return null;
  const named = tables.every(
    (table: unknown) =>
      Reflect.get(Object(table), "file") === `tables/${Reflect.get(Object(table), "name")}.jsonl` &&
      Number.isSafeInteger(Reflect.get(Object(table), "rows")),
  );
  return named ? (found as Manifest) : null;
}

async function checkFile(folder: string, { file, sizeBytes, sha256 }: ExportFile): Promise<void> {
  const hash = createHash("sha256");
  let size = 0;
  try {
    for await (const chunk of createReadStream(join(folder, file)) as AsyncIterable<Uint8Array>) {
      hash.update(chunk);
      size += chunk.length;
      if (size > sizeBytes) break;
    }
  } catch (error) {
    throw damaged(error);
  }
  if (size !== sizeBytes || hash.digest("hex") !== sha256) throw damaged();
}

/**
 * Lines of a file, without their ends.
 * @yields each once
 */
async function* linesOf(path: string): AsyncGenerator<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      pieces.push(chunk.subarray(start, end));
      yield Buffer.concat(pieces.splice(0)).toString();
      start = end + 1;
      length = 0;
    }
    pieces.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > lineLimitBytes) throw damaged();
  }
  if (length > 0) throw damaged();
}

function rowOf(line: string): OpenRow {
  try {
    const row: unknown = JSON.parse(line);
    if (typeof row === "object" && row !== null && !Array.isArray(row)) return row as OpenRow;
  } catch (error) {
    throw damaged(error);
  }
  throw damaged();
}

async function fillTable(
  folder: string,
  table: Manifest["tables"][number],
  writer: TableWriter,
): Promise<void> {
  let rows: OpenRow[] = [];
  let count = 0;
  for await (const line of linesOf(join(folder, table.file))) {
    rows.push(rowOf(line));
    count += 1;
    if (rows.length < rowsAtOnce) continue;
    await writer.add(table.name, rows);
    rows = [];
  }
  await writer.add(table.name, rows);
  if (count !== table.rows) throw damaged();
}

async function loadManifest(folder: string): Promise<Manifest> {
  try {
    const file = join(folder, manifestName);
    if ((await stat(file)).size > manifestLimitBytes) throw damaged();
    const manifest = parseManifest(await readFile(file, "utf8"));
    if (manifest !== null) return manifest;
  } catch (error) {
    throw error instanceof StoreError ? error : damaged(error);
  }
  throw damaged();
}

/**
 * Fills an empty store from an export, all or nothing.
 * @throws {StoreError} `storage/backup-damaged`, `storage/not-empty`
 */
export async function importStore(
  store: Pick<Store, "fill" | "snapshot">,
  folder: string,
): Promise<Manifest> {
  const manifest = await loadManifest(folder);
  for (const file of [...manifest.tables, ...manifest.evidence]) await checkFile(folder, file);
  const names = await store.snapshot((tables) => Promise.resolve(tables.names));
  const found = manifest.tables.map(({ name }) => name);
  // Another order would point at rows that are not there yet.
  if (found.join() !== names.join()) throw damaged();
  await store.fill(async (writer) => {
    for (const table of manifest.tables) await fillTable(folder, table, writer);
    for (const { file, sha256 } of manifest.evidence)
      await writer.addRaw(sha256 as EvidenceId, await readFile(join(folder, file)));
  });
  return manifest;
}
