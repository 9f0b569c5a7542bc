/** Published evidence, its raw bytes, and its observations. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Evidence, EvidenceId, Observation, ObservationId } from "@vallgrav/kernel";
import { compareText } from "@vallgrav/kernel";
import { parts } from "./database.ts";
import type { Database } from "./database.ts";
import { columnText, observationOf, ordinalOf } from "./observation-row.ts";
import { type ObservationReader, observationReader } from "./observation-text.ts";
import type { Sealer } from "./sealer.ts";
import type { EvidenceEntry, EvidenceStore, ObservationFilter } from "./store.ts";

/** Observations per batch, and ids per statement. */
const batchRows = 5_000;
const idsPerStatement = 1_000;

type EntryRow = {
  readonly import_id: string;
  readonly observations: number;
  readonly json: string;
  readonly raw: number | null;
};

function entryOf(row: EntryRow): EvidenceEntry {
  return {
    evidence: JSON.parse(row.json) as Evidence,
    importId: row.import_id,
    observations: row.observations,
    hasRaw: row.raw !== null,
  };
}

/** Entries of all published evidence, or of some ids. */
async function entries(
  database: Database,
  ids: readonly EvidenceId[] | null,
): Promise<readonly EvidenceEntry[]> {
  const rows = await database.read((db) =>
    db
      .selectFrom("evidence")
      .leftJoin("raw", (join) =>
        join.onRef("raw.evidence", "=", "evidence.seq").on("raw.part", "=", 0),
      )
      .select(["evidence.import_id", "evidence.observations", "evidence.json"])
      .select("raw.part as raw")
      .where("evidence.published", "=", 1)
      .$if(ids !== null, (query) => query.where("evidence.id", "in", ids))
      .orderBy("evidence.received_at")
      .orderBy("evidence.id")
      .execute(),
  );
  return rows.map((row) => entryOf(row));
}

/** Row and id of published evidence in order of id; of all, or of some ids. */
async function visible(
  database: Database,
  ids: readonly EvidenceId[] | null,
): Promise<readonly { readonly seq: number; readonly id: EvidenceId }[]> {
  const found: { seq: number; id: EvidenceId }[] = [];
  const chunks = ids === null ? [null] : [...parts([...new Set(ids)], idsPerStatement)];
  for (const chunk of chunks) {
    const rows = await database.read((db) =>
      db
        .selectFrom("evidence")
        .select(["seq", "id"])
        .where("published", "=", 1)
        .$if(chunk !== null, (query) => query.where("id", "in", chunk))
        .execute(),
    );
    for (const { seq, id } of rows) found.push({ seq, id: id as EvidenceId });
  }
  return found.sort((a, b) => compareText(a.id, b.id));
}

/**
 * Batches of one piece of evidence. Published rows never change, so pages cannot shift.
 * @yields at most {@link batchRows} observations, by ordinal
 */
