/** Computations and settings. */
import type { Instant, Json } from "@vallgrav/kernel";
import { keepable } from "./database.ts";
import type { Database } from "./database.ts";
import type { Sealer } from "./sealer.ts";
import { StoreConflict } from "./store-error.ts";
import type { Run, RunStore, SettingStore } from "./store.ts";

/** The run part of the store. */
export function runStore(database: Database): RunStore {
  return {
    save: async ({ id, kind, identity, result, at }: Run) => {
      const row = {
        id: keepable(id),
        kind: keepable(kind),
        identity: JSON.stringify(identity),
        result: keepable(result),
        at,
      };
      await database.write((trx) =>
        trx
          .insertInto("run")
          .values(row)
          .onConflict((conflict) => conflict.column("id").doNothing())
          .execute(),
      );
    },
    load: async (id) => {
      const row = await database.read((db) =>
        db.selectFrom("run").selectAll().where("id", "=", id).executeTakeFirst(),
      );
      if (row === undefined) return null;
      const identity = JSON.parse(row.identity) as Json;
      return { id, kind: row.kind, identity, result: row.result, at: row.at as Instant };
    },
    list: async (kind) => {
      const rows = await database.read((db) =>
        db
          .selectFrom("run")
          .select(["id", "kind", "identity", "at"])
          .$if(kind !== undefined, (query) => query.where("kind", "=", kind ?? ""))
          .orderBy("seq", "desc")
          .execute(),
      );
      return rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        identity: JSON.parse(row.identity) as Json,
        at: row.at as Instant,
      }));
    },
  };
}

async function saveSetting(
  database: Database,
  key: string,
  json: string,
  expected: number,
): Promise<number> {
  return database.write(async (trx) => {
    const changed =
      expected === 0
        ? await trx
            .insertInto("setting")
            .values({ key, version: 1, json })
            .onConflict((conflict) => conflict.column("key").doNothing())
            .returning("version")
            .executeTakeFirst()
        : await trx
            .updateTable("setting")
            .set({ version: expected + 1, json })
            .where("key", "=", key)
            .where("version", "=", expected)
            .returning("version")
            .executeTakeFirst();
    if (changed !== undefined) return changed.version;
    const row = await trx
      .selectFrom("setting")
      .select("version")
      .where("key", "=", key)
      .executeTakeFirst();
    throw new StoreConflict(key, expected, row?.version ?? 0);
  });
}

/** What a sealed setting is bound to. */
export function settingPlace(key: string): string {
  return `setting/${key}`;
}

/** The settings part of the store. */
export function settingStore(database: Database, sealer: Sealer): SettingStore {
  return {
    load: async (key) => {
      const row = await database.read((db) =>
        db.selectFrom("setting").selectAll().where("key", "=", key).executeTakeFirst(),
      );
      return row === undefined
        ? null
        : {
            value: JSON.parse(sealer.openText(row.json, settingPlace(key))) as Json,
            version: row.version,
          };
    },
    save: async (key, value, expectedVersion) =>
      saveSetting(
        database,
        keepable(key),
        sealer.sealText(JSON.stringify(value), settingPlace(key)),
        expectedVersion,
      ),
  };
}
