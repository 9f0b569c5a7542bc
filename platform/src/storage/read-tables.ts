/** Every table in an open form that no database shows through: for exports and for moving house. */
import { invariant } from "@vallgrav/kernel";
import type { EvidenceId } from "@vallgrav/kernel";
import { sql } from "kysely";
import type { Kysely } from "kysely";
import { alertPlace } from "./alert-rows.ts";
import { detailPlace } from "./audit-rows.ts";
import { factorPlace } from "./factor-rows.ts";
import { rawPlace } from "./evidence-rows.ts";
import { releasePlace } from "./release-rows.ts";
import { settingPlace } from "./run-rows.ts";
import type { Schema } from "./schema.ts";
import type { Sealer } from "./sealer.ts";
import type { OpenRow, TableReader } from "./store.ts";

type TableName = keyof Schema;

/** Tables that are exported, in the order in which they are filled, and their order of rows. */
export const openTables: readonly {
  readonly name: TableName;
  readonly order: string;
  /** Where the first column alone decides nothing. */
  readonly within?: string;
}[] = [
  { name: "import", order: "id" },
  { name: "evidence", order: "id" },
  { name: "observation", order: "ordinal" },
  { name: "run", order: "seq" },
  { name: "setting", order: "key" },
  { name: "job", order: "seq" },
  { name: "unit", order: "seq" },
  { name: "account", order: "name_key" },
  { name: "factor", order: "account_id" },
  { name: "recovery_code", order: "hash" },
  { name: "passkey", order: "id" },
  { name: "identity", order: "issuer", within: "subject" },
  { name: "domain_check", order: "id" },
  { name: "release_request", order: "id" },
  { name: "alert", order: "id" },
  { name: "alert_tuning", order: "id" },
  { name: "audit", order: "seq" },
  { name: "audit_head", order: "id" },
];

/**
 * Left out: raw files go as files, sessions and links end, the schema's version is elsewhere, and a
 * copy must not bring back tokens that were ended after it was made, nor answers of a day. Received
 * lines stay where they came, and so do their sources and the position among them.
 */
export const closedTables: readonly TableName[] = [
  "raw",
  "session",
  "account_link",
  "api_token",
  "watch_source",
  "watch_position",
  "repeat",
  "delivery",
  "schema_version",
];

const batchRows = 2_000;

/** Numbers that only tell the order in one database; others find rows by their ids. */
function withoutNumbers(name: TableName, row: OpenRow): OpenRow {
  if (name === "audit") return row;
  const { seq: _, published: __, ...rest } = row;
  return rest;
}

/** A row with what was sealed in it opened. */
function openedRow(name: TableName, row: OpenRow, sealer: Sealer): OpenRow {
  const open = (column: string, place: string): OpenRow => {
    const text = row[column];
    return typeof text === "string" ? { ...row, [column]: sealer.openText(text, place) } : row;
  };
  if (name === "factor") return open("secret", factorPlace(String(row["account_id"])));
  if (name === "setting") return open("json", settingPlace(String(row["key"])));
  if (name === "release_request") return open("json", releasePlace(String(row["id"])));
  if (name === "alert") return open("json", alertPlace(String(row["id"])));
  return name === "audit" ? open("detail", detailPlace(Number(row["seq"]))) : row;
}

async function* plainRows(
  db: Kysely<Schema>,
  table: (typeof openTables)[number],
  sealer: Sealer,
): AsyncGenerator<OpenRow> {
  const { name, order, within = order } = table;
  for (let offset = 0; ; offset += batchRows) {
    const rows = await db
      .selectFrom(name as "job")
      .selectAll()
      // What is not published is nobody's yet, and an import begun is not begun elsewhere.
      .$if(name === "import", (query) => query.where("state", "=", "published"))
      .$if(name === "evidence", (query) => query.where(sql.ref("published"), "=", 1))
      .orderBy(order as "seq")
      .orderBy(within as "seq")
      .offset(offset)
      .limit(batchRows)
      .execute();
    for (const row of rows) {
      const open = row as unknown as OpenRow;
      yield withoutNumbers(name, openedRow(name, open, sealer));
    }
    if (rows.length < batchRows) return;
  }
}

/** Row and id of published evidence, by id. */
async function published(
  db: Kysely<Schema>,
): Promise<readonly { readonly seq: number; readonly id: string }[]> {
  return db
    .selectFrom("evidence")
    .select(["seq", "id"])
    .where("published", "=", 1)
    .orderBy("id")
    .execute();
}

async function* observationRows(db: Kysely<Schema>): AsyncGenerator<OpenRow> {
  for (const { seq, id } of await published(db))
    for (let after = -1; ;) {
      const from = after;
      const rows = await db
        .selectFrom("observation")
        .select(["ordinal", "kind", "about", "json"])
        .where("evidence", "=", seq)
        .where("ordinal", ">", from)
        .orderBy("ordinal")
        .limit(batchRows)
        .execute();
      for (const row of rows) yield { evidence: id, ...row };
      const last = rows.at(-1);
      if (last === undefined || rows.length < batchRows) break;
      after = last.ordinal;
    }
}

async function rawIds(db: Kysely<Schema>): Promise<readonly EvidenceId[]> {
  const rows = await db
    .selectFrom("evidence")
    .innerJoin("raw", "raw.evidence", "evidence.seq")
    .select("evidence.id")
    .where("evidence.published", "=", 1)
    .where("raw.part", "=", 0)
    .orderBy("evidence.id")
    .execute();
  return rows.map(({ id }) => id as EvidenceId);
}

async function rawBytes(db: Kysely<Schema>, sealer: Sealer, id: EvidenceId): Promise<Uint8Array> {
  const rows = await db
    .selectFrom("evidence")
    .innerJoin("raw", "raw.evidence", "evidence.seq")
    .select(["raw.part", "raw.bytes", "raw.sealed"])
    .where("evidence.id", "=", id)
    .where("evidence.published", "=", 1)
    .orderBy("raw.part")
    .execute();
  return Buffer.concat(
    rows.map(({ part, bytes, sealed }) =>
      sealed === 1 ? sealer.openBytes(bytes, rawPlace(id, part)) : bytes,
    ),
  );
}

/** The tables of a database at one moment. */
export function tablesOf(db: Kysely<Schema>, sealer: Sealer): TableReader {
  return {
    names: openTables.map(({ name }) => name),
    rows: (name) => {
      const table = openTables.find((one) => one.name === name);
      invariant(table !== undefined, `${name} is a table of the open form`);
      return name === "observation" ? observationRows(db) : plainRows(db, table, sealer);
    },
    rawIds: () => rawIds(db),
    raw: (id) => rawBytes(db, sealer, id),
  };
}
