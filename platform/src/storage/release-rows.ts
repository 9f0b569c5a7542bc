/** Harm tests: who asked for what, and what was decided; sealed, since it tells what there is. */
import type { Instant, Json } from "@vallgrav/kernel";
import { type Database, keepable } from "./database.ts";
import type { ReleaseRecord, ReleaseStore } from "./release-port.ts";
import type { ReleaseTable } from "./schema.ts";
import type { Sealer } from "./sealer.ts";
import { StoreConflict } from "./store-error.ts";

/** What a sealed request for release is bound to. */
export function releasePlace(id: string): string {
  return `release/${id}`;
}

function recordOf({ id, unit, asked_at, json, version }: ReleaseTable, sealer: Sealer) {
  const body = JSON.parse(sealer.openText(json, releasePlace(id))) as Json;
  const record: ReleaseRecord = { id, unit, askedAt: asked_at as Instant, body, version };
  return record;
}

/** The part of the store that keeps requests for release. */
export function releaseStore(database: Database, sealer: Sealer): ReleaseStore {
  return {
    save: async ({ id, unit, askedAt, body }, expected) => {
      const json = sealer.sealText(JSON.stringify(body), releasePlace(keepable(id)));
      return database.write(async (trx) => {
        const changed =
          expected === 0
            ? await trx
                .insertInto("release_request")
                .values({ id, unit, asked_at: askedAt, version: 1, json })
                .onConflict((conflict) => conflict.column("id").doNothing())
                .returning("version")
                .executeTakeFirst()
            : await trx
                .updateTable("release_request")
                .set({ version: expected + 1, json })
                .where("id", "=", id)
                .where("version", "=", expected)
                .returning("version")
                .executeTakeFirst();
        if (changed === undefined) throw new StoreConflict(releasePlace(id), expected, 0);
        return changed.version;
      });
    },
    list: async (most) => {
      const rows = await database.read((db) =>
        db
          .selectFrom("release_request")
          .selectAll()
          .orderBy("asked_at", "desc")
          .orderBy("id")
          .limit(most)
          .execute(),
      );
      return rows.map((row) => recordOf(row, sealer));
    },
    find: async (id) => {
      const row = await database.read((db) =>
        db.selectFrom("release_request").selectAll().where("id", "=", id).executeTakeFirst(),
      );
      return row === undefined ? null : recordOf(row, sealer);
    },
    remove: async (id) => {
      await database.write((trx) =>
        trx.deleteFrom("release_request").where("id", "=", id).execute(),
      );
    },
  };
}
