/** A database behind Kysely: reads and writes kept apart, and every failure of it one class. */
import { setTimeout as pause } from "node:timers/promises";
import { InvariantBroken } from "@vallgrav/kernel";
import type { Kysely, Transaction } from "kysely";
import type { Schema } from "./schema.ts";
import { StoreError } from "./store-error.ts";

/** Reads take any connection; writes are transactions on the one writing connection, in turn. */
export type Database = {
  readonly kind: "sqlite" | "postgres";
  read<T>(work: (db: Kysely<Schema>) => Promise<T>): Promise<T>;
  write<T>(work: (trx: Transaction<Schema>) => Promise<T>): Promise<T>;
  /** Reads of one moment, whatever is written meanwhile. */
  snapshot<T>(work: (db: Kysely<Schema>) => Promise<T>): Promise<T>;
  backup(file: string): Promise<void>;
  close(): Promise<void>;
};

/** The two handles of a kind of database, before they are joined. */
export type Handles = {
  readonly kind: Database["kind"];
  readonly reader: Kysely<Schema>;
  readonly writer: Kysely<Schema>;
  /** Whether a transaction could not begin because another process writes. */
  readonly isBusy: (error: unknown) => boolean;
  readonly snapshot: Database["snapshot"];
  readonly backup: (file: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** How often a transaction tries to begin while another process writes, and how long it waits. */
const busyAttempts = 500;
const busyPauseMs = 10;

/**
 * A transaction, begun again while the database is busy elsewhere. The database's own waiting would
 * block this thread, and with it whoever holds the lock in the same process.
 */
async function transact<T>(
  { writer, isBusy }: Handles,
  work: (trx: Transaction<Schema>) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    let hasBegun = false;
    try {
      return await writer.transaction().execute((trx) => {
        hasBegun = true;
        return work(trx);
      });
    } catch (error) {
      if (hasBegun || attempt >= busyAttempts || !isBusy(error)) throw error;
      await pause(busyPauseMs);
    }
  }
}

/** Runs work on the database; what it throws becomes `storage/unavailable` with its cause. */
export async function guard<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreError || error instanceof InvariantBroken) throw error;
    throw new StoreError("storage/unavailable", error);
  }
}

/** Joins the handles to a database that closes once, after the writes under way. */
export function databaseOf(
  handles: Handles,
  onWrite: (phase: "begun" | "over") => void = () => undefined,
): Database {
  let closing: Promise<void> | null = null;
  const pending = new Set<Promise<unknown>>();
  const track = async <T>(work: () => Promise<T>): Promise<T> => {
    if (closing !== null) throw new StoreError("storage/unavailable");
    const running = guard(work);
    pending.add(running);
    try {
      return await running;
    } finally {
      pending.delete(running);
    }
  };
  return {
    kind: handles.kind,
    read: (work) => track(() => work(handles.reader)),
    write: (work) =>
      track(async () => {
        const done = await transact(handles, (trx) => {
          onWrite("begun");
          return work(trx);
        });
        onWrite("over");
        return done;
      }),
    snapshot: (work) => track(() => handles.snapshot(work)),
    backup: (file) => track(() => handles.backup(file)),
    close: () => {
      closing ??= (async () => {
        await Promise.allSettled(pending);
        await guard(handles.close);
      })();
      return closing;
    },
  };
}

/** Text that both databases keep and order alike. @throws {StoreError} `storage/bad-text` */
export function keepable(text: string): string {
  if (text.includes("\u0000") || !text.isWellFormed()) throw new StoreError("storage/bad-text");
  return text;
}

/**
 * Parts of a list, in order: for parameters of one statement and rows of one transaction.
 * @yields at most `size` items
 */
export function* parts<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size);
}
