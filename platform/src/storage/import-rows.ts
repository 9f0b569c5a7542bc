/**
 * Staged imports. Rows hang off a piece of evidence, and only published evidence is visible: so
 * half a million observations appear by a commit that touches a handful of rows.
 */
import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { CompiledQuery } from "kysely";
import type { Kysely, Transaction } from "kysely";
import type { Evidence, EvidenceId, Instant, Json, Observation } from "@vallgrav/kernel";
import { keepable, parts } from "./database.ts";
import type { Database } from "./database.ts";
import { insertedColumns, rowOf } from "./observation-row.ts";
import { rawPlace } from "./evidence-rows.ts";
import type { Schema } from "./schema.ts";
import type { Sealer } from "./sealer.ts";
import { StoreError } from "./store-error.ts";
import type { ImportStore } from "./store.ts";

/** Most rows of one transaction, rows of one statement, and bytes of one part of raw evidence. */
const transactionRows = 5_000;
const statementRows = 500;
const rawPartBytes = 1_048_576;

type Writing = Transaction<Schema>;

/** Holds the import open until the transaction ends, so that nobody publishes or discards it. */
async function holdOpen(trx: Writing, database: Database, importId: string): Promise<void> {
  const row = await trx
    .selectFrom("import")
    .select("state")
    .where("id", "=", importId)
    .$if(database.kind === "postgres", (query) => query.forUpdate())
    .executeTakeFirst();
  if (row?.state !== "open") throw new StoreError("storage/import-not-open");
}

/** The statement of so many observation rows, made once: building it costs more than running it. */
function insertStatements(): (trx: Kysely<Schema>, rows: number) => string {
  const texts = new Map<number, string>();
  return (trx, rows) => {
    const known = texts.get(rows);
    if (known !== undefined) return known;
    const row = { evidence: 0, ordinal: 0, kind: "", about: "", json: "" };
    const text = trx
      .insertInto("observation")
      .columns(insertedColumns)
      .values(Array.from({ length: rows }, () => row))
      .onConflict((conflict) => conflict.doNothing())
      .compile().sql;
    // Odd sizes come once per import; only the full one is worth keeping.
    if (rows === statementRows) texts.set(rows, text);
    return text;
  };
}

type Insert = ReturnType<typeof insertStatements>;

/** Inserts rows of one evidence and counts those that were new. */
async function insertObservations(
  trx: Writing,
  insert: Insert,
  evidence: number,
  observations: readonly Observation[],
): Promise<void> {
  let added = 0;
  for (const some of parts(observations, statementRows)) {
    const parameters = some.flatMap((observation) => rowOf(evidence, observation));
    const text = insert(trx, some.length);
    const done = await trx.executeQuery(CompiledQuery.raw(text, parameters));
    added += Number(done.numAffectedRows ?? 0n);
  }
  await trx
    .updateTable("evidence")
    .set((set) => ({ observations: set("observations", "+", added) }))
    .where("seq", "=", evidence)
    .execute();
}

/** Evidence ids of this import or visible → their rows; `null` for those visible from before. */
async function stagedRows(
  trx: Writing,
  importId: string,
  ids: readonly EvidenceId[],
): Promise<ReadonlyMap<string, number | null>> {
  const found = new Map<string, number | null>();
  const rows = await trx
    .selectFrom("evidence")
    .select(["seq", "id", "import_id", "published"])
    .where("id", "in", ids)
    .where((where) => where.or([where("import_id", "=", importId), where("published", "=", 1)]))
    .execute();
  for (const row of rows)
    if (row.import_id === importId) found.set(row.id, row.seq);
    else if (!found.has(row.id)) found.set(row.id, null);
  return found;
}

