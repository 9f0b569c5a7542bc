/** Passkeys: public keys, so nothing of them is secret. */
import type { Instant } from "@vallgrav/kernel";
import type { Selectable } from "kysely";
import type { PasskeyRecord, PasskeyStore } from "./account-port.ts";
import { keepable } from "./database.ts";
import type { Database } from "./database.ts";
import type { PasskeyTable } from "./schema.ts";

function passkeyOf(row: Selectable<PasskeyTable>): PasskeyRecord {
  return {
    id: row.id,
    accountId: row.account_id,
    name: row.name,
    publicKey: row.public_key,
    counter: row.counter,
    createdAt: row.created_at as Instant,
    usedAt: row.used_at as Instant | null,
  };
}

/** The passkey part of the store. */
export function passkeyStore(database: Database): PasskeyStore {
  return {
    add: async (passkey) => {
      const row: PasskeyTable = {
        id: keepable(passkey.id),
        account_id: passkey.accountId,
        name: keepable(passkey.name),
        public_key: passkey.publicKey,
        counter: passkey.counter,
        created_at: passkey.createdAt,
        used_at: passkey.usedAt,
      };
      const added = await database.write((trx) =>
        trx
          .insertInto("passkey")
          .values(row)
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst(),
      );
      return added.numInsertedOrUpdatedRows === 1n;
    },
    load: async (id) => {
      const row = await database.read((db) =>
        db.selectFrom("passkey").selectAll().where("id", "=", id).executeTakeFirst(),
      );
      return row === undefined ? null : passkeyOf(row);
    },
    list: async (accountId) => {
      const rows = await database.read((db) =>
        db
          .selectFrom("passkey")
          .selectAll()
          .where("account_id", "=", accountId)
          .orderBy("created_at")
          .orderBy("id")
          .execute(),
      );
      return rows.map((row) => passkeyOf(row));
    },
    use: async (id, from, to, usedAt) => {
      const done = await database.write((trx) =>
        trx
          .updateTable("passkey")
          .set({ counter: to, used_at: usedAt })
          .where("id", "=", id)
          .where("counter", "=", from)
          .executeTakeFirst(),
      );
      return done.numUpdatedRows === 1n;
    },
    remove: async (accountId, id) => {
      const done = await database.write((trx) =>
        trx
          .deleteFrom("passkey")
          .where("account_id", "=", accountId)
          .where("id", "=", id)
          .executeTakeFirst(),
      );
      return done.numDeletedRows === 1n;
    },
    removeAll: async (accountId) => {
      await database.write((trx) =>
        trx.deleteFrom("passkey").where("account_id", "=", accountId).execute(),
      );
    },
  };
}
