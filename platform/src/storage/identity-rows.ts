/** Who an account is elsewhere, by issuer and subject. */
import type { Instant } from "@vallgrav/kernel";
import type { Selectable, Transaction } from "kysely";
import type { IdentityRecord, IdentityStore } from "./account-port.ts";
import { keepable } from "./database.ts";
import type { Database } from "./database.ts";
import type { IdentityTable, Schema } from "./schema.ts";

function identityOf(row: Selectable<IdentityTable>): IdentityRecord {
  return {
    issuer: row.issuer,
    subject: row.subject,
    accountId: row.account_id,
    createdAt: row.created_at as Instant,
  };
}

async function addIdentity(
  trx: Transaction<Schema>,
  { issuer, subject, accountId, createdAt }: IdentityRecord,
): Promise<boolean> {
  const added = await trx
    .insertInto("identity")
    .values({
      issuer: keepable(issuer),
      subject: keepable(subject),
      account_id: accountId,
      created_at: createdAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

async function ofAccount(
  database: Database,
  accountId: string,
  issuer: string,
): Promise<IdentityRecord | null> {
  const row = await database.read((db) =>
    db
      .selectFrom("identity")
      .selectAll()
      .where("account_id", "=", keepable(accountId))
      .where("issuer", "=", keepable(issuer))
      .executeTakeFirst(),
  );
  return row === undefined ? null : identityOf(row);
}

/** Aborts a transaction that must not leave anything behind. */
class TakenElsewhere extends Error {
  override readonly name: string = "TakenElsewhere";
}

/** The identity part of the store. */
export function identityStore(database: Database): IdentityStore {
  return {
    add: (identity) => database.write((trx) => addIdentity(trx, identity)),
    confirmLink: async (tokenHash, { now, latest }, { issuer, subject }) => {
      let outcome: "confirmed" | "no-link" | "taken" = "no-link";
      try {
        await database.write(async (trx) => {
          const link = await trx
            .deleteFrom("account_link")
            .where("token_hash", "=", tokenHash)
            .where("expires_at", ">", now)
            .where("expires_at", "<=", latest)
            .returning("account_id")
            .executeTakeFirst();
          if (link === undefined) return;
          const done = await trx
            .updateTable("account")
            .set({ state: "confirmed" })
            .where("id", "=", link.account_id)
            .where("state", "=", "invited")
            .executeTakeFirst();
          if (done.numUpdatedRows !== 1n) return;
          const identity = { issuer, subject, accountId: link.account_id, createdAt: now };
          if (!(await addIdentity(trx, identity))) {
            outcome = "taken";
            throw new TakenElsewhere();
          }
          outcome = "confirmed";
        });
      } catch (error) {
        // The link is whole again: whoever was invited may yet choose a password.
        const cause: unknown = Reflect.get(Object(error), "cause");
        if (!(cause instanceof TakenElsewhere)) throw error;
      }
      return outcome;
    },
    load: async (issuer, subject) => {
      const row = await database.read((db) =>
        db
          .selectFrom("identity")
          .selectAll()
          .where("issuer", "=", keepable(issuer))
          .where("subject", "=", keepable(subject))
          .executeTakeFirst(),
      );
      return row === undefined ? null : identityOf(row);
    },
    ofAccount: (accountId, issuer) => ofAccount(database, accountId, issuer),
    list: async () => {
      const rows = await database.read((db) =>
        db.selectFrom("identity").selectAll().orderBy("issuer").orderBy("subject").execute(),
      );
      return rows.map((row) => identityOf(row));
    },
    remove: async (accountId, issuer) => {
      const done = await database.write((trx) =>
        trx
          .deleteFrom("identity")
          .where("account_id", "=", accountId)
          .where("issuer", "=", issuer)
          .executeTakeFirst(),
      );
      return done.numDeletedRows === 1n;
    },
  };
}
