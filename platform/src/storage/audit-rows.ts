/** The audit chain's rows. Appending holds the head, so writers on all machines take turns. */
import type { Instant } from "@vallgrav/kernel";
import { invariant } from "@vallgrav/kernel";
import { keepable } from "./database.ts";
import type { Database } from "./database.ts";
import type { AuditHead, AuditRow, AuditStore } from "./store.ts";

async function append(database: Database, make: (head: AuditHead) => AuditRow): Promise<AuditRow> {
  return database.write(async (trx) => {
    const head = await trx
      .selectFrom("audit_head")
      .select(["entries", "hash"])
      .where("id", "=", 1)
      .$if(database.kind === "postgres", (query) => query.forUpdate())
      .executeTakeFirstOrThrow();
    const row = make({ entries: head.entries, hash: head.hash });
    invariant(row.seq === head.entries + 1, "an audit row follows the last one");
    await trx
      .insertInto("audit")
      .values({ ...row, entry: keepable(row.entry) })
      .execute();
    await trx
      .updateTable("audit_head")
      .set({ entries: row.seq, hash: row.hash })
      .where("id", "=", 1)
      .execute();
    return row;
  });
}

/** The audit part of the store. */
export function auditStore(database: Database): AuditStore {
  return {
    append: (make) => append(database, make),
    head: async () => {
      const row = await database.read((db) =>
        db
          .selectFrom("audit_head")
          .select(["entries", "hash"])
          .where("id", "=", 1)
          .executeTakeFirstOrThrow(),
      );
      return { entries: row.entries, hash: row.hash };
    },
    rows: async (fromSeq, limit) => {
      const rows = await database.read((db) =>
        db
          .selectFrom("audit")
          .selectAll()
          .where("seq", ">=", fromSeq)
          .orderBy("seq")
          .limit(limit)
          .execute(),
      );
      return rows.map((row) => ({ ...row, at: row.at as Instant }));
    },
    disposeDetails: async (before) => {
      const done = await database.write((trx) =>
        trx
          .updateTable("audit")
          .set({ detail: null })
          .where("at", "<", before)
          .where("detail", "is not", null)
          .executeTakeFirst(),
      );
      return Number(done.numUpdatedRows);
    },
  };
}
