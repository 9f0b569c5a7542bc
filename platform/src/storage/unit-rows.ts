/** Organisation units. */
import type { Instant } from "@vallgrav/kernel";
import type { AuthorityKind } from "../api/index.ts";
import type { UnitRecord, UnitStore } from "./account-port.ts";
import { keepable } from "./database.ts";
import type { Database } from "./database.ts";

/** A word that is none of ours stands for a wall all the same: rather shut than open. */
function authorityOf(word: string | null): AuthorityKind | null {
  if (word === null) return null;
  return word === "company" ? "company" : "committee";
}

function namesIn(json: string): readonly string[] {
  const names: unknown = JSON.parse(json);
  return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
}

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
            authority: unit.authority,
            also: JSON.stringify(unit.also.map(keepable)),
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
        authority: authorityOf(row.authority),
        also: namesIn(row.also),
      }));
    },
    setAuthority: (id, { authority, also }) =>
      database.write(async (trx) => {
        const done = await trx
          .updateTable("unit")
          .set({ authority, also: JSON.stringify(also.map(keepable)) })
          .where("id", "=", id)
          .executeTakeFirst();
        return done.numUpdatedRows === 1n;
      }),
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