async function stageBatch(
  trx: Writing,
  insert: Insert,
  importId: string,
  batch: readonly Observation[],
): Promise<void> {
  const groups = Map.groupBy(batch, (observation) => observation.at.evidence);
  for (const some of parts([...groups.keys()], statementRows)) {
    const rows = await stagedRows(trx, importId, some);
    for (const id of some) {
      const evidence = rows.get(id);
      if (evidence === undefined) throw new StoreError("storage/unknown-evidence");
      if (evidence !== null) await insertObservations(trx, insert, evidence, groups.get(id) ?? []);
    }
  }
}

async function addEvidence(
  trx: Writing,
  importId: string,
  evidence: Evidence,
): Promise<number | null> {
  const rows = await stagedRows(trx, importId, [evidence.id]);
  if (rows.has(evidence.id)) return null;
  const added = await trx
    .insertInto("evidence")
    .values({
      id: evidence.id,
      import_id: importId,
      published: 0,
      received_at: evidence.receivedAt,
      keep_until: evidence.keepUntil,
      observations: 0,
      json: JSON.stringify(evidence),
    })
    .returning("seq")
    .executeTakeFirstOrThrow();
  return added.seq;
}

/** Takes parts of raw evidence, in order, and knows at the end what they were. */
function rawParts(sealer: Sealer, id: EvidenceId, raw: Uint8Array) {
  const hash = createHash("sha256");
  return {
    count: Math.ceil(raw.length / rawPartBytes),
    insert: async (trx: Writing, evidence: number, part: number): Promise<void> => {
      const plain = raw.subarray(part * rawPartBytes, (part + 1) * rawPartBytes);
      hash.update(plain);
      const bytes = sealer.sealBytes(plain, rawPlace(id, part));
      const sealed = sealer.keyId === null ? 0 : 1;
      await trx.insertInto("raw").values({ evidence, part, bytes, sealed }).execute();
    },
    isWhole: () => hash.digest("hex") === id,
  };
}

async function stageEvidence(
  { database, sealer }: { readonly database: Database; readonly sealer: Sealer },
  importId: string,
  evidence: Evidence,
  raw: Uint8Array | null,
): Promise<"staged" | "already"> {
  keepable(evidence.id);
  const pieces = raw === null ? null : rawParts(sealer, evidence.id, raw);
  const seq = await database.write(async (trx) => {
    await holdOpen(trx, database, importId);
    const added = await addEvidence(trx, importId, evidence);
    // Most files are one part: with their own row it is one write to the disk that is waited for.
    if (added !== null && pieces !== null && pieces.count > 0) await pieces.insert(trx, added, 0);
    return added;
  });
  if (seq === null) return "already";
  if (pieces === null) return "staged";
  for (let part = 1; part < pieces.count; part += 1) {
    await nextTurn();
    await database.write(async (trx) => {
      await holdOpen(trx, database, importId);
      await pieces.insert(trx, seq, part);
    });
  }
  await nextTurn();
  if (!pieces.isWhole()) {
    await removeEvidence(database, seq);
    throw new StoreError("storage/wrong-hash");
  }
  return "staged";
}

/** Removes one piece of evidence that nobody sees with all that hangs off it, bit by bit. */
export async function removeEvidence(database: Database, evidence: number): Promise<void> {
  for (;;) {
    const isEmpty = await database.write(async (trx) => {
      const beyond = await trx
        .selectFrom("observation")
        .select("ordinal")
        .where("evidence", "=", evidence)
        .orderBy("ordinal")
        .offset(transactionRows)
        .limit(1)
        .executeTakeFirst();
      await trx
        .deleteFrom("observation")
        .where("evidence", "=", evidence)
        .$if(beyond !== undefined, (query) => query.where("ordinal", "<", beyond?.ordinal ?? 0))
        .execute();
      return beyond === undefined;
    });
    await nextTurn();
    if (isEmpty) break;
  }
  await database.write(async (trx) => {
    await trx.deleteFrom("raw").where("evidence", "=", evidence).execute();
    await trx
      .deleteFrom("evidence")
      .where("seq", "=", evidence)
      .where("published", "!=", 1)
      .execute();
  });
}

