/** Opens the store behind an address, brings its schema up to date, clears what was left half. */
import { sql } from "kysely";
import { accountStore, sessionStore } from "./account-rows.ts";
import { auditStore } from "./audit-rows.ts";
import { databaseOf, guard } from "./database.ts";
import type { Database } from "./database.ts";
import { domainCheckStore } from "./check-rows.ts";
import { deliveryStore } from "./delivery-rows.ts";
import { disposeOld } from "./dispose-rows.ts";
import { evidenceStore } from "./evidence-rows.ts";
import { factorStore } from "./factor-rows.ts";
import { identityStore } from "./identity-rows.ts";
import { importStore, removeUnpublished } from "./import-rows.ts";
import { fillTables } from "./fill-tables.ts";
import { tablesOf } from "./read-tables.ts";
import { jobStore } from "./job-rows.ts";
import { migrate } from "./migrations.ts";
import { passkeyStore } from "./passkey-rows.ts";
import { runStore, settingStore } from "./run-rows.ts";
import { releaseStore } from "./release-rows.ts";
import { repeatStore } from "./repeat-rows.ts";
import { resealAll } from "./reseal.ts";
import { type DataKey, sealerOf } from "./sealer.ts";
import { openSqlite } from "./sqlite.ts";
import { tokenStore } from "./token-rows.ts";
import { publishedImports, withdrawImport } from "./withdraw-rows.ts";
import { unitStore } from "./unit-rows.ts";
import { watchStore } from "./watch-rows.ts";
import type { Store } from "./store.ts";

async function findDamage(database: Database): Promise<readonly string[]> {
  const found: string[] = [];
  await database.read(async (db) => {
    if (database.kind === "sqlite") {
      const pages = await sql<Record<string, string>>`pragma integrity_check`.execute(db);
      for (const row of pages.rows)
        for (const line of Object.values(row)) if (line !== "ok") found.push(line);
      const keys = await sql<{ table: string }>`pragma foreign_key_check`.execute(db);
      for (const row of keys.rows) found.push(`${row.table}: a row points at nothing`);
    }
    const counted = await db
      .selectFrom("evidence")
      .leftJoin("observation", "observation.evidence", "evidence.seq")
      // What was withdrawn is on its way out.
      .where("evidence.published", "!=", 2)
      .select(["evidence.id", "evidence.observations as expected"])
      .select((select) => select.fn.count<number>("observation.ordinal").as("present"))
      .groupBy(["evidence.id", "evidence.seq", "evidence.observations"])
      .orderBy("evidence.id")
      .execute();
    for (const { id, expected, present } of counted)
      if (expected !== present)
        found.push(`evidence ${id}: ${present} of ${expected} observations`);
  });
  return found;
}

/** How a store is opened. */
export type StoreOptions = {
  readonly recover?: boolean;
  /** Keys of what is sealed: the first seals, all open. None: nothing is sealed. */
  readonly keys?: readonly DataKey[];
  /** Pages that SQLite keeps in memory per connection; 65 536 unless said. */
  readonly cacheKibibytes?: number;
  /** Told when a transaction has begun and when it is over: a fault test kills in between. */
  readonly onWrite?: (phase: "begun" | "over") => void;
};

/**
 * Opens a store, creating it when it is not there.
 * @param address `postgres://…` or `postgresql://…`, else the path of an SQLite file
 * @param options `recover` (default true) removes imports that were never published. Only the
 *   process that owns the data opens with it; a second one beside it passes false.
 * @throws {SchemaNewer} when a newer program has written it
 * @throws {StoreError} `storage/unavailable` when it does not answer or is no database
 */
export async function openStore(address: string, options: StoreOptions = {}): Promise<Store> {
  const handles = await guard(async () => {
    if (!/^postgres(?:ql)?:\/\//.test(address)) return openSqlite(address, options.cacheKibibytes);
    // Most homes have a file, and never need what speaks to a server.
    const { openPostgres } = await import("./postgres.ts");
    return openPostgres(address);
  });
  const database = databaseOf(handles, options.onWrite);
  const sealer = sealerOf(options.keys ?? []);
  try {
    await migrate(database);
    if (options.recover !== false) await removeUnpublished(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return {
    kind: database.kind,
    imports: {
      ...importStore(database, sealer),
      list: () => publishedImports(database),
      withdraw: (importId, given) => withdrawImport(database, importId, given),
    },
    evidence: evidenceStore(database, sealer),
    runs: runStore(database),
    settings: settingStore(database, sealer),
    jobs: jobStore(database),
    units: unitStore(database),
    accounts: accountStore(database),
    factors: factorStore(database, sealer),
    passkeys: passkeyStore(database),
    identities: identityStore(database),
    tokens: tokenStore(database),
    sessions: sessionStore(database),
    repeats: repeatStore(database, sealer),
    deliveries: deliveryStore(database),
    domainChecks: domainCheckStore(database),
    releases: releaseStore(database, sealer),
    audit: auditStore(database, sealer),
    watch: watchStore(database, sealer),
    check: () => findDamage(database),
    dispose: (limits, onlyCount) => disposeOld(database, limits, onlyCount),
    reseal: () => resealAll(database, sealer),
    snapshot: (work) => database.snapshot((db) => work(tablesOf(db, sealer))),
    fill: (work) => fillTables(database, sealer, work),
    backup: (file) => database.backup(file),
    close: () => database.close(),
  };
}
