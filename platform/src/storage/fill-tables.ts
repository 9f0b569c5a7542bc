/** Fills an empty database from the open form: everything in one commit, or nothing. */
import { createHash } from "node:crypto";
import { invariant } from "@vallgrav/kernel";
import type { Transaction } from "kysely";
import { alertPlace } from "./alert-rows.ts";
import { detailPlace } from "./audit-rows.ts";
import { parts } from "./database.ts";
import type { Database } from "./database.ts";
import { rawPlace } from "./evidence-rows.ts";
import { factorPlace } from "./factor-rows.ts";
import { openTables } from "./read-tables.ts";
import { releasePlace } from "./release-rows.ts";
import { settingPlace } from "./run-rows.ts";
import type { Schema } from "./schema.ts";
import type { Sealer } from "./sealer.ts";
import { StoreError } from "./store-error.ts";
import type { OpenRow, TableWriter } from "./store.ts";

type Writing = Transaction<Schema>;
type NewRow = Record<string, string | number | null>;

const rowsPerStatement = 100;
const rawPartBytes = 1_048_576;
const columnName = /^[a-z][a-z_]{0,63}$/;

async function requireEmpty(trx: Writing): Promise<void> {
  for (const { name } of openTables) {
    if (name === "audit_head") continue;
    const row = await trx.selectFrom(name).selectAll().limit(1).executeTakeFirst();
    if (row !== undefined) throw new StoreError("storage/not-empty");
  }
}

/** A row as the table takes it: sealed where it must be, evidence by its row. */
function rowFor(
  name: string,
  row: OpenRow,
  { sealer, evidence }: { readonly sealer: Sealer; readonly evidence: ReadonlyMap<string, number> },
): NewRow {
  const seal = (column: string, place: string): NewRow => {
    const text = row[column];
    return typeof text === "string"
      ? { ...row, [column]: sealer.sealText(text, place) }
      : { ...row };
  };
  if (name === "factor") return seal("secret", factorPlace(String(row["account_id"])));
  if (name === "setting") return seal("json", settingPlace(String(row["key"])));
  if (name === "release_request") return seal("json", releasePlace(String(row["id"])));
  if (name === "alert") return seal("json", alertPlace(String(row["id"])));
  if (name === "audit") return seal("detail", detailPlace(Number(row["seq"])));
  if (name === "evidence") return { ...row, published: 1 };
  if (name !== "observation") return { ...row };
  const seq = evidence.get(String(row["evidence"]));
  if (seq === undefined) throw new StoreError("storage/backup-damaged");
  return { ...row, evidence: seq };
}

function checkColumns(rows: readonly OpenRow[]): void {
  for (const row of rows)
    for (const [column, value] of Object.entries(row)) {
      const isValue = value === null || typeof value === "string" || typeof value === "number";
      if (!columnName.test(column) || !isValue) throw new StoreError("storage/backup-damaged");
    }
}

function writerOf(trx: Writing, sealer: Sealer): TableWriter {
  const evidence = new Map<string, number>();
  return {
    add: async (name, rows) => {
      invariant(
        openTables.some((table) => table.name === name),
        `${name} is a table of the open form`,
      );
      checkColumns(rows);
      if (name === "audit_head") await trx.deleteFrom("audit_head").execute();
      for (const some of parts(rows, rowsPerStatement)) {
        const values = some.map((row) => rowFor(name, row, { sealer, evidence }));
        await trx
          .insertInto(name as "job")
          .values(values as never)
          .execute();
      }
      if (name !== "evidence") return;
      for (const { seq, id } of await trx.selectFrom("evidence").select(["seq", "id"]).execute())
        evidence.set(id, seq);
    },
    addRaw: async (id, bytes) => {
      const seq = evidence.get(id);
      const hash = createHash("sha256").update(bytes).digest("hex");
      if (seq === undefined || hash !== id) throw new StoreError("storage/backup-damaged");
      for (let part = 0; part * rawPartBytes < Math.max(bytes.length, 1); part += 1) {
        const plain = bytes.subarray(part * rawPartBytes, (part + 1) * rawPartBytes);
        await trx
          .insertInto("raw")
          .values({
            evidence: seq,
            part,
            bytes: sealer.sealBytes(plain, rawPlace(id, part)),
            sealed: sealer.keyId === null ? 0 : 1,
          })
          .execute();
      }
    },
  };
}

/** Fills an empty store. @throws {StoreError} `storage/not-empty`, `storage/backup-damaged` */
export function fillTables(
  database: Database,
  sealer: Sealer,
  work: (tables: TableWriter) => Promise<void>,
): Promise<void> {
  return database.write(async (trx) => {
    await requireEmpty(trx);
    await work(writerOf(trx, sealer));
  });
}
