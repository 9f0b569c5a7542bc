/** Tokens of programs, by their hashes. */
import type { Instant } from "@vallgrav/kernel";
import type { Selectable, Transaction } from "kysely";
import type { TokenRecord, TokenStore } from "./account-port.ts";
import { keepable } from "./database.ts";
import type { Database } from "./database.ts";
import type { Schema, TokenTable } from "./schema.ts";

function tokenOf(row: Selectable<TokenTable>): TokenRecord {
  return {
    id: row.id,
    accountId: row.account_id,
    tokenHash: row.token_hash,
    name: row.name,
    scopes: row.scopes.split(" ").filter((scope) => scope !== ""),
    isStrong: row.strong === 1,
    createdAt: row.created_at as Instant,
    expiresAt: row.expires_at as Instant,
    usedAt: row.used_at as Instant | null,
  };
}

async function addToken(trx: Transaction<Schema>, row: TokenTable, most: number): Promise<boolean> {
  const { tokens } = await trx
    .selectFrom("api_token")
    .select((select) => select.fn.countAll<number>().as("tokens"))
    .where("account_id", "=", row.account_id)
    .executeTakeFirstOrThrow();
  const account = await trx
    .selectFrom("account")
    .select("state")
    .where("id", "=", row.account_id)
    .executeTakeFirst();
  // Locked meanwhile, its tokens have ended without this one.
  if (tokens >= most || account?.state !== "active") return false;
  await trx.insertInto("api_token").values(row).execute();
  return true;
}

function rowOf(token: TokenRecord): TokenTable {
  return {
    id: token.id,
    account_id: token.accountId,
    token_hash: token.tokenHash,
    name: keepable(token.name),
    scopes: token.scopes.join(" "),
    strong: token.isStrong ? 1 : 0,
    created_at: token.createdAt,
    expires_at: token.expiresAt,
    used_at: token.usedAt,
  };
}

/** The token part of the store. */
export function tokenStore(database: Database): TokenStore {
  return {
    add: async (token, most) => {
      const row = rowOf(token);
      return database.write((trx) => addToken(trx, row, most));
    },
    load: async (tokenHash) => {
      const row = await database.read((db) =>
        db
          .selectFrom("api_token")
          .selectAll()
          .where("token_hash", "=", tokenHash)
          .executeTakeFirst(),
      );
      return row === undefined ? null : tokenOf(row);
    },
    list: async (accountId) => {
      const rows = await database.read((db) =>
        db
          .selectFrom("api_token")
          .selectAll()
          .where("account_id", "=", accountId)
          .orderBy("created_at")
          .orderBy("id")
          .execute(),
      );
      return rows.map((row) => tokenOf(row));
    },
    touch: async (id, usedAt) => {
      await database.write((trx) =>
        trx.updateTable("api_token").set({ used_at: usedAt }).where("id", "=", id).execute(),
      );
    },
    remove: async (accountId, id) => {
      const done = await database.write((trx) =>
        trx
          .deleteFrom("api_token")
          .where("account_id", "=", accountId)
          .where("id", "=", id)
          .executeTakeFirst(),
      );
      return done.numDeletedRows === 1n;
    },
    removeAll: async (accountId) => {
      const done = await database.write((trx) =>
        trx.deleteFrom("api_token").where("account_id", "=", accountId).executeTakeFirst(),
      );
      return Number(done.numDeletedRows);
    },
  };
}
