/** Checks of domains from outside, kept as their history. */
import { type Kysely, sql } from "kysely";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

/** Adds them; there are none from before. */
export async function addChecks(db: Kysely<Schema>, kind: Database["kind"]): Promise<void> {
  const text = kind === "postgres" ? sql`text collate "C"` : "text";
  await db.schema
    .createTable("domain_check")
    .addColumn("id", text, (column) => column.primaryKey())
    .addColumn("domain", text, (column) => column.notNull())
    .addColumn("at", text, (column) => column.notNull())
    .addColumn("summary", text, (column) => column.notNull())
    .addColumn("report", text, (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("domain_check_domain")
    .on("domain_check")
    .columns(["domain", "at", "id"])
    .execute();
}
