/** The schema's history: forward only, each step once, its number recorded in the same commit. */
import { sql } from "kysely";
import type { ColumnDataType, Expression, Kysely, Transaction } from "kysely";
import type { Database } from "./database.ts";
import { growAudit } from "./migrate-audit.ts";
import { addAuthorities } from "./migrate-authorities.ts";
import { addBreakGlass } from "./migrate-break-glass.ts";
import { addChecks } from "./migrate-checks.ts";
import { addFactors } from "./migrate-factors.ts";
import { addIdentities } from "./migrate-identities.ts";
import { addPasskeys } from "./migrate-passkeys.ts";
import { addReleases } from "./migrate-releases.ts";
import { addRepeats } from "./migrate-repeats.ts";
import { addStates } from "./migrate-states.ts";
import { addTokens } from "./migrate-tokens.ts";
import { addUnits } from "./migrate-units.ts";
import { addWatch } from "./migrate-watch.ts";
import type { Schema } from "./schema.ts";
import { SchemaNewer } from "./store-error.ts";

type Kind = Database["kind"];
type Migration = (db: Kysely<Schema>, kind: Kind) => Promise<void>;
type ColumnType = ColumnDataType | Expression<unknown>;

/** Names our lock among the advisory locks of the database. */
const migrationLock = 1_447_120_711;

/** Column types under which both databases store and order alike: text by its bytes. */
function typesOf(kind: Kind): Readonly<Record<"text" | "bytes" | "seq", ColumnType>> {
  return kind === "postgres"
    ? { text: sql`text collate "C"`, bytes: "bytea", seq: "bigserial" }
    : { text: "text", bytes: "blob", seq: "integer" };
}

async function createEvidence(db: Kysely<Schema>, kind: Kind): Promise<void> {
  const { text, bytes, seq } = typesOf(kind);
  await db.schema
    .createTable("import")
    .addColumn("id", text, (column) => column.primaryKey())
    .addColumn("state", text, (column) => column.notNull())
    .addColumn("started_at", text, (column) => column.notNull())
    .addColumn("published_at", text)
    .addColumn("report", text)
    .execute();
  await db.schema
    .createTable("evidence")
    .addColumn("seq", seq, (column) => column.primaryKey())
    .addColumn("id", text, (column) => column.notNull())
    .addColumn("import_id", text, (column) => column.notNull().references("import.id"))
    .addColumn("published", "integer", (column) => column.notNull())
    .addColumn("received_at", text, (column) => column.notNull())
    .addColumn("keep_until", text)
    .addColumn("observations", "bigint", (column) => column.notNull())
    .addColumn("json", text, (column) => column.notNull())
    .addUniqueConstraint("evidence_staged_once", ["import_id", "id"])
    .execute();
  await sql`create unique index evidence_visible_once on evidence (id) where published = 1`.execute(
    db,
  );
  await db.schema
    .createTable("raw")
    .addColumn("evidence", "bigint", (column) => column.notNull().references("evidence.seq"))
    .addColumn("part", "integer", (column) => column.notNull())
    .addColumn("bytes", bytes, (column) => column.notNull())
    .addPrimaryKeyConstraint("raw_key", ["evidence", "part"])
    .execute();
  await db.schema
    .createTable("observation")
    .addColumn("evidence", "bigint", (column) => column.notNull().references("evidence.seq"))
    .addColumn("ordinal", "bigint", (column) => column.notNull())
    .addColumn("kind", text, (column) => column.notNull())
    .addColumn("about", text, (column) => column.notNull())
    .addColumn("json", text, (column) => column.notNull())
    .addPrimaryKeyConstraint("observation_key", ["evidence", "ordinal"])
    .$call((table) => (kind === "sqlite" ? table.modifyEnd(sql`without rowid`) : table))
    .execute();
  await db.schema
    .createIndex("observation_about")
    .on("observation")
    .columns(["kind", "about", "evidence", "ordinal"])
    .execute();
}

