/** Requests that are not to be carried out twice. */
import type { Instant } from "@vallgrav/kernel";
import type { Database } from "./database.ts";
import type { Sealer } from "./sealer.ts";
import type { RepeatStore } from "./store.ts";

function placeOf(key: string): string {
  return `repeat/${key}`;
}

/** The part of the store that remembers what was asked under which key. */
export function repeatStore(database: Database, sealer: Sealer): RepeatStore {
  return {
    begin: async ({ key, print, at }, olderThan) => {
      const found = await database.write(async (trx) => {
        await trx.deleteFrom("repeat").where("at", "<", olderThan).execute();
        const added = await trx
          .insertInto("repeat")
          .values({ key, print, at, status: null, body: null })
          .onConflict((conflict) => conflict.column("key").doNothing())
          .returning("key")
          .executeTakeFirst();
        if (added !== undefined) return null;
        const query = trx.selectFrom("repeat").selectAll().where("key", "=", key);
        return query.executeTakeFirstOrThrow();
      });
      if (found === null) return null;
      const { body } = found;
      return {
        key,
        print: found.print,
        at: found.at as Instant,
        status: found.status,
        body: body === null ? null : sealer.openText(body, placeOf(key)),
      };
    },
    finish: async (key, status, body) => {
      const sealed = body === null ? null : sealer.sealText(body, placeOf(key));
      await database.write((trx) =>
        trx.updateTable("repeat").set({ status, body: sealed }).where("key", "=", key).execute(),
      );
    },
    drop: async (key) => {
      await database.write((trx) => trx.deleteFrom("repeat").where("key", "=", key).execute());
    },
  };
}
