/** Schema 4: where accounts are on their way, and links by which passwords are chosen. */
import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

/** Adds states and links. Accounts that there are have a password and are in. */
export async function addStates(db: Kysely<Schema>, kind: Database["kind"]): Promise<void> {
  const text = kind === "postgres" ? sql`text collate "C"` : "text";
  await db.schema
    .alterTable("account")
    .addColumn("state", text, (column) => column.notNull().defaultTo("active"))
    .execute();
  await db.schema
    .createTable("account_link")
    .addColumn("account_id", text, (column) => column.primaryKey().references("account.id"))
    .addColumn("token_hash", text, (column) => column.notNull().unique())
    .addColumn("expires_at", text, (column) => column.notNull())
    .execute();
}
