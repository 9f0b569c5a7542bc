/**
 * Imports taken back. One commit hides what they brought; the rows themselves go at the next
 * disposal, as everything does whose time is over.
 */
import type { Instant } from "@vallgrav/kernel";
import type { Database } from "./database.ts";
import { removeEvidence } from "./import-rows.ts";
import type { PassedEvidence, PublishedImport } from "./store.ts";

/** Published imports, oldest first. */
export async function publishedImports(database: Database): Promise<readonly PublishedImport[]> {
  const rows = await database.read((db) =>
    db
      .selectFrom("import")
      .select(["id", "published_at"])
      .where("state", "=", "published")
      .orderBy("published_at")
      .orderBy("id")
      .execute(),
  );
  return rows.map(({ id, published_at: at }) => ({ id, publishedAt: (at ?? "") as Instant }));
}

/** Hides what a published import brought, but for what passes to others. */
export async function withdrawImport(
  database: Database,
  importId: string,
  { at, passed }: { readonly at: Instant; readonly passed: readonly PassedEvidence[] },
): Promise<boolean> {
  return database.write(async (trx) => {
    const done = await trx
      .updateTable("import")
      .set({ state: "withdrawn" })
      .where("id", "=", importId)
      .where("state", "=", "published")
      .executeTakeFirst();
    if (done.numUpdatedRows !== 1n) return false;
    for (const { evidence, to, own } of passed) {
      const row = await trx
        .updateTable("evidence")
        .set({ import_id: to })
        .where("id", "=", evidence)
        .where("import_id", "=", importId)
        .where("published", "=", 1)
        .returning("seq")
        .executeTakeFirst();
      if (row === undefined || own === null) continue;
      const gone = await trx
        .deleteFrom("observation")
        .where("evidence", "=", row.seq)
        .where("ordinal", ">=", own)
        .executeTakeFirst();
      await trx
        .updateTable("evidence")
        .set((set) => ({ observations: set("observations", "-", Number(gone.numDeletedRows)) }))
        .where("seq", "=", row.seq)
        .execute();
    }
    await trx
      .updateTable("evidence")
      .set({ published: 2, keep_until: at })
      .where("import_id", "=", importId)
      .where("published", "=", 1)
      .execute();
    return true;
  });
}

/** Removes the rows of what was withdrawn, in short transactions. */
export async function removeWithdrawn(database: Database): Promise<void> {
  const rows = await database.read((db) =>
    db.selectFrom("evidence").select("seq").where("published", "=", 2).orderBy("seq").execute(),
  );
  for (const { seq } of rows) await removeEvidence(database, seq);
}
