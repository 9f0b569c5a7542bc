/** Units that are authorities of their own, and what registers call them besides. */
import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

/** Adds both; nobody was behind a wall before. */
export async function addAuthorities(db: Kysely<Schema>, kind: Database["kind"]): Promise<void> {
  const text = kind === "postgres" ? sql`text collate "C"` : "text";
  await db.schema.alterTable("unit").addColumn("authority", text).execute();
  await db.schema
    .alterTable("unit")
    .addColumn("also", text, (column) => column.notNull().defaultTo("[]"))
    .execute();
}
