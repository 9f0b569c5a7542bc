/**
 * SQLite through `node:sqlite`: one writing connection behind Kysely's queue, a second that only
 * reads, so that readers never wait for a transaction (measured: 302 ms behind one of 300 ms).
 */
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { DatabaseSync, backup } from "node:sqlite";
import type { SQLInputValue, StatementSync } from "node:sqlite";
import { Kysely, SqliteDialect } from "kysely";
import type { SqliteDatabase, SqliteStatement } from "kysely";
import type { Handles } from "./database.ts";
import type { Schema } from "./schema.ts";
import { StoreError } from "./store-error.ts";

/** Prepared statements kept per connection. */
const statementLimit = 256;
/** How long opening and reading wait for another process; rare, and it blocks this thread. */
const busyTimeoutMs = 5_000;
const sqliteBusy = 5;
/** Kibibytes of pages that each connection keeps in memory. */
const usualCache = 65_536;
/** More pages than a database has. */
const allPages = 2_147_483_647;
/** Rights of everybody but the owner. */
const othersMask = 0o077;

function statementOf(statement: StatementSync): SqliteStatement {
  const given = (parameters: readonly unknown[]): SQLInputValue[] => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...given(parameters)),
    run: (parameters) => statement.run(...given(parameters)),
    iterate: (parameters) => statement.iterate(...given(parameters)),
  };
}

/** A full disk rolls back by itself; the error of a second rollback would hide what happened. */
function rollbackOf(db: DatabaseSync, rollback: SqliteStatement): SqliteStatement {
  return {
    ...rollback,
    run: (parameters) =>
      db.isTransaction ? rollback.run(parameters) : { changes: 0, lastInsertRowid: 0 },
  };
}

function adapt(db: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    close: () => {
      if (db.isOpen) db.close();
    },
    prepare: (text) => {
      const known = prepared.get(text);
      if (known !== undefined) return known;
      // A plain BEGIN that reads first may be refused at its first write if another wrote.
      const plain = statementOf(db.prepare(text === "begin" ? "begin immediate" : text));
      const statement = text === "rollback" ? rollbackOf(db, plain) : plain;
      if (prepared.size >= statementLimit) prepared.clear();
      prepared.set(text, statement);
      return statement;
    },
  };
}

function kyselyOf(db: DatabaseSync): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: adapt(db) }) });
}

/** Creates the file for its owner alone: SQLite gives its side files the same rights. */
function createPrivately(file: string): void {
  if (existsSync(file)) {
    // A backup that was copied back has the rights of whoever copied it.
    if ((statSync(file).mode & othersMask) !== 0) chmodSync(file, 0o600);
    return;
  }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, "a", 0o600));
}

/** A transaction that only reads, on a connection of its own: it sees the moment it began at. */
async function readMoment<T>(source: string, work: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
  const own = new DatabaseSync(source, { readOnly: true, timeout: busyTimeoutMs });
  try {
    own.exec("PRAGMA trusted_schema=OFF; BEGIN");
    return await work(kyselyOf(own));
  } finally {
    own.close();
  }
}

/** Copies over a connection of its own: one that also writes makes the copy fail under load. */
async function backUp(source: string, file: string): Promise<void> {
  if (existsSync(file)) throw new StoreError("storage/backup-refused");
  const unfinished = `${file}.unfinished`;
  await rm(unfinished, { force: true });
  createPrivately(unfinished);
  const reading = new DatabaseSync(source, { readOnly: true, timeout: busyTimeoutMs });
  try {
    // In one step: writes between two steps would make it begin again.
    await backup(reading, unfinished, { rate: allPages });
  } finally {
    reading.close();
  }
  await rename(unfinished, file);
}

/** Opens or creates the database file; its folder is made when it is missing. */
export function openSqlite(file: string, cacheKibibytes: number = usualCache): Handles {
  createPrivately(file);
  const writing = new DatabaseSync(file, { timeout: busyTimeoutMs });
  let reading: DatabaseSync | null = null;
  try {
    writing.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON");
    writing.exec("PRAGMA trusted_schema=OFF");
    // What was disposed of or erased must not lie on in free pages.
    writing.exec("PRAGMA secure_delete=ON");
    // Writers wait without blocking the thread: see `transact`.
    writing.exec("PRAGMA busy_timeout=0");
    reading = new DatabaseSync(file, { readOnly: true, timeout: busyTimeoutMs });
    reading.exec("PRAGMA trusted_schema=OFF");
    for (const one of [writing, reading]) one.exec(`PRAGMA cache_size=-${cacheKibibytes}`);
  } catch (error) {
    writing.close();
    throw error;
  }
  const readingOpen = reading;
  return {
    kind: "sqlite",
    reader: kyselyOf(readingOpen),
    writer: kyselyOf(writing),
    isBusy: (error) => Reflect.get(Object(error), "errcode") === sqliteBusy,
    snapshot: (work) => readMoment(file, work),
    backup: (target) => backUp(file, target),
    // The reader first: the last connection empties the write-ahead log, and it must be able to.
    close: () => {
      readingOpen.close();
      writing.close();
      return Promise.resolve();
    },
  };
}
