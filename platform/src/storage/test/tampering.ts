/** What somebody with the database in hand could do, past the store; SQL stays in this folder. */
import { DatabaseSync } from "node:sqlite";
import pg from "pg";
import { edgeAfter, type TreeEdge } from "../../audit/audit-tree.ts";
import { openStore } from "../open-store.ts";

/** Runs one statement as whoever has the database could. */
export async function runPlain(
  address: string,
  text: string,
  values: readonly (string | number)[] = [],
): Promise<void> {
  if (address.startsWith("postgres:")) {
    const client = new pg.Client({ connectionString: address });
    await client.connect();
    try {
      await client.query(text, [...values]);
    } finally {
      await client.end();
    }
    return;
  }
  const db = new DatabaseSync(address, { enableForeignKeyConstraints: false, timeout: 5_000 });
  try {
    db.prepare(text).run(Object.fromEntries(values.map((value, at) => [`$${at + 1}`, value])));
  } finally {
    db.close();
  }
}

/** The same after the guards of the audit have been taken down. */
async function run(
  address: string,
  text: string,
  values: readonly (string | number)[],
): Promise<void> {
  const on = address.startsWith("postgres:") ? " on audit" : "";
  for (const guard of ["audit_keeps", "audit_stands"])
    await runPlain(address, `drop trigger if exists ${guard}${on}`);
  await runPlain(address, text, values);
}

/** Says that a newer program has been here. */
export async function recordVersion(address: string, version: number): Promise<void> {
  await run(address, "insert into schema_version (version) values ($1)", [version]);
}

/** Takes away one observation of every piece of evidence. */
export async function loseObservation(address: string, ordinal: number): Promise<void> {
  await run(address, "delete from observation where ordinal = $1", [ordinal]);
}

/** Rewrites what an audit entry says. */
export async function rewriteEntry(address: string, seq: number, entry: string): Promise<void> {
  await run(address, "update audit set entry = $2 where seq = $1", [seq, entry]);
}

/** Rewrites the detail of an audit entry. */
export async function rewriteDetail(address: string, seq: number, detail: string): Promise<void> {
  await run(address, "update audit set detail = $2 where seq = $1", [seq, detail]);
}

/** Removes an audit entry. */
export async function removeEntry(address: string, seq: number): Promise<void> {
  await run(address, "delete from audit where seq = $1", [seq]);
}

/** Removes an audit entry and moves the later ones up. */
export async function closeGap(address: string, seq: number): Promise<void> {
  await removeEntry(address, seq);
  await run(address, "update audit set seq = -seq where seq > $1", [seq]);
  await run(address, "update audit set seq = -seq - 1 where seq < $1", [0]);
}

/** Lets two audit entries change places. */
export async function swapEntries(address: string, one: number, other: number): Promise<void> {
  await run(address, "update audit set seq = -1 where seq = $1", [one]);
  await run(address, "update audit set seq = $1 where seq = $2", [one, other]);
  await run(address, "update audit set seq = $1 where seq = $2", [other, -1]);
}

/** Breaks the table that the audit is written to. */
export async function loseAuditHead(address: string): Promise<void> {
  await run(address, "delete from audit_head where id = $1", [1]);
}

/** Takes away the last audit entries and moves the head back to what is left, as a forger would. */
export async function cutLog(address: string, left: number): Promise<void> {
  await run(address, "delete from audit where seq > $1", [left]);
  await run(address, "update audit_head set entries = $1", [left]);
  const edge = await edgeOf(address, left);
  await run(
    address,
    "update audit_head set edge = $1, hash = (select hash from audit where seq = $2)",
    [edge.join(" "), left],
  );
}

/** The tree's edge over the first entries, from the database itself. */
async function edgeOf(address: string, size: number): Promise<TreeEdge> {
  const store = await openStore(address, { recover: false });
  const rows = await store.audit.rows(1, size);
  await store.close();
  let edge: TreeEdge = [];
  for (const [at, { entry }] of rows.entries()) edge = edgeAfter(at, edge, entry);
  return edge;
}

/** Names of all tables there are, sorted. */
export async function tableNames(address: string): Promise<readonly string[]> {
  if (address.startsWith("postgres:")) {
    const client = new pg.Client({ connectionString: address });
    await client.connect();
    try {
      const found = await client.query<{ name: string }>(
        "select tablename as name from pg_tables where schemaname = 'public'",
      );
      return found.rows.map(({ name }) => name).sort();
    } finally {
      await client.end();
    }
  }
  const db = new DatabaseSync(address);
  const rows = db.prepare("select name from sqlite_master where type = 'table'").all();
  db.close();
  return rows.map(({ name }) => String(name)).sort();
}
