/** What webhooks are to be told, and were. */
import type { Instant } from "@vallgrav/kernel";
import { keepable } from "./database.ts";
import type { Database } from "./database.ts";
import type { DeliveryTable } from "./schema.ts";
import type { DeliveryRecord, DeliveryStore } from "./store.ts";

function recordOf(row: DeliveryTable): DeliveryRecord {
  const { id, hook, event, body, at, attempts, next_at: nextAt, state, last } = row;
  return {
    id,
    hook,
    event,
    body,
    attempts,
    state,
    last,
    at: at as Instant,
    nextAt: nextAt as Instant | null,
  };
}

/** The part of the store that keeps deliveries. */
export function deliveryStore(database: Database): DeliveryStore {
  return {
    add: async (records, endedBefore) => {
      const rows = records.map(({ nextAt, ...record }) => ({
        ...record,
        body: keepable(record.body),
        next_at: nextAt,
      }));
      await database.write(async (trx) => {
        await trx
          .deleteFrom("delivery")
          .where("state", "!=", "waiting")
          .where("at", "<", endedBefore)
          .execute();
        await trx.insertInto("delivery").values(rows).execute();
      });
    },
    due: async (now, most) => {
      const rows = await database.read((db) =>
        db
          .selectFrom("delivery")
          .selectAll()
          .where("next_at", "<=", now)
          .orderBy("next_at")
          .orderBy("id")
          .limit(most)
          .execute(),
      );
      return rows.map((row) => recordOf(row));
    },
    update: async ({ id, attempts, nextAt, state, last }) => {
      const change = { attempts, next_at: nextAt, state, last: keepable(last) };
      await database.write((trx) =>
        trx.updateTable("delivery").set(change).where("id", "=", id).execute(),
      );
    },
    list: async (most) => {
      const rows = await database.read((db) =>
        db
          .selectFrom("delivery")
          .selectAll()
          .orderBy("at", "desc")
          .orderBy("id")
          .limit(most)
          .execute(),
      );
      return rows.map((row) => recordOf(row));
    },
  };
}
