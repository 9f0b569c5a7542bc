/** What somebody with the database in hand could do, past the store; SQL stays in this folder. */
import { DatabaseSync } from "node:sqlite";
import pg from "pg";

async function run(address: string, text: string, values: readonly (string | number)[]) {
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
