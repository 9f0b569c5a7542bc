/** Organisation units. */
import type { Instant } from "@vallgrav/kernel";
import type { UnitRecord, UnitStore } from "./account-port.ts";
import { keepable } from "./database.ts";
import type { Database } from "./database.ts";

/** The unit part of the store. */
export function unitStore(database: Database): UnitStore {
  return {
    add: (unit) =>
      database.write(async (trx) => {
        if (unit.parent !== null) {
          const parent = await trx
            .selectFrom("unit")
            .select("id")
            .where("id", "=", unit.parent)
            .executeTakeFirst();
          if (parent === undefined) return "no-parent";
        }
        const added = await trx
          .insertInto("unit")
          .values({
            id: keepable(unit.id),
            name: keepable(unit.name),
            name_key: keepable(unit.nameKey),
            parent: unit.parent,
            created_at: unit.createdAt,
          })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        return added.numInsertedOrUpdatedRows === 1n ? "added" : "name-taken";
      }),
    list: async () => {
      const rows = await database.read((db) =>
        db.selectFrom("unit").selectAll().orderBy("seq").execute(),
      );
      return rows.map((row): UnitRecord => ({
        id: row.id,
        name: row.name,
        nameKey: row.name_key,
        parent: row.parent,
        createdAt: row.created_at as Instant,
      }));
    },
    remove: (id) =>
      database.write(async (trx) => {
        const under = await trx
          .selectFrom("unit")
          .select("id")
          .where("parent", "=", id)
          .limit(1)
          .executeTakeFirst();
        const member = await trx
          .selectFrom("account")
          .select("id")
          .where("unit", "=", id)
          .limit(1)
          .executeTakeFirst();
        if (under !== undefined || member !== undefined) return "in-use";
        const done = await trx.deleteFrom("unit").where("id", "=", id).executeTakeFirst();
        return done.numDeletedRows === 1n ? "removed" : "unknown";
      }),
  };
}
