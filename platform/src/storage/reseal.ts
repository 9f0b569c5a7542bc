/** Seals anew what an older key has sealed, or none: in short transactions, while work goes on. */
import { alertPlace } from "./alert-rows.ts";
import { detailPlace } from "./audit-rows.ts";
import type { Database } from "./database.ts";
import { rawPlace } from "./evidence-rows.ts";
import { factorPlace } from "./factor-rows.ts";
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

async function resealAlerts(database: Database, sealer: Sealer): Promise<number> {
  const all = await database.read((db) => db.selectFrom("alert").select("id").execute());
  let count = 0;
  for (const { id } of all)
    await database.write(async (trx) => {
      const row = await trx
        .selectFrom("alert")
        .select("json")
        .where("id", "=", id)
        .executeTakeFirst();
      if (row === undefined || sealer.isCurrent(row.json)) return;
      const json = sealer.sealText(sealer.openText(row.json, alertPlace(id)), alertPlace(id));
      await trx.updateTable("alert").set({ json }).where("id", "=", id).execute();
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
  const alerts = await resealAlerts(database, sealer);
  return details + settings + factors + alerts + (await resealRaw(database, sealer));
}
