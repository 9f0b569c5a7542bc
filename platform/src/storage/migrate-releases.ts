/** Requests for release of what may be secret, and what was decided of each. */
import { type Kysely, sql } from "kysely";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

/** Adds them; there are none from before. */
export async function addReleases(db: Kysely<Schema>, kind: Database["kind"]): Promise<void> {
  const text = kind === "postgres" ? sql`text collate "C"` : "text";
  await db.schema
    .createTable("release_request")
    .addColumn("id", text, (column) => column.primaryKey())
    .addColumn("unit", text)
    .addColumn("asked_at", text, (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("json", text, (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("release_request_asked")
    .on("release_request")
    .columns(["asked_at", "id"])
    .execute();
}
