/** The watch: sources of logs, how far received lines are gone through, alerts and their tuning. */
import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

/** Adds the watch; the first line to come is number 1. */
export async function addWatch(db: Kysely<Schema>, kind: Database["kind"]): Promise<void> {
  const text = kind === "postgres" ? sql`text collate "C"` : "text";
  const counts = ["parsed", "refused", "repeated", "matched", "dropped"] as const;
  let source = db.schema
    .createTable("watch_source")
    .addColumn("id", text, (column) => column.primaryKey())
    .addColumn("name", text, (column) => column.notNull())
    .addColumn("kind", text, (column) => column.notNull())
    .addColumn("token_hash", text)
    .addColumn("silent_after", "integer")
    .addColumn("created_at", text, (column) => column.notNull())
    .addColumn("ended_at", text)
    .addColumn("last_at", text);
  for (const count of counts)
    source = source.addColumn(count, "bigint", (column) => column.notNull().defaultTo(0));
  await source.execute();
  await db.schema
    .createTable("watch_position")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("next", "bigint", (column) => column.notNull())
    .execute();
  await db.insertInto("watch_position").values({ id: 1, next: 1 }).execute();
  await db.schema
    .createTable("alert")
    .addColumn("id", text, (column) => column.primaryKey())
    .addColumn("key", text, (column) => column.notNull())
    .addColumn("rule", text, (column) => column.notNull())
    .addColumn("title", text, (column) => column.notNull())
    .addColumn("level", text, (column) => column.notNull())
    .addColumn("techniques", text, (column) => column.notNull())
    .addColumn("state", text, (column) => column.notNull())
    .addColumn("first_at", text, (column) => column.notNull())
    .addColumn("last_at", text, (column) => column.notNull())
    .addColumn("received_at", text, (column) => column.notNull())
    .addColumn("count", "bigint", (column) => column.notNull())
    .addColumn("json", text, (column) => column.notNull())
    .addColumn("note", text, (column) => column.notNull())
    .addColumn("changed_by", text)
    .addColumn("changed_at", text)
    .execute();
  await db.schema.createIndex("alert_key").on("alert").columns(["key", "last_at"]).execute();
  await db.schema.createIndex("alert_last").on("alert").columns(["last_at", "id"]).execute();
  await db.schema
    .createTable("alert_tuning")
    .addColumn("id", text, (column) => column.primaryKey())
    .addColumn("rule", text, (column) => column.notNull())
    .addColumn("field", text)
    .addColumn("value", text)
    .addColumn("reason", text, (column) => column.notNull())
    .addColumn("owner", text, (column) => column.notNull())
    .addColumn("created_at", text, (column) => column.notNull())
    .addColumn("expires_at", text, (column) => column.notNull())
    .execute();
}
