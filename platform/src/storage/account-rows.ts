/** Accounts and their sessions. */
import type { Instant } from "@vallgrav/kernel";
import type { AccountState } from "../api/index.ts";
import type { Transaction } from "kysely";
import { accountOf } from "./account-row.ts";
import { keepable } from "./database.ts";
import type { Database } from "./database.ts";
import { linkRows } from "./link-rows.ts";
import type { Schema, SessionTable } from "./schema.ts";
import type { AccountRecord, AccountStore, Locker, SessionRecord, SessionStore } from "./store.ts";

function sessionOf(row: SessionTable): SessionRecord {
  return {
    tokenHash: row.token_hash,
    accountId: row.account_id,
    address: row.address,
    createdAt: row.created_at as Instant,
    seenAt: row.seen_at as Instant,
    isStrong: row.strong === 1,
  };
}

async function addAccount(
  database: Database,
  account: AccountRecord,
  first: boolean,
): Promise<"added" | "name-taken" | "not-first"> {
  const row = {
    id: keepable(account.id),
    name: keepable(account.name),
    name_key: keepable(account.nameKey),
    role: account.role,
    password_hash: account.passwordHash,
    created_at: account.createdAt,
    is_first: first ? 1 : null,
    unit: account.unit,
    state: account.state,
    break_glass: account.isBreakGlass ? 1 : 0,
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

/** Whether no other active administrator would be left. */
async function isLast(trx: Transaction<Schema>, id: string): Promise<boolean> {
  const other = await trx
    .selectFrom("account")
    .select("id")
    .where("role", "=", "administrator")
    .where("state", "=", "active")
    .where("id", "!=", id)
    .limit(1)
    .executeTakeFirst();
  return other === undefined;
}

type Assigned = Awaited<ReturnType<AccountStore["assign"]>>;

async function assignAccount(
  trx: Transaction<Schema>,
  id: string,
  role: AccountRecord["role"],
  unit: string | null,
): Promise<Assigned> {
  const row = await trx
    .selectFrom("account")
    .select(["state", "role", "break_glass"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (row === undefined) return "unknown";
  // Its mark means an administrator who is always let in: no other role may have that.
  if (row.break_glass === 1 && role !== "administrator") return "break-glass";
  const isLeaving = row.state === "active" && row.role === "administrator";
  if (isLeaving && role !== "administrator" && (await isLast(trx, id))) return "last";
  await trx.updateTable("account").set({ role, unit }).where("id", "=", id).execute();
  return "assigned";
}

type Moved = Awaited<ReturnType<AccountStore["move"]>>;

async function moveAccount(
  trx: Transaction<Schema>,
  id: string,
  from: AccountState,
  [to, lockedBy]: readonly [AccountState, Locker],
): Promise<Moved> {
  const row = await trx
    .selectFrom("account")
    .select(["state", "role"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (row?.state !== from) return "changed";
  if (from === "active" && row.role === "administrator" && (await isLast(trx, id))) return "last";
  const forgets = to === "invited" || to === "closed";
  await trx
    .updateTable("account")
    .set({
      state: to,
      locked_by: to === "locked" ? lockedBy : null,
      ...(forgets ? { password_hash: "" } : {}),
    })
    .where("id", "=", id)
    .execute();
  await trx.deleteFrom("account_link").where("account_id", "=", id).execute();
  // Passkeys sign in by themselves: whoever starts anew starts without them.
  if (forgets) await trx.deleteFrom("passkey").where("account_id", "=", id).execute();
  if (forgets) await trx.deleteFrom("identity").where("account_id", "=", id).execute();
  if (to === "closed") {
    await trx.deleteFrom("recovery_code").where("account_id", "=", id).execute();
    await trx.deleteFrom("factor").where("account_id", "=", id).execute();
  }
  if (to !== "active") {
    await trx.deleteFrom("session").where("account_id", "=", id).execute();
    await trx.deleteFrom("api_token").where("account_id", "=", id).execute();
  }
  return "moved";
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
      await database.write(async (trx) => {
        await trx
          .updateTable("account")
          .set({ password_hash: passwordHash })
          .where("id", "=", id)
          .execute();
        await trx.deleteFrom("api_token").where("account_id", "=", id).execute();
      });
    },
    move: (id, from, to, lockedBy = "all") =>
      database.write((trx) => moveAccount(trx, id, from, [to, lockedBy])),
    assign: (id, role, unit) => database.write((trx) => assignAccount(trx, id, role, unit)),
    ...linkRows(database),
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
        strong: session.isStrong ? 1 : 0,
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
    removeExpired: async (createdBefore, seenBefore, latest) => {
      const done = await database.write((trx) =>
        trx
          .deleteFrom("session")
          .where((where) =>
            where.or([
              where("created_at", "<=", createdBefore),
              where("seen_at", "<=", seenBefore),
              where("created_at", ">", latest),
              where("seen_at", ">", latest),
            ]),
          )
          .executeTakeFirst(),
      );
      return Number(done.numDeletedRows);
    },
  };
}
