/** The audit's rows. Appending holds the head, so writers on all machines take turns. */
import { setImmediate as turn } from "node:timers/promises";
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

type Make = Parameters<AuditStore["append"]>[0];

/** Adds rows after the last one, in one transaction; returns the head after each. */
async function appendAll(
  database: Database,
  sealer: Sealer,
  makes: readonly Make[],
): Promise<readonly AuditHead[]> {
  return database.write(async (trx) => {
    const kept = await trx
      .selectFrom("audit_head")
      .selectAll()
      .where("id", "=", 1)
      .$if(database.kind === "postgres", (query) => query.forUpdate())
      .executeTakeFirstOrThrow();
    let last = headOf(kept);
    const heads: AuditHead[] = [];
    const rows = makes.map((make) => {
      const { row, head } = make(last);
      invariant(row.seq === last.entries + 1, "an audit row follows the last one");
      last = head;
      heads.push(head);
      const detail = row.detail === null ? null : sealer.sealText(row.detail, detailPlace(row.seq));
      return { ...row, detail, entry: keepable(row.entry) };
    });
    await trx.insertInto("audit").values(rows).execute();
    await trx
      .updateTable("audit_head")
      .set({ entries: last.entries, hash: last.hash, edge: last.edge.join(" ") })
      .where("id", "=", 1)
      .execute();
    return heads;
  });
}

/** Rows of one transaction: beyond that one waits longer than is won. */
const mostTogether = 100;

type Waiting = {
  readonly make: Make;
  readonly resolve: (head: AuditHead) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Adds rows in the order they come. Those that come while a transaction is under way go together in
 * the next one: waiting for the disk is what an entry costs, and a hundred cost it once. None is
 * told of before its own is on the disk.
 */
function appender(database: Database, sealer: Sealer): (make: Make) => Promise<AuditHead> {
  const waiting: Waiting[] = [];
  let isWriting = false;
  const alone = async ({ make, resolve, reject }: Waiting): Promise<void> => {
    try {
      const [head] = await appendAll(database, sealer, [make]);
      if (head !== undefined) resolve(head);
    } catch (error) {
      reject(error);
    }
  };
  const write = async (): Promise<void> => {
    isWriting = true;
    while (waiting.length > 0) {
      // Whatever else has come by now gets as far as its own entry first.
      await turn();
      const together = waiting.splice(0, mostTogether);
      const makes = together.map(({ make }) => make);
      try {
        const heads = await appendAll(database, sealer, makes);
        for (const [at, head] of heads.entries()) together[at]?.resolve(head);
      } catch (error) {
        const [first, ...rest] = together;
        if (rest.length === 0) first?.reject(error);
        // What is wrong with one must not keep the others from being written: each by itself.
        else await Promise.all(together.map((one) => alone(one)));
      }
    }
    isWriting = false;
  };
  return (make) =>
    new Promise((resolve, reject) => {
      waiting.push({ make, resolve, reject });
      if (!isWriting) void write();
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
    append: appender(database, sealer),
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
