/** What only SQLite promises: surviving a kill, backups, private files, readers that never wait. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { databaseOf } from "./database.ts";
import { settingStore } from "./run-rows.ts";
import { sealerOf } from "./sealer.ts";
import { openSqlite } from "./sqlite.ts";
import { onSqlite } from "./test/contract.ts";
import { allObservations, at, evidenceOf, importOne, observationsOf } from "./test/samples.ts";

/** Runs the importing process until it has said so many rounds, and kills it without warning. */
async function killWhileImporting(file: string, rounds: number): Promise<void> {
  const program = fileURLToPath(new URL("test/importing.ts", import.meta.url));
  const child = spawn(process.execPath, [program, file], { stdio: ["ignore", "pipe", "inherit"] });
  let said = 0;
  for await (const chunk of child.stdout) {
    said += String(chunk).split("\n").length - 1;
    if (said >= rounds) break;
  }
  child.kill("SIGKILL");
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

onSqlite((stores) => {
  test("[ST26] a process killed while importing leaves nothing half", async () => {
    const address = await stores.newAddress();
    for (let kill = 1; kill <= 3; kill += 1) {
      await killWhileImporting(`${address}-${kill}`, kill);
      const store = await stores.open(`${address}-${kill}`);
      const entries = await store.evidence.list();
      expect(entries.length).toBeGreaterThanOrEqual(kill);
      for (const { evidence, observations, hasRaw } of entries)
        expect([evidence.name.slice(0, 5), observations, hasRaw]).toEqual(["whole", 700, true]);
      expect((await allObservations(store.evidence)).length).toBe(entries.length * 700);
      expect(await store.check()).toEqual([]);
    }
  });

  test("[ST27] a backup is a whole store of its moment, and replaces no file", async () => {
    const address = await stores.newAddress();
    const store = await stores.open(address);
    await importOne(store, "before", 6_000);
    await store.imports.begin("half", at(0));
    const evidence = evidenceOf("half");
    await store.imports.stageEvidence("half", evidence, null);
    const [, copied] = await Promise.allSettled([
      store.imports.stageObservations("half", observationsOf(evidence.id, 20_000)),
      store.backup(`${address}.backup`),
    ]);
    expect(copied.status).toBe("fulfilled");
    await expect(store.backup(`${address}.backup`)).rejects.toMatchObject({
      code: "storage/backup-refused",
    });
    expect(existsSync(`${address}.backup.unfinished`)).toBe(false);
    const copy = await stores.open(`${address}.backup`);
    expect(await copy.check()).toEqual([]);
    expect((await allObservations(copy.evidence)).length).toBe(6_000);
  });

  test("[ST28] database and backup are for their owner alone", async () => {
    const address = await stores.newAddress();
    const store = await stores.open(address);
    await store.settings.save("x", 1, 0);
    await store.backup(`${address}.backup`);
    const rights = [address, `${address}-wal`, `${address}.backup`].map(
      (file) => statSync(file).mode & 0o077,
    );
    expect(rights).toEqual(process.platform === "win32" ? rights : [0, 0, 0]);
  });

  test("[ST28] a database that others could read is closed to them when it is opened", async () => {
    const address = await stores.newAddress();
    writeFileSync(address, "", { mode: 0o644 });
    await stores.open(address);
    const rights = statSync(address).mode & 0o077;
    expect(rights).toBe(process.platform === "win32" ? rights : 0);
  });

  test("[ST32] what was deleted is gone from the file too", async () => {
    const address = await stores.newAddress();
    const store = await stores.open(address);
    const bytes = Buffer.from("the-only-place-of-this-text ".repeat(2_000));
    const evidence = evidenceOf(bytes.toString(), { keepUntil: at(1) });
    await store.imports.begin("one", at(0));
    await store.imports.stageEvidence("one", evidence, bytes);
    await store.imports.publish("one", {}, at(0));
    expect(await store.evidence.disposeRaw(at(1))).toBe(1);
    await store.close();
    expect(readFileSync(address).includes("the-only-place-of-this-text")).toBe(false);
  });

  test("[ST31] a full disk is told as such, and written again when there is room", async () => {
    const address = await stores.newAddress();
    await (await stores.open(address)).close();
    const handles = openSqlite(address);
    const database = databaseOf(handles);
    const allowPages = (pages: number) =>
      sql`pragma max_page_count = ${sql.raw(String(pages))}`.execute(handles.writer);
    const settings = settingStore(database, sealerOf([]));
    await allowPages(1);
    await expect(settings.save("large", "x".repeat(100_000), 0)).rejects.toMatchObject({
      code: "storage/unavailable",
      cause: { errcode: 13 },
    });
    await allowPages(1_000_000);
    expect(await settings.save("large", "x", 0)).toBe(1);
    await database.close();
  });

  test("[ST3] a file that is no database is refused as StoreError with its cause", async () => {
    const address = await stores.newAddress();
    writeFileSync(address, "not a database, but long enough to look at. ".repeat(100));
    const refusal: unknown = await stores.open(address).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      code: "storage/unavailable",
      cause: { code: "ERR_SQLITE_ERROR" },
    });
  });

  test("[ST29] a reader does not wait for a transaction that is open", async () => {
    const address = await stores.newAddress();
    const store = await stores.open(address);
    await importOne(store, "old", 2);
    const handles = openSqlite(address);
    await handles.writer.transaction().execute(async (trx) => {
      await trx.deleteFrom("observation").execute();
      expect((await allObservations(store.evidence)).length).toBe(2);
      const seen = await handles.reader.selectFrom("observation").select("ordinal").execute();
      expect(seen.length).toBe(2);
    });
    await handles.close();
    expect((await allObservations(store.evidence)).length).toBe(0);
  });

  test("[ST30] every commit reaches the disk, and references are enforced", async () => {
    const handles = openSqlite(await stores.newAddress());
    const { sql } = await import("kysely");
    const ask = async (name: string) =>
      Object.values((await sql.raw(`pragma ${name}`).execute(handles.writer)).rows[0] ?? {})[0];
    expect(await ask("journal_mode")).toBe("wal");
    expect(await ask("synchronous")).toBe(2);
    expect(await ask("foreign_keys")).toBe(1);
    await expect(sql.raw("create table t (x)").execute(handles.reader)).rejects.toThrow(
      "attempt to write a readonly database",
    );
    await handles.close();
  });
});
