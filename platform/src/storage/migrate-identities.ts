/** Who an account is elsewhere: identities that a provider of sign-in vouches for. */
import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

/** Adds identities; no account has one from before. */
export async function addIdentities(db: Kysely<Schema>, kind: Database["kind"]): Promise<void> {
  const text = kind === "postgres" ? sql`text collate "C"` : "text";
  await db.schema
    .createTable("identity")
    .addColumn("issuer", text, (column) => column.notNull())
    .addColumn("subject", text, (column) => column.notNull())
    .addColumn("account_id", text, (column) => column.notNull().references("account.id"))
    .addColumn("created_at", text, (column) => column.notNull())
    .addPrimaryKeyConstraint("identity_key", ["issuer", "subject"])
    .addUniqueConstraint("identity_one_an_issuer", ["account_id", "issuer"])
    .execute();
}