async function* observationsOf(
  database: Database,
  evidence: { readonly seq: number; readonly id: EvidenceId },
  { kind, about }: ObservationFilter,
  read: ObservationReader,
): AsyncGenerator<readonly Observation[]> {
  let after = -1;
  for (;;) {
    const from = after;
    const rows = await database.read((db) =>
      db
        .selectFrom("observation")
        .select(["ordinal", "json"])
        .where("evidence", "=", evidence.seq)
        .where("ordinal", ">", from)
        .$if(kind !== undefined, (query) => query.where("kind", "=", kind ?? ""))
        .$if(about !== undefined, (query) => query.where("about", "=", columnText(about ?? "")))
        .orderBy("ordinal")
        .limit(batchRows)
        .execute(),
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map((row) => read(evidence.id, row));
    await nextTurn();
    if (rows.length < batchRows) return;
    after = last.ordinal;
  }
}

/**
 * Batches over all evidence: small pieces are put together, large ones come in several.
 * @yields at most {@link batchRows} observations
 */
async function* observations(
  database: Database,
  filter: ObservationFilter,
): AsyncGenerator<readonly Observation[]> {
  let waiting: Observation[] = [];
  const read = observationReader(filter.hasPlaces);
  for (const evidence of await visible(database, filter.evidence ?? null))
    for await (const batch of observationsOf(database, evidence, filter, read)) {
      if (waiting.length + batch.length > batchRows) {
        yield waiting;
        waiting = [];
      }
      waiting.push(...batch);
    }
  if (waiting.length > 0) yield waiting;
}

/** Ordinals asked for, per evidence; what is no id names nothing. */
function ordinalsByEvidence(
  ids: readonly ObservationId[],
): ReadonlyMap<EvidenceId, ReadonlySet<number>> {
  const wanted = new Map<EvidenceId, Set<number>>();
  for (const id of ids) {
    const evidence = id.slice(0, Math.max(id.lastIndexOf("#"), 0)) as EvidenceId;
    const ordinal = ordinalOf(id, evidence);
    if (ordinal === null) continue;
    const ordinals = wanted.get(evidence) ?? new Set();
    wanted.set(evidence, ordinals.add(ordinal));
  }
  return wanted;
}

async function loadObservations(
  database: Database,
  ids: readonly ObservationId[],
): Promise<readonly Observation[]> {
  const wanted = ordinalsByEvidence(ids);
  const found: Observation[] = [];
  for (const { seq, id } of await visible(database, [...wanted.keys()])) {
    const ordinals = [...(wanted.get(id) ?? [])].sort((a, b) => a - b);
    for (const chunk of parts(ordinals, idsPerStatement)) {
      const rows = await database.read((db) =>
        db
          .selectFrom("observation")
          .select(["ordinal", "json"])
          .where("evidence", "=", seq)
          .where("ordinal", "in", chunk)
          .orderBy("ordinal")
          .execute(),
      );
      for (const row of rows) found.push(observationOf(id, row));
    }
  }
  return found;
}

/** What a sealed part of a raw file is bound to. */
export function rawPlace(evidence: string, part: number): string {
  return `raw/${evidence}/${part}`;
}

async function loadRaw(
  database: Database,
  sealer: Sealer,
  id: EvidenceId,
): Promise<Uint8Array | null> {
  const [evidence] = await visible(database, [id]);
  if (evidence === undefined) return null;
  const rows = await database.read((db) =>
    db
      .selectFrom("raw")
      .select(["part", "bytes", "sealed"])
      .where("evidence", "=", evidence.seq)
      .orderBy("part")
      .execute(),
  );
  if (rows.length === 0) return null;
  const pieces = rows.map(({ part, bytes, sealed }) =>
    sealed === 1 ? sealer.openBytes(bytes, rawPlace(id, part)) : bytes,
  );
  const whole = new Uint8Array(pieces.reduce((sum, bytes) => sum + bytes.length, 0));
  let at = 0;
  for (const bytes of pieces) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole;
}

/** The evidence part of the store. */
export function evidenceStore(database: Database, sealer: Sealer): EvidenceStore {
  return {
    list: () => entries(database, null),
    load: async (ids) => {
      const found: EvidenceEntry[] = [];
      for (const chunk of parts([...new Set(ids)], idsPerStatement))
        found.push(...(await entries(database, chunk)));
      return found.sort((a, b) => compareText(a.evidence.id, b.evidence.id));
    },
    loadRaw: (id) => loadRaw(database, sealer, id),
    observations: (filter = {}) => observations(database, filter),
    loadObservations: (ids) => loadObservations(database, ids),
    disposeRaw: async (now) => {
      const due = await database.read((db) =>
        db
          .selectFrom("evidence")
          .innerJoin("raw", "raw.evidence", "evidence.seq")
          .select("evidence.seq")
          .where("raw.part", "=", 0)
          .where("evidence.published", "in", [1, 2])
          .where("evidence.keep_until", "<=", now)
          .orderBy("evidence.seq")
          .execute(),
      );
      for (const { seq } of due)
        await database.write((trx) => trx.deleteFrom("raw").where("evidence", "=", seq).execute());
      return due.length;
    },
    revision: async () => {
      const rows = await database.read((db) =>
        db
          .selectFrom("import")
          .select("state")
          .select((select) => select.fn.countAll<number>().as("imports"))
          .where("state", "in", ["published", "withdrawn"])
          .groupBy("state")
          .execute(),
      );
      // Withdrawing is a second change of the facts.
      return rows.reduce(
        (sum, { state, imports }) => sum + (state === "withdrawn" ? 2 * imports : imports),
        0,
      );
    },
  };
}
