/** Schema 6: accounts for the worst day. */
import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

/** Marks accounts that work when nothing else does; none of those there are is one. */
export async function addBreakGlass(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .alterTable("account")
    .addColumn("break_glass", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
}
