/** Disposal of what is too old, kind by kind; counting and removing ask the same questions. */
import type { Kysely } from "kysely";
import type { Database } from "./database.ts";
import { evidenceStore } from "./evidence-rows.ts";
import type { Schema } from "./schema.ts";
import { sealerOf } from "./sealer.ts";
import type { Disposed, DisposalLimits } from "./store.ts";
import { removeWithdrawn } from "./withdraw-rows.ts";

async function countRows(query: {
  executeTakeFirstOrThrow: () => Promise<{ readonly count: number }>;
}): Promise<number> {
  return (await query.executeTakeFirstOrThrow()).count;
}

async function countOld(db: Kysely<Schema>, limits: DisposalLimits): Promise<Disposed> {
  const raw = db
    .selectFrom("evidence")
    .innerJoin("raw", "raw.evidence", "evidence.seq")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("raw.part", "=", 0)
    .where("evidence.published", "in", [1, 2])
    .where("evidence.keep_until", "<=", limits.now);
  const jobs = db
    .selectFrom("job")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("ended_at", "<", limits.jobsEndedBefore);
  const sessions = db
    .selectFrom("session")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where((where) =>
      where.or([
        where("created_at", "<=", limits.sessionsCreatedBefore),
        where("seen_at", "<=", limits.sessionsSeenBefore),
      ]),
    );
  const details = db
    .selectFrom("audit")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("at", "<", limits.detailsBefore)
    .where("detail", "is not", null);
  return {
    rawFiles: await countRows(raw),
    jobs: await countRows(jobs),
    sessions: await countRows(sessions),
    auditDetails: await countRows(details),
  };
}

/** Counts what is too old and, unless only counting, removes it. */
export async function disposeOld(
  database: Database,
  limits: DisposalLimits,
  onlyCount: boolean,
): Promise<Disposed> {
  const old = await database.read((db) => countOld(db, limits));
  if (onlyCount) return old;
  const rawFiles = await evidenceStore(database, sealerOf([])).disposeRaw(limits.now);
  await removeWithdrawn(database);
  await database.write(async (trx) => {
    await trx.deleteFrom("job").where("ended_at", "<", limits.jobsEndedBefore).execute();
    await trx
      .deleteFrom("session")
      .where((where) =>
        where.or([
          where("created_at", "<=", limits.sessionsCreatedBefore),
          where("seen_at", "<=", limits.sessionsSeenBefore),
        ]),
      )
      .execute();
    await trx
      .updateTable("audit")
      .set({ detail: null })
      .where("at", "<", limits.detailsBefore)
      .where("detail", "is not", null)
      .execute();
  });
  return { ...old, rawFiles };
}
