/** Schema 5: second factors and recovery codes. */
import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

/** Adds second factors: one an account, and its codes of one use. */
export async function addFactors(db: Kysely<Schema>, kind: Database["kind"]): Promise<void> {
  const text = kind === "postgres" ? sql`text collate "C"` : "text";
  await db.schema
    .createTable("factor")
    .addColumn("account_id", text, (column) => column.primaryKey().references("account.id"))
    .addColumn("secret", text, (column) => column.notNull())
    .addColumn("active", "integer", (column) => column.notNull())
    .addColumn("last_step", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("recovery_code")
    .addColumn("hash", text, (column) => column.primaryKey())
    .addColumn("account_id", text, (column) => column.notNull().references("account.id"))
    .execute();
}
