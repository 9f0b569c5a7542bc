/** Requests that are not to be carried out twice, and what other machines are to be told. */
import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

/** Adds them; there are none from before. */
export async function addRepeats(db: Kysely<Schema>, kind: Database["kind"]): Promise<void> {
  const text = kind === "postgres" ? sql`text collate "C"` : "text";
  await db.schema
    .createTable("repeat")
    .addColumn("key", text, (column) => column.primaryKey())
    .addColumn("print", text, (column) => column.notNull())
    .addColumn("at", text, (column) => column.notNull())
    .addColumn("status", "integer")
    .addColumn("body", text)
    .execute();
  await db.schema.createIndex("repeat_at").on("repeat").column("at").execute();
  await db.schema
    .createTable("delivery")
    .addColumn("id", text, (column) => column.primaryKey())
    .addColumn("hook", text, (column) => column.notNull())
    .addColumn("event", text, (column) => column.notNull())
    .addColumn("body", text, (column) => column.notNull())
    .addColumn("at", text, (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("next_at", text)
    .addColumn("state", text, (column) => column.notNull())
    .addColumn("last", text, (column) => column.notNull())
    .execute();
  await db.schema.createIndex("delivery_next").on("delivery").column("next_at").execute();
}
