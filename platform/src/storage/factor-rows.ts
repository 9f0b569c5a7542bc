/** Second factors, their secrets sealed, and recovery codes by their hashes. */
import type { Transaction } from "kysely";
import type { FactorStore } from "./account-port.ts";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";
import type { Sealer } from "./sealer.ts";

/** Where a secret lies, so that it cannot be moved to another account. */
export function factorPlace(accountId: string): string {
  return `factor ${accountId}`;
}

async function activateFactor(
  trx: Transaction<Schema>,
  sealer: Sealer,
  [accountId, secret, step, codeHashes]: Parameters<FactorStore["activate"]>,
): Promise<boolean> {
  const row = await trx
    .selectFrom("factor")
    .select("secret")
    .where("account_id", "=", accountId)
    .where("active", "=", 0)
    .executeTakeFirst();
  // Another may have been begun meanwhile: the code was not of that one.
  if (row === undefined || sealer.openText(row.secret, factorPlace(accountId)) !== secret)
    return false;
  await trx
    .updateTable("factor")
    .set({ active: 1, last_step: step })
    .where("account_id", "=", accountId)
    .execute();
  await trx.deleteFrom("recovery_code").where("account_id", "=", accountId).execute();
  await trx
    .insertInto("recovery_code")
    .values(codeHashes.map((hash) => ({ hash, account_id: accountId })))
    .execute();
  return true;
}

function recoveryCodeRows(database: Database): Pick<FactorStore, "useCode" | "countCodes"> {
  return {
    useCode: async (accountId, hash) => {
      const done = await database.write((trx) =>
        trx
          .deleteFrom("recovery_code")
          .where("account_id", "=", accountId)
          .where("hash", "=", hash)
          .executeTakeFirst(),
      );
      return done.numDeletedRows === 1n;
    },
    countCodes: async (accountId) => {
      const row = await database.read((db) =>
        db
          .selectFrom("recovery_code")
          .select((select) => select.fn.countAll<number>().as("codes"))
          .where("account_id", "=", accountId)
          .executeTakeFirstOrThrow(),
      );
      return row.codes;
    },
  };
}

/** The factor part of the store. */
export function factorStore(database: Database, sealer: Sealer): FactorStore {
  return {
    load: async (accountId) => {
      const row = await database.read((db) =>
        db.selectFrom("factor").selectAll().where("account_id", "=", accountId).executeTakeFirst(),
      );
      if (row === undefined) return null;
      return {
        secret: sealer.openText(row.secret, factorPlace(accountId)),
        isActive: row.active === 1,
        lastStep: row.last_step,
      };
    },
    isActive: async (accountId) => {
      const row = await database.read((db) =>
        db
          .selectFrom("factor")
          .select("active")
          .where("account_id", "=", accountId)
          .executeTakeFirst(),
      );
      return row?.active === 1;
    },
    begin: (accountId, secret) =>
      database.write(async (trx) => {
        await trx
          .deleteFrom("factor")
          .where("account_id", "=", accountId)
          .where("active", "=", 0)
          .execute();
        const added = await trx
          .insertInto("factor")
          .values({
            account_id: accountId,
            secret: sealer.sealText(secret, factorPlace(accountId)),
            active: 0,
            last_step: -1,
          })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        return added.numInsertedOrUpdatedRows === 1n;
      }),
    activate: (...factor) => database.write((trx) => activateFactor(trx, sealer, factor)),
    advance: async (accountId, step, impossible) => {
      const done = await database.write((trx) =>
        trx
          .updateTable("factor")
          .set({ last_step: step })
          .where("account_id", "=", accountId)
          .where("active", "=", 1)
          .where((where) =>
            where.or([where("last_step", "<", step), where("last_step", ">=", impossible)]),
          )
          .executeTakeFirst(),
      );
      return done.numUpdatedRows === 1n;
    },
    ...recoveryCodeRows(database),
    remove: async (accountId) => {
      await database.write(async (trx) => {
        await trx.deleteFrom("recovery_code").where("account_id", "=", accountId).execute();
        await trx.deleteFrom("factor").where("account_id", "=", accountId).execute();
      });
    },
  };
}
