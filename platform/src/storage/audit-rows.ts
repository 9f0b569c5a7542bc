/** The audit's rows. Appending holds the head, so writers on all machines take turns. */
import { invariant } from "@vallgrav/kernel";
import type { Instant } from "@vallgrav/kernel";
import type { Kysely } from "kysely";
import { keepable } from "./database.ts";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";
import type { Sealer } from "./sealer.ts";
import type { AuditFilter, AuditHead, AuditRow, AuditStore } from "./store.ts";

type Row = {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly entry: string;
  readonly detail: string | null;
  readonly hash: string;
};

/** What a sealed detail is bound to. */
export function detailPlace(seq: number): string {
  return `audit/${seq}`;
}

function headOf(row: {
  readonly entries: number;
  readonly hash: string;
  readonly edge: string;
}): AuditHead {
  const { entries, hash, edge } = row;
  return { entries, hash, edge: edge === "" ? [] : edge.split(" ") };
}

async function append(
  database: Database,
  sealer: Sealer,
  make: Parameters<AuditStore["append"]>[0],
): Promise<AuditHead> {
  return database.write(async (trx) => {
    const kept = await trx
      .selectFrom("audit_head")
      .selectAll()
      .where("id", "=", 1)
      .$if(database.kind === "postgres", (query) => query.forUpdate())
      .executeTakeFirstOrThrow();
    const { row, head } = make(headOf(kept));
    invariant(row.seq === kept.entries + 1, "an audit row follows the last one");
    const detail = row.detail === null ? null : sealer.sealText(row.detail, detailPlace(row.seq));
    await trx
      .insertInto("audit")
      .values({ ...row, detail, entry: keepable(row.entry) })
      .execute();
    await trx
      .updateTable("audit_head")
      .set({ entries: head.entries, hash: head.hash, edge: head.edge.join(" ") })
      .where("id", "=", 1)
      .execute();
    return head;
  });
}

function select(db: Kysely<Schema>, filter: AuditFilter, limit: number): Promise<Row[]> {
  const { actors, action = "", from, until, before } = filter;
  return (
    db
      .selectFrom("audit")
      .selectAll()
      .$if(actors !== undefined, (query) => query.where("actor", "in", [...(actors ?? []), ""]))
      // Not LIKE: signs of a pattern are signs of a name here.
      .$if(action !== "", (query) =>
        query.where("action", ">=", action).where("action", "<", `${action}\u{10FFFF}`),
      )
      .$if(from !== undefined, (query) => query.where("at", ">=", from ?? ""))
      .$if(until !== undefined, (query) => query.where("at", "<", until ?? ""))
      .$if(before !== undefined, (query) => query.where("seq", "<", before ?? 0))
      .orderBy("seq", "desc")
      .limit(limit)
      .execute()
  );
}

/** The audit part of the store. */
export function auditStore(database: Database, sealer: Sealer): AuditStore {
  const opened = (row: Row): AuditRow => ({
    ...row,
    at: row.at as Instant,
    detail: row.detail === null ? null : sealer.openText(row.detail, detailPlace(row.seq)),
  });
  return {
    append: (make) => append(database, sealer, make),
    head: async () =>
      headOf(
        await database.read((db) =>
          db.selectFrom("audit_head").selectAll().where("id", "=", 1).executeTakeFirstOrThrow(),
        ),
      ),
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
      return rows.map((row) => opened(row));
    },
    find: async (filter, limit) => {
      const rows = await database.read((db) => select(db, filter, limit));
      return rows.map((row) => opened(row));
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
