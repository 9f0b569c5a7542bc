/** Schema 3: organisation units, and accounts that belong to one. */
import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

/** Adds units. Those who could only read become readers of the board: nobody gains by it. */
export async function addUnits(db: Kysely<Schema>, kind: Database["kind"]): Promise<void> {
  const text = kind === "postgres" ? sql`text collate "C"` : "text";
  const seq = kind === "postgres" ? "bigserial" : "integer";
  await db.schema
    .createTable("unit")
    .addColumn("seq", seq, (column) => column.primaryKey())
    .addColumn("id", text, (column) => column.notNull().unique())
    .addColumn("name", text, (column) => column.notNull())
    .addColumn("name_key", text, (column) => column.notNull().unique())
    .addColumn("parent", text, (column) => column.references("unit.id"))
    .addColumn("created_at", text, (column) => column.notNull())
    .execute();
  await db.schema
    .alterTable("account")
    .addColumn("unit", text, (column) => column.references("unit.id"))
    .execute();
  await db
    .updateTable("account")
    .set({ role: "board-reader" })
    .where("role", "=", "reader")
    .execute();
}
