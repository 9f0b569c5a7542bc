/** Accounts and their sessions. */
import type { Instant } from "@vallgrav/kernel";
import { keepable } from "./database.ts";
import type { Database } from "./database.ts";
import type { AccountTable, SessionTable } from "./schema.ts";
import type { AccountRecord, AccountStore, SessionRecord, SessionStore } from "./store.ts";

function accountOf(row: AccountTable): AccountRecord {
  return {
    id: row.id,
    name: row.name,
    nameKey: row.name_key,
    role: row.role as AccountRecord["role"],
    unit: row.unit,
    passwordHash: row.password_hash,
    createdAt: row.created_at as Instant,
  };
}

function sessionOf(row: SessionTable): SessionRecord {
  return {
    tokenHash: row.token_hash,
    accountId: row.account_id,
    address: row.address,
    createdAt: row.created_at as Instant,
    seenAt: row.seen_at as Instant,
  };
}

async function addAccount(
  database: Database,
  account: AccountRecord,
  first: boolean,
): Promise<"added" | "name-taken" | "not-first"> {
  const row: AccountTable = {
    id: keepable(account.id),
    name: keepable(account.name),
    name_key: keepable(account.nameKey),
    role: account.role,
    password_hash: account.passwordHash,
    created_at: account.createdAt,
    is_first: first ? 1 : null,
    unit: account.unit,
  };
  return database.write(async (trx) => {
    if (first) {
      const any = await trx.selectFrom("account").select("id").limit(1).executeTakeFirst();
      if (any !== undefined) return "not-first";
    }
    const added = await trx
      .insertInto("account")
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (added.numInsertedOrUpdatedRows === 1n) return "added";
    return first ? "not-first" : "name-taken";
  });
}

/** The account part of the store. */
export function accountStore(database: Database): AccountStore {
  const find = async (column: "id" | "name_key", value: string): Promise<AccountRecord | null> => {
    const row = await database.read((db) =>
      db.selectFrom("account").selectAll().where(column, "=", value).executeTakeFirst(),
    );
    return row === undefined ? null : accountOf(row);
  };
  return {
    add: async (account, first) => addAccount(database, account, first),
    byNameKey: async (nameKey) => find("name_key", keepable(nameKey)),
    byId: (id) => find("id", id),
    list: async () => {
      const rows = await database.read((db) =>
        db.selectFrom("account").selectAll().orderBy("name_key").execute(),
      );
      return rows.map((row) => accountOf(row));
    },
    count: async () => {
      const row = await database.read((db) =>
        db
          .selectFrom("account")
          .select((select) => select.fn.countAll<number>().as("accounts"))
          .executeTakeFirstOrThrow(),
      );
      return row.accounts;
    },
    savePasswordHash: async (id, passwordHash) => {
      await database.write((trx) =>
        trx
          .updateTable("account")
          .set({ password_hash: passwordHash })
          .where("id", "=", id)
          .execute(),
      );
    },
  };
}

/** The session part of the store. */
export function sessionStore(database: Database): SessionStore {
  return {
    add: async (session) => {
      const row: SessionTable = {
        token_hash: session.tokenHash,
        account_id: session.accountId,
        address: keepable(session.address),
        created_at: session.createdAt,
        seen_at: session.seenAt,
      };
      await database.write((trx) => trx.insertInto("session").values(row).execute());
    },
    load: async (tokenHash) => {
      const row = await database.read((db) =>
        db.selectFrom("session").selectAll().where("token_hash", "=", tokenHash).executeTakeFirst(),
      );
      return row === undefined ? null : sessionOf(row);
    },
    touch: async (tokenHash, seenAt) => {
      await database.write((trx) =>
        trx
          .updateTable("session")
          .set({ seen_at: seenAt })
          .where("token_hash", "=", tokenHash)
          .execute(),
      );
    },
    remove: async (tokenHash) => {
      const done = await database.write((trx) =>
        trx.deleteFrom("session").where("token_hash", "=", tokenHash).executeTakeFirst(),
      );
      return done.numDeletedRows === 1n;
    },
    removeAll: async (accountId) => {
      const done = await database.write((trx) =>
        trx.deleteFrom("session").where("account_id", "=", accountId).executeTakeFirst(),
      );
      return Number(done.numDeletedRows);
    },
    list: async (accountId) => {
      const rows = await database.read((db) =>
        db
          .selectFrom("session")
          .selectAll()
          .where("account_id", "=", accountId)
          .orderBy("created_at")
          .orderBy("token_hash")
          .execute(),
      );
      return rows.map((row) => sessionOf(row));
    },
    removeExpired: async (createdBefore, seenBefore) => {
      const done = await database.write((trx) =>
        trx
          .deleteFrom("session")
          .where((where) =>
            where.or([
              where("created_at", "<=", createdBefore),
              where("seen_at", "<=", seenBefore),
            ]),
          )
          .executeTakeFirst(),
      );
      return Number(done.numDeletedRows);
    },
  };
}
