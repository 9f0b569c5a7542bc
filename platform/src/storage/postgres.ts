/** PostgreSQL through `pg`: one connection that writes, as on SQLite, and a few that read. */
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Handles } from "./database.ts";
import { type PostgresAddress, postgresAddress } from "./postgres-tls.ts";
import type { Schema } from "./schema.ts";
import { StoreError } from "./store-error.ts";

const int8 = 20;

/** 64-bit integers as numbers; all of ours stay far below 2^53. For these pools only. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === int8
      ? Number
      : pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig["getTypeParser"],
};

function poolOf({ address, ssl }: PostgresAddress, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: address, ssl, max, types });
  // An idle connection that breaks must not end the process; the next query reports what is wrong.
  pool.on("error", () => undefined);
  return pool;
}

/** Opens a database by its address; connects at the first query. @throws {StoreError} */
export function openPostgres(whole: string): Handles {
  const address = postgresAddress(whole);
  const reading = poolOf(address, 6);
  const writing = poolOf(address, 1);
  const reader = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: reading }) });
  return {
    kind: "postgres",
    reader,
    writer: new Kysely<Schema>({ dialect: new PostgresDialect({ pool: writing }) }),
    isBusy: () => false,
    snapshot: (work) =>
      reader
        .transaction()
        .setIsolationLevel("repeatable read")
        .setAccessMode("read only")
        .execute(work),
    backup: () => Promise.reject(new StoreError("storage/backup-refused")),
    close: async () => {
      await Promise.all([reading.end(), writing.end()]);
    },
  };
}
