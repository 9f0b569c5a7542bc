/** Alerts, their events sealed, and what tunes rules. */
import { isDeepStrictEqual } from "node:util";
import type { Instant } from "@vallgrav/kernel";
import type { Selectable, Transaction } from "kysely";
import type { AlertBody, AlertLevel, AlertState } from "../api/index.ts";
import { keepable, parts } from "./database.ts";
import type { Database } from "./database.ts";
import type { AlertTable, Schema, TuningTable } from "./schema.ts";
import type { Sealer } from "./sealer.ts";
import type { AlertHit, AlertRecord, MergeHits, TuningRecord, WatchStore } from "./watch-port.ts";

/** Where an alert's events lie, so that they cannot be moved to another. */
export function alertPlace(id: string): string {
  return `alert ${id}`;
}

/** Parameters of one statement. */
const mostParameters = 500;

function alertOf(row: Selectable<AlertTable>, sealer: Sealer): AlertRecord {
  return {
    id: row.id,
    key: row.key,
    rule: row.rule,
    title: row.title,
    level: row.level as AlertLevel,
    techniques: row.techniques.split(" ").filter((one) => one !== ""),
    state: row.state as AlertState,
    firstAt: row.first_at as Instant,
    lastAt: row.last_at as Instant,
    receivedAt: row.received_at as Instant,
    count: row.count,
    body: JSON.parse(sealer.openText(row.json, alertPlace(row.id))) as AlertBody,
    note: row.note,
    changedBy: row.changed_by,
    changedAt: row.changed_at as Instant | null,
  };
}

/** Text as both databases take it: what they cannot hold is shown instead of refused. */
function shownText(text: string): string {
  return text.replaceAll("\u0000", "\uFFFD").toWellFormed();
}

function rowOf(alert: AlertRecord, sealer: Sealer): AlertTable {
  return {
    id: alert.id,
    key: shownText(alert.key),
    rule: shownText(alert.rule),
    title: shownText(alert.title),
    level: alert.level,
    techniques: alert.techniques.join(" "),
    state: alert.state,
    first_at: alert.firstAt,
    last_at: alert.lastAt,
    received_at: alert.receivedAt,
    count: alert.count,
    json: sealer.sealText(JSON.stringify(alert.body), alertPlace(alert.id)),
    note: alert.note,
    changed_by: alert.changedBy,
    changed_at: alert.changedAt,
  };
}

/** Those of the keys that some alert has. */
export async function alertsHeldBy(
  trx: Transaction<Schema>,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const held = new Set<string>();
  for (const some of parts(keys, mostParameters)) {
    const rows = await trx.selectFrom("alert").select("key").where("key", "in", some).execute();
    for (const { key } of rows) held.add(key);
  }
  return held;
}

type Row = Selectable<AlertTable>;

/** The newest alert of a key, and those that ended last before an instant and first after it. */
async function alertsAround(
  trx: Transaction<Schema>,
  key: string,
  at: Instant,
): Promise<{ readonly newest: Row | undefined; readonly around: readonly Row[] }> {
  const ofKey = () => trx.selectFrom("alert").selectAll().where("key", "=", key).limit(1);
  const newest = await ofKey().orderBy("last_at", "desc").orderBy("id").executeTakeFirst();
  if (newest === undefined || newest.last_at <= at)
    return { newest, around: newest === undefined ? [] : [newest] };
  const after = ofKey().where("last_at", ">=", at).orderBy("last_at").orderBy("id");
  const before = ofKey().where("last_at", "<", at).orderBy("last_at", "desc").orderBy("id");
  const found = [await after.executeTakeFirst(), await before.executeTakeFirst()];
  return { newest, around: found.flatMap((row) => row ?? []) };
}

/**
 * Puts hits of one key into the alert that is open for when they happened, or begins one. Hits come
 * in any order: an old one joins its own alert, and never begins one that is there already.
 */
async function keepUnder(
  trx: Transaction<Schema>,
  sealer: Sealer,
  key: string,
  { some, merge }: { readonly some: readonly [AlertHit, ...AlertHit[]]; readonly merge: MergeHits },
): Promise<void> {
  const { newest, around } = await alertsAround(trx, key, some[0].at);
  const update = (alert: AlertRecord) =>
    trx.updateTable("alert").set(rowOf(alert, sealer)).where("id", "=", alert.id).execute();
  for (const row of around) {
    const alert = merge(alertOf(row, sealer), some);
    if (alert.id === row.id) {
      await update(alert);
      return;
    }
  }
  for (let before = newest; ;) {
    const alert = merge(before === undefined ? null : alertOf(before, sealer), some);
    const same = await trx
      .selectFrom("alert")
      .selectAll()
      .where("id", "=", alert.id)
      .executeTakeFirst();
    if (same === undefined) {
      await trx.insertInto("alert").values(rowOf(alert, sealer)).execute();
      return;
    }
    if (same.id === before?.id) {
      await update(alert);
      return;
    }
    // It began just so before: what comes now joins it or follows it.
    before = same;
  }
}