/** Unpublished evidence of one import, or of all when the id is null, removed. */
async function removeStaged(database: Database, importId: string | null): Promise<void> {
  const rows = await database.read((db) =>
    db
      .selectFrom("evidence")
      .select("seq")
      .where("published", "=", 0)
      .$if(importId !== null, (query) => query.where("import_id", "=", importId))
      .orderBy("seq")
      .execute(),
  );
  for (const { seq } of rows) await removeEvidence(database, seq);
}

/** Removes everything that was never published; at start-up, by the process that owns the data. */
export async function removeUnpublished(database: Database): Promise<void> {
  await database.write((trx) =>
    trx.updateTable("import").set({ state: "discarded" }).where("state", "=", "open").execute(),
  );
  await removeStaged(database, null);
  await database.write((trx) =>
    trx.deleteFrom("import").where("state", "=", "discarded").execute(),
  );
}

async function discard(database: Database, importId: string): Promise<void> {
  // Closed first: from here on nothing can be staged under it and nobody can publish it.
  await database.write((trx) =>
    trx
      .updateTable("import")
      .set({ state: "discarded" })
      .where("id", "=", importId)
      .where("state", "=", "open")
      .execute(),
  );
  const row = await database.read((db) =>
    db.selectFrom("import").select("state").where("id", "=", importId).executeTakeFirst(),
  );
  if (row?.state !== "discarded") return;
  await removeStaged(database, importId);
  await database.write((trx) =>
    trx.deleteFrom("import").where("id", "=", importId).where("state", "=", "discarded").execute(),
  );
}

async function begin(database: Database, importId: string, at: Instant): Promise<void> {
  keepable(importId);
  await discard(database, importId);
  const added = await database.write((trx) =>
    trx
      .insertInto("import")
      .values({ id: importId, state: "open", started_at: at, published_at: null, report: null })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst(),
  );
  if (added.numInsertedOrUpdatedRows !== 1n) throw new StoreError("storage/import-published");
}

async function publish(
  database: Database,
  importId: string,
  report: Json,
  at: Instant,
): Promise<void> {
  await database.write(async (trx) => {
    await holdOpen(trx, database, importId);
    // Another import may have published the same bytes meanwhile: then ours stay hidden and go.
    await trx
      .updateTable("evidence")
      .set({ published: 1 })
      .where("import_id", "=", importId)
      .where("id", "not in", trx.selectFrom("evidence").select("id").where("published", "=", 1))
      .execute();
    await trx
      .updateTable("import")
      .set({ state: "published", published_at: at, report: JSON.stringify(report) })
      .where("id", "=", importId)
      .execute();
  });
  await removeStaged(database, importId);
}

/** The import part of the store. */
export function importStore(
  database: Database,
  sealer: Sealer,
): Omit<ImportStore, "list" | "withdraw"> {
  const insert = insertStatements();
  return {
    begin: (importId, at) => begin(database, importId, at),
    stageEvidence: (importId, evidence, raw) =>
      stageEvidence({ database, sealer }, importId, evidence, raw),
    stageObservations: async (importId, observations) => {
      for (const batch of parts(observations, transactionRows)) {
        await database.write(async (trx) => {
          await holdOpen(trx, database, importId);
          await stageBatch(trx, insert, importId, batch);
        });
        await nextTurn();
      }
    },
    publish: (importId, report, at) => publish(database, importId, report, at),
    discard: (importId) => discard(database, importId),
    loadReport: async (importId) => {
      const row = await database.read((db) =>
        db
          .selectFrom("import")
          .select("report")
          .where("id", "=", importId)
          .where("state", "=", "published")
          .executeTakeFirst(),
      );
      const text = row?.report ?? null;
      return text === null ? null : (JSON.parse(text) as Json);
    },
  };
}
