/** Sources of logs, the position among received lines, and alerts. */
import type { Instant } from "@vallgrav/kernel";
import { type Selectable, sql, type Transaction } from "kysely";
import type { WatchCounts, WatchKind } from "../api/index.ts";
import { alertRows, alertsHeldBy, keepHits, renewHits } from "./alert-rows.ts";
import { keepable } from "./database.ts";
import type { Database } from "./database.ts";
import type { Schema, WatchSourceTable } from "./schema.ts";
import type { Sealer } from "./sealer.ts";
import { StoreConflict } from "./store-error.ts";
import type { WatchCommit, WatchSourceRecord, WatchStore } from "./watch-port.ts";

/** What counts there are, in the order they are told. */
const countNames = ["parsed", "refused", "repeated", "matched", "dropped"] as const;

function sourceOf(row: Selectable<WatchSourceTable>): WatchSourceRecord {
  const { parsed, refused, repeated, matched, dropped } = row;
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as WatchKind,
    tokenHash: row.token_hash,
    silentAfterMinutes: row.silent_after,
    createdAt: row.created_at as Instant,
    endedAt: row.ended_at as Instant | null,
    lastAt: row.last_at as Instant | null,
    counts: { parsed, refused, repeated, matched, dropped },
  };
}

async function addCount(
  trx: Transaction<Schema>,
  id: string,
  [name, value]: readonly [name: keyof WatchCounts, value: number],
): Promise<void> {
  await trx
    .updateTable("watch_source")
    .set({ [name]: sql`${sql.ref(name)} + ${value}` })
    .where("id", "=", id)
    .execute();
}

async function addCounts(trx: Transaction<Schema>, sources: WatchCommit["sources"]): Promise<void> {
  for (const { id, counts, lastAt } of sources) {
    for (const name of countNames) {
      const value = counts[name] ?? 0;
      if (value !== 0) await addCount(trx, id, [name, value]);
    }
    if (lastAt === null) continue;
    await trx
      .updateTable("watch_source")
      .set({ last_at: lastAt })
      .where("id", "=", id)
      .where((where) => where.or([where("last_at", "is", null), where("last_at", "<", lastAt)]))
      .execute();
  }
}

async function goOn(trx: Transaction<Schema>, { from, next }: WatchCommit): Promise<void> {
  const moved = await trx
    .updateTable("watch_position")
    .set({ next })
    .where("id", "=", 1)
    .where("next", "=", from)
    .executeTakeFirst();
  if (moved.numUpdatedRows !== 1n) throw new StoreConflict("watch position", from, 0);
}

async function addSource(database: Database, source: WatchSourceRecord): Promise<boolean> {
  const row = {
    id: keepable(source.id),
    name: keepable(source.name),
    kind: source.kind,
    token_hash: source.tokenHash,
    silent_after: source.silentAfterMinutes,
    created_at: source.createdAt,
    ended_at: source.endedAt,
    last_at: source.lastAt,
    ...source.counts,
  };
  return database.write(async (trx) => {
    const taken = await trx
      .selectFrom("watch_source")
      .select("id")
      .where("name", "=", row.name)
      .where("ended_at", "is", null)
      .executeTakeFirst();
    if (taken !== undefined) return false;
    await trx.insertInto("watch_source").values(row).execute();
    return true;
  });
}

/** The watch part of the store. */
export function watchStore(database: Database, sealer: Sealer): WatchStore {
  return {
    ...alertRows(database, sealer),
    position: async () => {
      const row = await database.read((db) =>
        db.selectFrom("watch_position").select("next").where("id", "=", 1).executeTakeFirst(),
      );
      return row?.next ?? 1;
    },
    commit: (commit, merge) =>
      database.write(async (trx) => {
        await goOn(trx, commit);
        await addCounts(trx, commit.sources);
        await keepHits(trx, sealer, commit.hits, merge);
      }),
    addCounts: (sources) => database.write((trx) => addCounts(trx, sources)),
    addOnce: (hits, merge) =>
      database.write(async (trx) => {
        const held = await alertsHeldBy(
          trx,
          hits.map(({ key }) => key),
        );
        const fresh = hits.filter(({ key }) => !held.has(key));
        await keepHits(trx, sealer, fresh, merge);
        return fresh.length;
      }),
    addOrRenew: (hits, merge) => database.write((trx) => renewHits(trx, sealer, { hits, merge })),
    sources: async () => {
      const rows = await database.read((db) =>
        db.selectFrom("watch_source").selectAll().orderBy("created_at").orderBy("id").execute(),
      );
      return rows.map((row) => sourceOf(row));
    },
    addSource: (source) => addSource(database, source),
    endSource: async (id, at) => {
      const done = await database.write((trx) =>
        trx
          .updateTable("watch_source")
          .set({ ended_at: at, token_hash: null })
          .where("id", "=", id)
          .where("ended_at", "is", null)
          .executeTakeFirst(),
      );
      return done.numUpdatedRows === 1n;
    },
    removeSource: async (id) => {
      await database.write((trx) =>
        trx.deleteFrom("watch_source").where("id", "=", id).where("last_at", "is", null).execute(),
      );
    },
  };
}
