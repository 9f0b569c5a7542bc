/**
 * Schema 2: the audit's tree, columns to search by, and a table that only grows; sealed raw files.
 * Rows written before become leaves as they stand: their entries and hashes do not change.
 */
import { sql } from "kysely";
import type { Kysely } from "kysely";
import { edgeAfter, type TreeEdge } from "../audit/audit-tree.ts";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

const batchRows = 1_000;

/** Who and what, from an entry as written; empty where somebody has put something else there. */
function searchedOf(entry: string): { readonly actor: string; readonly action: string } {
  let found: unknown = null;
  try {
    found = JSON.parse(entry);
  } catch {
    // Verifying tells that it is broken; migrating must not stop at it.
  }
  const text = (name: string): string => {
    const value: unknown = Reflect.get(Object(found), name);
    return typeof value === "string" ? value : "";
  };
  return { actor: text("actor"), action: text("action") };
}

/** Fills the new columns of rows there are. @returns the tree's edge over them */
async function plantTree(db: Kysely<Schema>): Promise<TreeEdge> {
  let edge: TreeEdge = [];
  for (let size = 0; ;) {
    const rows = await db
      .selectFrom("audit")
      .select(["seq", "entry"])
      .orderBy("seq")
      .offset(size)
      .limit(batchRows)
      .execute();
    if (rows.length === 0) return edge;
    for (const { seq, entry } of rows) {
      edge = edgeAfter(size, edge, entry);
      size += 1;
      await db.updateTable("audit").set(searchedOf(entry)).where("seq", "=", seq).execute();
    }
  }
}

/** The statements that make a table of the audit grow only; erasing a detail stays possible. */
function guards(kind: Database["kind"]): readonly string[] {
  const kept = ["seq", "at", "entry", "hash", "actor", "action"];
  if (kind === "sqlite") {
    const changed = kept.map((name) => `new.${name} is not old.${name}`).join(" or ");
    const refuse = "begin select raise(abort, 'the audit only grows'); end";
    return [
      `create trigger audit_keeps before delete on audit ${refuse}`,
      `create trigger audit_stands before update on audit
        when ${changed} or (old.detail is null and new.detail is not null) ${refuse}`,
    ];
  }
  const changed = kept.map((name) => `new.${name} is distinct from old.${name}`).join(" or ");
  return [
    `create function audit_only_grows() returns trigger language plpgsql as $$
      begin raise exception 'the audit only grows'; end $$`,
    `create trigger audit_keeps before delete or truncate on audit
      for each statement execute function audit_only_grows()`,
    `create trigger audit_stands before update on audit for each row
      when (${changed} or (old.detail is null and new.detail is not null))
      execute function audit_only_grows()`,
  ];
}

/** Gives the audit its tree, and raw files a place to say that they are sealed. */
export async function growAudit(db: Kysely<Schema>, kind: Database["kind"]): Promise<void> {
  const text = kind === "postgres" ? sql`text collate "C"` : "text";
  for (const column of ["actor", "action"])
    await db.schema
      .alterTable("audit")
      .addColumn(column, text, (made) => made.notNull().defaultTo(""))
      .execute();
  await db.schema
    .alterTable("audit_head")
    .addColumn("edge", text, (made) => made.notNull().defaultTo(""))
    .execute();
  const edge = await plantTree(db);
  await db
    .updateTable("audit_head")
    .set({ edge: edge.join(" ") })
    .where("id", "=", 1)
    .execute();
  for (const [name, column] of [
    ["audit_actor", "actor"],
    ["audit_action", "action"],
    ["audit_at", "at"],
  ] as const)
    await db.schema.createIndex(name).on("audit").columns([column, "seq"]).execute();
  for (const statement of guards(kind)) await sql.raw(statement).execute(db);
  await db.schema
    .alterTable("raw")
    .addColumn("sealed", "integer", (made) => made.notNull().defaultTo(0))
    .execute();
}