/** Puts hits into alerts, those of one key together. */
export async function keepHits(
  trx: Transaction<Schema>,
  sealer: Sealer,
  hits: readonly AlertHit[],
  merge: MergeHits,
): Promise<void> {
  const byKey = new Map<string, [AlertHit, ...AlertHit[]]>();
  for (const hit of hits) {
    const key = shownText(hit.key);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [hit]);
    else known.push(hit);
  }
  for (const [key, some] of byKey) await keepUnder(trx, sealer, key, { some, merge });
}

/** Makes one alert of each key, or brings its newest up to date. */
export async function renewHits(
  trx: Transaction<Schema>,
  sealer: Sealer,
  { hits, merge }: { readonly hits: readonly AlertHit[]; readonly merge: MergeHits },
): Promise<{ readonly added: number; readonly renewed: number }> {
  let [added, renewed] = [0, 0];
  for (const hit of hits) {
    const { newest } = await alertsAround(trx, shownText(hit.key), hit.at);
    const before = newest === undefined ? null : alertOf(newest, sealer);
    const alert = merge(before, [hit]);
    if (before === null) {
      await trx.insertInto("alert").values(rowOf(alert, sealer)).execute();
      added += 1;
    } else if (!isDeepStrictEqual(before, alert)) {
      const row = rowOf(alert, sealer);
      await trx.updateTable("alert").set(row).where("id", "=", before.id).execute();
      renewed += 1;
    }
  }
  return { added, renewed };
}

function tuningOf(row: TuningTable): TuningRecord {
  return {
    id: row.id,
    rule: row.rule,
    field: row.field,
    value: row.value,
    reason: row.reason,
    owner: row.owner,
    createdAt: row.created_at as Instant,
    expiresAt: row.expires_at as Instant,
  };
}

function tuningRows(
  database: Database,
): Pick<WatchStore, "addTuning" | "removeTuning" | "tunings"> {
  return {
    tunings: async () => {
      const rows = await database.read((db) =>
        db.selectFrom("alert_tuning").selectAll().orderBy("created_at").orderBy("id").execute(),
      );
      return rows.map((row) => tuningOf(row));
    },
    addTuning: async (tuning) => {
      const row: TuningTable = {
        id: tuning.id,
        rule: keepable(tuning.rule),
        field: tuning.field === null ? null : keepable(tuning.field),
        value: tuning.value === null ? null : keepable(tuning.value),
        reason: keepable(tuning.reason),
        owner: keepable(tuning.owner),
        created_at: tuning.createdAt,
        expires_at: tuning.expiresAt,
      };
      await database.write((trx) => trx.insertInto("alert_tuning").values(row).execute());
    },
    removeTuning: async (id) => {
      const done = await database.write((trx) =>
        trx.deleteFrom("alert_tuning").where("id", "=", id).executeTakeFirst(),
      );
      return done.numDeletedRows === 1n;
    },
  };
}

/** Alerts and tuning. */
export function alertRows(
  database: Database,
  sealer: Sealer,
): Pick<WatchStore, "addTuning" | "alert" | "alerts" | "removeTuning" | "setState" | "tunings"> {
  return {
    ...tuningRows(database),
    alerts: async ({ states, rule }, limit) => {
      const rows = await database.read((db) =>
        db
          .selectFrom("alert")
          .selectAll()
          .$if(states !== undefined, (query) => query.where("state", "in", states ?? []))
          .$if(rule !== undefined, (query) => query.where("rule", "=", rule ?? ""))
          .orderBy("last_at", "desc")
          .orderBy("id")
          .limit(limit)
          .execute(),
      );
      return rows.map((row) => alertOf(row, sealer));
    },
    alert: async (id) => {
      const row = await database.read((db) =>
        db.selectFrom("alert").selectAll().where("id", "=", id).executeTakeFirst(),
      );
      return row === undefined ? null : alertOf(row, sealer);
    },
    setState: async (id, { state, note, changedBy, changedAt }) => {
      const row = {
        state,
        note: keepable(note),
        changed_by: changedBy,
        changed_at: changedAt,
      };
      const done = await database.write((trx) =>
        trx.updateTable("alert").set(row).where("id", "=", id).executeTakeFirst(),
      );
      return done.numUpdatedRows === 1n;
    },
  };
}
