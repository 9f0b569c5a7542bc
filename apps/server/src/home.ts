/**
 * The folder all data lies in. One process at a time owns it: it clears what was left half and
 * resumes what was interrupted. Others may work beside it.
 */
import { closeSync, mkdirSync, openSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StoreError } from "@vallgrav/platform/storage";

/** A folder that is there, for its user alone. */
export type Home = {
  readonly folder: string;
  /** Address of the database in it. */
  readonly database: string;
  /** Folder for uploads. */
  readonly incoming: string;
  /** Whether this process owns the folder. */
  readonly isOwner: boolean;
  /** Gives the ownership up. */
  readonly release: () => void;
};

const sqliteBusy = 5;
const sqliteFull = 13;

/** What a full disk does to whoever opens a folder, in the word of the store; else as it is. */
export function toldFull(error: unknown): unknown {
  const { code, errcode } = Object(error) as Readonly<Record<string, unknown>>;
  const isFull = code === "ENOSPC" || code === "EDQUOT" || errcode === sqliteFull;
  return isFull ? new StoreError("storage/unavailable", error) : error;
}

/** Takes the lock, or null while another holds it. The system drops it when its process ends. */
function takeLock(file: string): DatabaseSync | null {
  // Private: whoever can read the file could hold the lock against us.
  closeSync(openSync(file, "a", 0o600));
  // SQLite's file lock, the only one that Node offers on every system; the file holds no data.
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    if (Reflect.get(Object(error), "errcode") === sqliteBusy) return null;
    throw error;
  }
}

function lockIn(whole: string, incoming: string, wantsToOwn: boolean): DatabaseSync | null {
  try {
    mkdirSync(incoming, { recursive: true, mode: 0o700 });
    return wantsToOwn ? takeLock(join(whole, "owner.lock")) : null;
  } catch (error) {
    throw toldFull(error);
  }
}

/**
 * Makes the folder where it is missing, and owns it if nobody does and it is wanted.
 * @throws {StoreError} `storage/unavailable` where the disk is full
 */
export function openHome(folder: string, wantsToOwn: boolean): Home {
  const whole = resolve(folder);
  const incoming = join(whole, "incoming");
  const lock = lockIn(whole, incoming, wantsToOwn);
  return {
    folder: whole,
    database: join(whole, "vallgrav.db"),
    incoming,
    isOwner: lock !== null,
    release: () => lock?.close(),
  };
}
