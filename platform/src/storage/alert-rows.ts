/** Alerts, their events sealed, and what tunes rules. */
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
  for (const [key, some] of byKey) {
    const newest = await trx
      .selectFrom("alert")
      .selectAll()
      .where("key", "=", key)
      .orderBy("last_at", "desc")
      .orderBy("id")
      .limit(1)
      .executeTakeFirst();
    const before = newest === undefined ? null : alertOf(newest, sealer);
    const alert = merge(before, some);
    const row = rowOf(alert, sealer);
    if (before?.id === alert.id)
      await trx.updateTable("alert").set(row).where("id", "=", alert.id).execute();
    else await trx.insertInto("alert").values(row).execute();
  }
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
