/** Tokens by which programs ask in the name of an account; and by whom an account was locked. */
import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

/** Adds tokens; there are none from before. Who locked before counts as one who reaches all. */
export async function addTokens(db: Kysely<Schema>, kind: Database["kind"]): Promise<void> {
  const text = kind === "postgres" ? sql`text collate "C"` : "text";
  await db.schema
    .createTable("api_token")
    .addColumn("id", text, (column) => column.primaryKey())
    .addColumn("account_id", text, (column) => column.notNull().references("account.id"))
    .addColumn("token_hash", text, (column) => column.notNull().unique())
    .addColumn("name", text, (column) => column.notNull())
    .addColumn("scopes", text, (column) => column.notNull())
    .addColumn("strong", "integer", (column) => column.notNull())
    .addColumn("created_at", text, (column) => column.notNull())
    .addColumn("expires_at", text, (column) => column.notNull())
    .addColumn("used_at", text)
    .execute();
  await db.schema.createIndex("api_token_account").on("api_token").column("account_id").execute();
  await db.schema.alterTable("account").addColumn("locked_by", text).execute();
}