async function createRunsAndSettings(db: Kysely<Schema>, kind: Kind): Promise<void> {
  const { text, seq } = typesOf(kind);
  await db.schema
    .createTable("run")
    .addColumn("seq", seq, (column) => column.primaryKey())
    .addColumn("id", text, (column) => column.notNull().unique())
    .addColumn("kind", text, (column) => column.notNull())
    .addColumn("identity", text, (column) => column.notNull())
    .addColumn("result", text, (column) => column.notNull())
    .addColumn("at", text, (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("setting")
    .addColumn("key", text, (column) => column.primaryKey())
    .addColumn("version", "bigint", (column) => column.notNull())
    .addColumn("json", text, (column) => column.notNull())
    .execute();
}

async function createJobs(db: Kysely<Schema>, kind: Kind): Promise<void> {
  const { text, seq } = typesOf(kind);
  await db.schema
    .createTable("job")
    .addColumn("seq", seq, (column) => column.primaryKey())
    .addColumn("id", text, (column) => column.notNull().unique())
    .addColumn("kind", text, (column) => column.notNull())
    .addColumn("key", text)
    .addColumn("title", text, (column) => column.notNull())
    .addColumn("state", text, (column) => column.notNull())
    .addColumn("done", "double precision", (column) => column.notNull())
    .addColumn("total", "double precision")
    .addColumn("counts", text, (column) => column.notNull())
    .addColumn("problems", text, (column) => column.notNull())
    .addColumn("attempt", "integer", (column) => column.notNull())
    .addColumn("payload", text, (column) => column.notNull())
    .addColumn("checkpoint", text)
    .addColumn("result", text)
    .addColumn("owner", text)
    .addColumn("lease_until", text)
    .addColumn("cancel_requested", "integer", (column) => column.notNull())
    .addColumn("created_at", text, (column) => column.notNull())
    .addColumn("ended_at", text)
    .execute();
  // The database itself keeps two promises: one job runs, one per kind and key is under way.
  await sql`create unique index job_one_running on job (state) where state = 'running'`.execute(db);
  await sql`create unique index job_one_per_key on job (kind, key)
    where state in ('waiting', 'running')`.execute(db);
}

async function createAccounts(db: Kysely<Schema>, kind: Kind): Promise<void> {
  const { text } = typesOf(kind);
  await db.schema
    .createTable("account")
    .addColumn("id", text, (column) => column.primaryKey())
    .addColumn("name", text, (column) => column.notNull())
    .addColumn("name_key", text, (column) => column.notNull().unique())
    .addColumn("role", text, (column) => column.notNull())
    .addColumn("password_hash", text, (column) => column.notNull())
    .addColumn("created_at", text, (column) => column.notNull())
    .addColumn("is_first", "integer", (column) => column.unique())
    .execute();
  await db.schema
    .createTable("session")
    .addColumn("token_hash", text, (column) => column.primaryKey())
    .addColumn("account_id", text, (column) => column.notNull().references("account.id"))
    .addColumn("address", text, (column) => column.notNull())
    .addColumn("created_at", text, (column) => column.notNull())
    .addColumn("seen_at", text, (column) => column.notNull())
    .execute();
  await db.schema.createIndex("session_account").on("session").column("account_id").execute();
}

async function createAudit(db: Kysely<Schema>, kind: Kind): Promise<void> {
  const { text } = typesOf(kind);
  await db.schema
    .createTable("audit")
    .addColumn("seq", "bigint", (column) => column.primaryKey())
    .addColumn("at", text, (column) => column.notNull())
    .addColumn("entry", text, (column) => column.notNull())
    .addColumn("detail", text)
    .addColumn("hash", text, (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("audit_head")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("entries", "bigint", (column) => column.notNull())
    .addColumn("hash", text, (column) => column.notNull())
    .execute();
  await sql`insert into audit_head (id, entries, hash) values (1, 0, '')`.execute(db);
}

/** In order; the number of a migration is its place, from 1. Never edited once released. */
const migrations: readonly Migration[] = [
  async (db, kind) => {
    await createEvidence(db, kind);
    await createRunsAndSettings(db, kind);
    await createJobs(db, kind);
    await createAccounts(db, kind);
    await createAudit(db, kind);
  },
  growAudit,
  addUnits,
  addStates,
  addFactors,
  addBreakGlass,
  addPasskeys,
  addIdentities,
  addTokens,
  addWatch,
  addRepeats,
  addChecks,
  addAuthorities,
  addReleases,
];

/** The newest schema this program knows. */
export const knownVersion: number = migrations.length;

async function applyMissing(trx: Transaction<Schema>, kind: Kind): Promise<void> {
  if (kind === "postgres") await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(trx);
  await trx.schema
    .createTable("schema_version")
    .ifNotExists()
    .addColumn("version", "integer", (column) => column.primaryKey())
    .execute();
  const recorded = await trx
    .selectFrom("schema_version")
    .select((select) => select.fn.max<number | null>("version").as("version"))
    .executeTakeFirst();
  const found = recorded?.version ?? 0;
  if (found > knownVersion) throw new SchemaNewer(found, knownVersion);
  for (const [index, migration] of migrations.entries()) {
    if (index < found) continue;
    await migration(trx, kind);
    await trx
      .insertInto("schema_version")
      .values({ version: index + 1 })
      .execute();
  }
}

/** Brings the database to the known schema, all in one commit. @throws {SchemaNewer} */
export function migrate(database: Database): Promise<void> {
  return database.write((trx) => applyMissing(trx, database.kind));
}
