/**
 * Backups while work goes on: on SQLite the database file itself, on PostgreSQL the open format. A
 * restored backup is the store of that moment, byte for byte.
 */
import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { copyFile, mkdir, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { openStore, type Store, StoreError, type StoreOptions } from "../storage/index.ts";
import { isLocked, lockFolder, unlockFolder } from "./lock-files.ts";
import { importStore } from "./read-export.ts";
import { exportStore, manifestName } from "./write-export.ts";

/** Name of the note in a backup of SQLite, and of the database beside it. */
const noteName = "backup.json";
const databaseName = "vallgrav.db";

/** What a backup is. */
export type BackupKind = "sqlite" | "open";

/** How to make one. */
export type BackupOptions = {
  /** Locks the backup; null leaves it open. */
  readonly passphrase: string | null;
  /**
   * Files outside the store that only a locked backup takes along: the keys. Name → path; those
   * that are missing are left out.
   */
  readonly keys: Readonly<Record<string, string>>;
};

async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) hash.update(chunk);
  return hash.digest("hex");
}

async function writeOpen(store: Store, to: string): Promise<void> {
  if (store.kind === "postgres") {
    await exportStore(store, to);
    return;
  }
  const unfinished = `${to}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  await store.backup(join(unfinished, databaseName));
  const sha256 = await hashFile(join(unfinished, databaseName));
  const note = { format: "vallgrav-backup", version: 1, database: databaseName, sha256 };
  await writeFile(join(unfinished, noteName), `${JSON.stringify(note, null, 2)}\n`, {
    mode: 0o600,
    flush: true,
  });
  await rename(unfinished, to);
}

/**
 * Backs a store up into a new folder.
 * @throws {StoreError} `storage/backup-refused` when the folder exists
 */
export async function backUpStore(store: Store, to: string, options: BackupOptions): Promise<void> {
  if (existsSync(to)) throw new StoreError("storage/backup-refused");
  const { passphrase, keys } = options;
  if (passphrase === null) return writeOpen(store, to);
  const plain = `${to}.open`;
  await rm(plain, { recursive: true, force: true });
  try {
    await writeOpen(store, plain);
    await mkdir(join(plain, "keys"), { mode: 0o700 });
    for (const [name, path] of Object.entries(keys))
      if (existsSync(path)) await copyFile(path, join(plain, "keys", name));
    await lockFolder(plain, to, passphrase);
  } finally {
    await rm(plain, { recursive: true, force: true });
  }
}

/** Where a restored store goes. */
export type RestoreTarget = {
  /** The SQLite file, or a PostgreSQL address. */
  readonly address: string;
  readonly isPostgres: boolean;
  /** Where keys of a locked backup go: name → path. A path that exists is kept as it is. */
  readonly keys: Readonly<Record<string, string>>;
  /** How the store is opened when rows are put in; called after keys were restored. */
  readonly options: () => StoreOptions;
};

async function restoreFile(from: string, address: string): Promise<void> {
  const note: unknown = JSON.parse(await readFile(join(from, noteName), "utf8"));
  const expected: unknown = Reflect.get(Object(note), "sha256");
  const source = join(from, databaseName);
  if (Reflect.get(Object(note), "version") !== 1 || (await hashFile(source)) !== expected)
    throw new StoreError("storage/backup-damaged");
  const unfinished = `${address}.restoring`;
  await copyFile(source, unfinished);
  const handle = await open(unfinished, "r+");
  await handle.chmod(0o600);
  await handle.sync();
  await handle.close();
  await rename(unfinished, address);
}

async function restoreOpen(from: string, target: RestoreTarget): Promise<BackupKind> {
  for (const [name, path] of Object.entries(target.keys)) {
    const kept = join(from, "keys", name);
    if (existsSync(kept) && !existsSync(path)) {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await copyFile(kept, path);
      const handle = await open(path, "r+");
      await handle.chmod(0o600);
      await handle.close();
    }
  }
  if (existsSync(join(from, noteName))) {
    if (target.isPostgres) throw new StoreError("storage/backup-damaged");
    try {
      await restoreFile(from, target.address);
    } catch (error) {
      throw error instanceof StoreError ? error : new StoreError("storage/backup-damaged", error);
    }
    return "sqlite";
  }
  if (!existsSync(join(from, manifestName))) throw new StoreError("storage/backup-damaged");
  const store = await openStore(target.address, target.options());
  try {
    await importStore(store, from);
  } finally {
    await store.close();
  }
  return "open";
}

/**
 * Restores a backup into an empty place.
 * @throws {StoreError} `storage/not-empty`, `storage/backup-damaged`, `storage/wrong-passphrase`
 */
export async function restoreStore(
  from: string,
  target: RestoreTarget,
  passphrase: string | null,
): Promise<BackupKind> {
  if (!target.isPostgres && existsSync(target.address)) throw new StoreError("storage/not-empty");
  if (!isLocked(from)) return restoreOpen(from, target);
  const plain = `${target.isPostgres ? from : target.address}.unlocked`;
  await rm(plain, { recursive: true, force: true });
  try {
    await unlockFolder(from, plain, passphrase ?? "");
    return await restoreOpen(plain, target);
  } finally {
    await rm(plain, { recursive: true, force: true });
  }
}
