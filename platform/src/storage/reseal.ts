/** Seals anew what an older key has sealed, or none: in short transactions, while work goes on. */
import { alertPlace } from "./alert-rows.ts";
import { detailPlace } from "./audit-rows.ts";
import type { Database } from "./database.ts";
import { rawPlace } from "./evidence-rows.ts";
import { factorPlace } from "./factor-rows.ts";
import { releasePlace } from "./release-rows.ts";
import { settingPlace } from "./run-rows.ts";
import type { Sealer } from "./sealer.ts";

const batchRows = 500;

async function resealDetails(database: Database, sealer: Sealer): Promise<number> {
  let count = 0;
  for (let after = 0; ;) {
    const from = after;
    const rows = await database.read((db) =>
      db
        .selectFrom("audit")
        .select(["seq", "detail"])
        .where("seq", ">", from)
        .orderBy("seq")
        .limit(batchRows)
        .execute(),
    );
    const last = rows.at(-1);
    if (last === undefined) return count;
    after = last.seq;
    await database.write(async (trx) => {
      for (const { seq, detail } of rows) {
        if (detail === null || sealer.isCurrent(detail)) continue;
        const anew = sealer.sealText(sealer.openText(detail, detailPlace(seq)), detailPlace(seq));
        // What was erased meanwhile stays erased.
        const query = trx.updateTable("audit").set({ detail: anew }).where("seq", "=", seq);
        await query.where("detail", "=", detail).execute();
        count += 1;
      }
    });
  }
}

async function resealFactors(database: Database, sealer: Sealer): Promise<number> {
  return database.write(async (trx) => {
    let count = 0;
    const rows = await trx.selectFrom("factor").select(["account_id", "secret"]).execute();
    for (const { account_id: id, secret } of rows) {
      if (sealer.isCurrent(secret)) continue;
      const anew = sealer.sealText(sealer.openText(secret, factorPlace(id)), factorPlace(id));
      await trx.updateTable("factor").set({ secret: anew }).where("account_id", "=", id).execute();
      count += 1;
    }
    return count;
  });
}

/** Rows by their id, with what is sealed in their column `json`, one short transaction each. */
async function resealJson(
  database: Database,
  sealer: Sealer,
  table: "alert" | "release_request",
  placeOf: (id: string) => string,
): Promise<number> {
  const all = await database.read((db) => db.selectFrom(table).select("id").execute());
  let count = 0;
  for (const { id } of all)
    await database.write(async (trx) => {
      const row = await trx
        .selectFrom(table)
        .select("json")
        .where("id", "=", id)
        .executeTakeFirst();
      if (row === undefined || sealer.isCurrent(row.json)) return;
      const json = sealer.sealText(sealer.openText(row.json, placeOf(id)), placeOf(id));
      await trx.updateTable(table).set({ json }).where("id", "=", id).execute();
      count += 1;
    });
  return count;
}

async function resealSettings(database: Database, sealer: Sealer): Promise<number> {
  return database.write(async (trx) => {
    let count = 0;
    for (const { key, json } of await trx.selectFrom("setting").select(["key", "json"]).execute()) {
      if (sealer.isCurrent(json)) continue;
      const anew = sealer.sealText(sealer.openText(json, settingPlace(key)), settingPlace(key));
      await trx.updateTable("setting").set({ json: anew }).where("key", "=", key).execute();
      count += 1;
    }
    return count;
  });
}

async function resealRaw(database: Database, sealer: Sealer): Promise<number> {
  const all = await database.read((db) =>
    db
      .selectFrom("raw")
      .innerJoin("evidence", "evidence.seq", "raw.evidence")
      .select(["raw.evidence", "raw.part", "evidence.id"])
      .execute(),
  );
  for (const { evidence, part, id } of all)
    await database.write(async (trx) => {
      const row = await trx
        .selectFrom("raw")
        .select(["bytes", "sealed"])
        .where("evidence", "=", evidence)
        .where("part", "=", part)
        .executeTakeFirst();
      if (row === undefined) return;
      const place = rawPlace(id, part);
      const plain = row.sealed === 1 ? sealer.openBytes(row.bytes, place) : row.bytes;
      await trx
        .updateTable("raw")
        .set({
          bytes: sealer.sealBytes(plain, place),
          sealed: sealer.keyId === null ? 0 : 1,
        })
        .where("evidence", "=", evidence)
        .where("part", "=", part)
        .execute();
    });
  return all.length;
}

/** Seals everything by the first key; returns how many values. */
export async function resealAll(database: Database, sealer: Sealer): Promise<number> {
  const details = await resealDetails(database, sealer);
  const settings = await resealSettings(database, sealer);
  const factors = await resealFactors(database, sealer);
  const alerts = await resealJson(database, sealer, "alert", alertPlace);
  const releases = await resealJson(database, sealer, "release_request", releasePlace);
  const raw = await resealRaw(database, sealer);
  return details + settings + factors + alerts + releases + raw;
}
