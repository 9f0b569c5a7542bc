/** Links by which an invited account gets its password, each of use once. */
import type { AccountStore, LinkTime } from "./account-port.ts";
import { accountOf } from "./account-row.ts";
import type { Database } from "./database.ts";

/** The part of the account store that keeps links. */
export function linkRows(
  database: Database,
): Pick<AccountStore, "saveLink" | "byLink" | "useLink"> {
  return {
    saveLink: async ({ accountId, tokenHash, expiresAt }) => {
      await database.write(async (trx) => {
        await trx.deleteFrom("account_link").where("account_id", "=", accountId).execute();
        await trx
          .insertInto("account_link")
          .values({ account_id: accountId, token_hash: tokenHash, expires_at: expiresAt })
          .execute();
      });
    },
    byLink: async (tokenHash: string, { now, latest }: LinkTime) => {
      const row = await database.read((db) =>
        db
          .selectFrom("account")
          .innerJoin("account_link", "account_link.account_id", "account.id")
          .selectAll("account")
          .where("account_link.token_hash", "=", tokenHash)
          .where("account_link.expires_at", ">", now)
          .where("account_link.expires_at", "<=", latest)
          .where("account.state", "=", "invited")
          .executeTakeFirst(),
      );
      return row === undefined ? null : accountOf(row);
    },
    useLink: (tokenHash, { now, latest }, passwordHash) =>
      database.write(async (trx) => {
        const link = await trx
          .deleteFrom("account_link")
          .where("token_hash", "=", tokenHash)
          .where("expires_at", ">", now)
          .where("expires_at", "<=", latest)
          .returning("account_id")
          .executeTakeFirst();
        if (link === undefined) return false;
        const done = await trx
          .updateTable("account")
          .set({ state: "confirmed", password_hash: passwordHash })
          .where("id", "=", link.account_id)
          .where("state", "=", "invited")
          .executeTakeFirst();
        return done.numUpdatedRows === 1n;
      }),
  };
}
