/**
 * The open format: a folder with one file of JSON lines per table, one file per piece of raw
 * evidence, and a manifest with digests. Equal stores give equal bytes, whatever the database.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { type FileHandle, mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { canonicalJson } from "@vallgrav/kernel";
import { StoreError, type Store, type TableReader } from "../storage/index.ts";

/** One file of an export. */
export type ExportFile = {
  /** Path in the folder, parts joined by `/`. */
  readonly file: string;
  readonly sizeBytes: number;
  /** SHA-256, hexadecimal. */
  readonly sha256: string;
};

/** What an export holds. */
export type Manifest = {
  readonly format: "vallgrav-export";
  readonly version: 1;
  /** All of it may be secret: a harm test comes before it is given out. */
  readonly secrecy?: "possible";
  readonly tables: readonly (ExportFile & { readonly name: string; readonly rows: number })[];
  readonly evidence: readonly ExportFile[];
};

/** Name of the manifest, written last: a folder without one is no export. */
export const manifestName = "manifest.json";
/** Bytes gathered before they are written. */
const bufferBytes = 1 << 20;

/** Writes text and counts and hashes it. */
function countingWriter(handle: FileHandle) {
  const hash = createHash("sha256");
  let waiting: string[] = [];
  let waitingLength = 0;
  let sizeBytes = 0;
  const flush = async (): Promise<void> => {
    const bytes = Buffer.from(waiting.join(""));
    waiting = [];
    waitingLength = 0;
    hash.update(bytes);
    sizeBytes += bytes.length;
    await handle.appendFile(bytes);
  };
  return {
    write: async (text: string): Promise<void> => {
      waiting.push(text);
      waitingLength += text.length;
      if (waitingLength >= bufferBytes) await flush();
    },
    end: async () => {
      await flush();
      await handle.sync();
      return { sizeBytes, sha256: hash.digest("hex") };
    },
  };
}

async function writeTable(
  folder: string,
  tables: TableReader,
  name: string,
): Promise<Manifest["tables"][number]> {
  const file = `tables/${name}.jsonl`;
  const handle = await open(join(folder, file), "wx", 0o600);
  try {
    const writer = countingWriter(handle);
    let rows = 0;
    for await (const row of tables.rows(name)) {
      await writer.write(`${canonicalJson(row)}\n`);
      rows += 1;
    }
    return { name, file, rows, ...(await writer.end()) };
  } finally {
    await handle.close();
  }
}

async function writeAll(folder: string, tables: TableReader): Promise<Manifest> {
  const written: Manifest["tables"][number][] = [];
  for (const name of tables.names) written.push(await writeTable(folder, tables, name));
  const evidence: ExportFile[] = [];
  for (const id of await tables.rawIds()) {
    const bytes = await tables.raw(id);
    const file = `evidence/${id}`;
    await writeFile(join(folder, file), bytes, { mode: 0o600, flag: "wx", flush: true });
    evidence.push({ file, sizeBytes: bytes.length, sha256: id });
  }
  const head = { format: "vallgrav-export", version: 1, secrecy: "possible" } as const;
  return { ...head, tables: written, evidence };
}

/**
 * Writes everything a store keeps, as of one moment, into a new folder. Sessions are left out.
 * @throws {StoreError} `storage/backup-refused` when the folder exists
 */
export async function exportStore(store: Pick<Store, "snapshot">, to: string): Promise<Manifest> {
  if (existsSync(to)) throw new StoreError("storage/backup-refused");
  const unfinished = `${to}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  for (const name of ["tables", "evidence"])
    await mkdir(join(unfinished, name), { recursive: true, mode: 0o700 });
  const manifest = await store.snapshot((tables) => writeAll(unfinished, tables));
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  await writeFile(join(unfinished, manifestName), text, { mode: 0o600, flush: true });
  await rename(unfinished, to);
  return manifest;
}
