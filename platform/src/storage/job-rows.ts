/** Jobs. Two partial unique indexes keep the promises, so a race loses instead of breaking them. */
import type { Instant, Json, Problem } from "@vallgrav/kernel";
import type { Selectable, Transaction, Updateable } from "kysely";
import { keepable } from "./database.ts";
import type { Database } from "./database.ts";
import type { JobTable, Schema } from "./schema.ts";
import { StoreError } from "./store-error.ts";
import type { JobChange, JobClaim, JobRecord, JobStore, NewJob } from "./store.ts";

/** PostgreSQL's code for it; SQLite has one writer and never gets there. */
const uniqueViolation = "23505";

type Row = Selectable<JobTable>;
type Writing = Transaction<Schema>;

function parsed(text: string | null): Json | null {
  return text === null ? null : (JSON.parse(text) as Json);
}

function recordOf(row: Row): JobRecord {
  return {
    id: row.id,
    kind: row.kind as JobRecord["kind"],
    title: row.title,
    state: row.state as JobRecord["state"],
    done: row.done,
    total: row.total,
    counts: JSON.parse(row.counts) as Record<string, number>,
    problems: JSON.parse(row.problems) as readonly Problem[],
    attempt: row.attempt,
    createdAt: row.created_at,
    endedAt: row.ended_at,
    key: row.key,
    payload: JSON.parse(row.payload) as Json,
    checkpoint: parsed(row.checkpoint),
    result: parsed(row.result),
    owner: row.owner,
    leaseUntil: row.lease_until as Instant | null,
    cancelRequested: row.cancel_requested === 1,
  };
}

function rowOf(change: JobChange): Updateable<JobTable> {
  const { counts, problems, checkpoint, result, leaseUntil, endedAt, ...plain } = change;
  return {
    ...plain,
    ...(counts === undefined ? {} : { counts: JSON.stringify(counts) }),
    ...(problems === undefined ? {} : { problems: JSON.stringify(problems) }),
    ...(checkpoint === undefined ? {} : { checkpoint: JSON.stringify(checkpoint) }),
    ...(result === undefined ? {} : { result: JSON.stringify(result) }),
    ...(leaseUntil === undefined ? {} : { lease_until: leaseUntil }),
    ...(endedAt === undefined ? {} : { ended_at: endedAt }),
  };
}

async function add(database: Database, job: NewJob): Promise<JobRecord> {
  const row = {
    id: keepable(job.id),
    kind: job.kind,
    key: job.key === null ? null : keepable(job.key),
    title: keepable(job.title),
    state: "waiting",
    done: 0,
    total: null,
    counts: "{}",
    problems: "[]",
    attempt: 0,
    payload: JSON.stringify(job.payload),
    checkpoint: null,
    result: null,
    owner: null,
    lease_until: null,
    cancel_requested: 0,
    created_at: job.createdAt,
    ended_at: null,
  };
  return database.write(async (trx) => {
    const added = await trx
      .insertInto("job")
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    if (added !== undefined) return recordOf(added);
    const existing = await trx
      .selectFrom("job")
      .selectAll()
      .where("kind", "=", job.kind)
      .where("key", "=", job.key)
      .where("state", "in", ["waiting", "running"])
      .executeTakeFirstOrThrow();
    return recordOf(existing);
  });
}

/**
 * Which job would be next: a running one that lost its worker, else the oldest waiting of the kinds
 * that go first, else the oldest waiting.
 */
async function nextJob(trx: Writing, database: Database, claim: JobClaim): Promise<Row | null> {
  const candidates = (state: string, kinds: readonly string[] | null = null) =>
    trx
      .selectFrom("job")
      .selectAll()
      .where("state", "=", state)
      .$if(kinds !== null, (query) => query.where("kind", "in", kinds))
      .orderBy("seq")
      .limit(1)
      .$if(database.kind === "postgres", (query) => query.forUpdate())
      .executeTakeFirst();
  const running = await candidates("running");
  if (running === undefined) {
    const first = claim.first === undefined ? undefined : await candidates("waiting", claim.first);
    return first ?? (await candidates("waiting")) ?? null;
  }
  const isHeld = running.lease_until !== null && running.lease_until > claim.now;
  return isHeld && !claim.takeOver ? null : running;
}

/** Whether the database refused a row because a unique index holds its like. */
function isTaken(error: unknown): boolean {
  if (!(error instanceof StoreError)) return false;
  const code: unknown = Reflect.get(Object(error.cause), "code");
  return code === uniqueViolation;
}

async function claimJob(database: Database, claim: JobClaim): Promise<JobRecord | null> {
  const claimed = database.write(async (trx) => {
    const next = await nextJob(trx, database, claim);
    if (next === null) return null;
    const taken = await trx
      .updateTable("job")
      .set({
        state: "running",
        attempt: next.attempt + 1,
        owner: claim.owner,
        lease_until: claim.leaseUntil,
      })
      .where("id", "=", next.id)
      .where("state", "=", next.state)
      .returningAll()
      .executeTakeFirst();
    return taken === undefined ? null : recordOf(taken);
  });
  try {
    return await claimed;
  } catch (error) {
    // Workers on two machines may both see none running; the index lets one of them in.
    if (isTaken(error)) return null;
    throw error;
  }
}

async function cancel(database: Database, id: string, now: Instant): Promise<JobRecord | null> {
  return database.write(async (trx) => {
    await trx
      .updateTable("job")
      .set({ state: "cancelled", ended_at: now })
      .where("id", "=", id)
      .where("state", "=", "waiting")
      .execute();
    await trx
      .updateTable("job")
      .set({ cancel_requested: 1 })
      .where("id", "=", id)
      .where("state", "=", "running")
      .execute();
    const row = await trx.selectFrom("job").selectAll().where("id", "=", id).executeTakeFirst();
    return row === undefined ? null : recordOf(row);
  });
}

async function dropEnded(
  database: Database,
  { kind, key, keep }: { readonly kind: string; readonly key: string; readonly keep: number },
): Promise<void> {
  await database.write(async (trx) => {
    const ended = await trx
      .selectFrom("job")
      .select("id")
      .where("kind", "=", kind)
      .where("key", "=", key)
      .where("state", "not in", ["waiting", "running"])
      .orderBy("seq", "desc")
      .execute();
    // Each time at most a few are too many.
    const ids = ended.slice(keep, keep + 500).map(({ id }) => id);
    if (ids.length > 0) await trx.deleteFrom("job").where("id", "in", ids).execute();
  });
}

/** The job part of the store. */
export function jobStore(database: Database): JobStore {
  return {
    add: async (job) => add(database, job),
    claim: (claim) => claimJob(database, claim),
    isWaiting: async (kinds) => {
      const found = await database.read((db) =>
        db
          .selectFrom("job")
          .select("id")
          .where("state", "=", "waiting")
          .where("kind", "in", kinds)
          .limit(1)
          .executeTakeFirst(),
      );
      return found !== undefined;
    },
    save: async (id, owner, change) => {
      const done = await database.write((trx) =>
        trx
          .updateTable("job")
          .set(rowOf(change))
          .where("id", "=", id)
          .where("owner", "=", owner)
          .where("state", "=", "running")
          .executeTakeFirst(),
      );
      return done.numUpdatedRows === 1n;
    },
    cancel: (id, now) => cancel(database, id, now),
    load: async (id) => {
      const row = await database.read((db) =>
        db.selectFrom("job").selectAll().where("id", "=", id).executeTakeFirst(),
      );
      return row === undefined ? null : recordOf(row);
    },
    list: async (limit) => {
      const rows = await database.read((db) =>
        db.selectFrom("job").selectAll().orderBy("seq", "desc").limit(limit).execute(),
      );
      return rows.map((row) => recordOf(row));
    },
    dropEnded: (kind, key, keep) => dropEnded(database, { kind, key, keep }),
  };
}
