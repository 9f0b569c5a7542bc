/** Exports, backups and sealing, on every database. */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { auditOf, checkpointNote, auditKeyOf, newAuditKey, openWitness } from "../audit/index.ts";
import { dataKeyOf, openStore, type Store } from "../storage/index.ts";
import { mergeHits } from "../detect/alert-of.ts";
import { closedTables, openTables } from "../storage/read-tables.ts";
import { onEveryStore, onSqlite } from "../storage/test/contract.ts";
import { allObservations, at, evidenceOf, importOne } from "../storage/test/samples.ts";
import { runPlain, tableNames } from "../storage/test/tampering.ts";
import { backUpStore, exportStore, importStore, parseManifest, restoreStore } from "./index.ts";

const folder = mkdtempSync(join(tmpdir(), "vallgrav-keeping-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;
const fresh = (): string => join(folder, `place-${(made += 1)}`);
const [key, other] = [1, 2].map((fill) => dataKeyOf(new Uint8Array(32).fill(fill)));
const keys = key === undefined ? [] : [key];
const oldDump = new URL("../storage/fixtures/schema-1.sql", import.meta.url);

async function fillSome(store: Store): Promise<void> {
  await importOne(store, "första filen", 30);
  await importOne(store, "andra filen", 5);
  await store.imports.begin("half", at(0));
  await store.imports.stageEvidence("half", evidenceOf("half"), Buffer.from("half"));
  await store.settings.save("budget", { sek: 1, text: "å\u0000😀" }, 0);
  await store.runs.save({ id: "r1", kind: "plans", identity: {}, result: '{ "x":1}', at: at(1) });
  const job = { id: "j1", kind: "import" as const, key: null, title: "t", payload: {} };
  await store.jobs.add({ ...job, createdAt: at(1) });
  const unit = {
    id: "u1",
    name: "Skolan",
    nameKey: "skolan",
    authority: null,
    also: [],
    createdAt: at(0),
  };
  await store.units.add({ ...unit, parent: null });
  await store.units.add({ ...unit, id: "a0", name: "Ettan", nameKey: "ettan", parent: "u1" });
  const account = {
    id: "a1",
    name: "Astrid",
    nameKey: "astrid",
    role: "board-reader" as const,
    unit: "a0",
    state: "locked" as const,
    isBreakGlass: true,
  };
  await store.accounts.add({ ...account, passwordHash: "$none$", createdAt: at(0) }, true);
  await store.factors.begin("a1", "0a0b0c");
  await store.factors.activate("a1", "0a0b0c", 7, ["h1", "h2"]);
  const passkey = { id: "p1", accountId: "a1", name: "Telefonen", publicKey: "pk", counter: 3 };
  await store.passkeys.add({ ...passkey, createdAt: at(1), usedAt: null });
  const identity = { issuer: "https://id.kommunen.test", subject: "s1", accountId: "a1" };
  await store.identities.add({ ...identity, createdAt: at(1) });
  await fillWatch(store);
  const check = { id: "c1", domain: "example.test", at: at(1), summary: { score: 7 } };
  const request = { id: "r1", unit: null, askedAt: at(1), body: { what: "hemlig begäran" } };
  await store.releases.save(request, 0);
  await store.domainChecks.add([{ ...check, report: { told: "hemligt" } }]);
  const audit = auditOf(store.audit);
  for (let number = 1; number <= 7; number += 1)
    await audit.record({
      actor: "a1",
      action: "plan/view",
      object: `${number}`,
      outcome: "done",
      at: at(number),
      detail: { secret: `hemlig uppgift ${number}` },
    });
  await audit.disposeDetails(at(3));
}

/** An alert and what tunes its rule. */
async function fillWatch(store: Store): Promise<void> {
  const subject = { host: "srv-1.example.test", account: null, address: null };
  const hit = {
    key: "k",
    rule: "r",
    title: "Failed password",
    level: "medium" as const,
    techniques: ["T1110"],
    at: at(1),
    receivedAt: at(2),
    subject,
    description: "",
    falsePositives: [],
    event: { at: at(1), source: "s", line: 1, matched: [], fields: {}, text: "hemlig rad" },
  };
  await store.watch.commit({ from: 1, next: 2, sources: [], hits: [hit] }, mergeHits);
  const tuning = { id: "t1", rule: "r", field: null, value: null, reason: "prov", owner: "Astrid" };
  await store.watch.addTuning({ ...tuning, createdAt: at(1), expiresAt: at(9) });
}

/** Every file of a folder with its bytes. */
function bytesOf(place: string): Readonly<Record<string, string>> {
  const names = readdirSync(place, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => /\.json|evidence\//.test(name)).sort();
  return Object.fromEntries(
    files.map((name) => [name, readFileSync(join(place, name)).toString("base64")]),
  );
}

onEveryStore((stores) => {
  test("[KP1] export, import, export: the same bytes, also into another database", async () => {
    const store = await stores.open();
    await fillSome(store);
    const [first, second, third] = [fresh(), fresh(), fresh()];
    const manifest = await exportStore(store, first);
    expect(manifest.tables.map(({ name, rows }) => [name, rows])).toEqual([
      ["import", 2],
      ["evidence", 2],
      ["observation", 35],
      ["run", 1],
      ["setting", 1],
      ["job", 1],
      ["unit", 2],
      ["account", 1],
      ["factor", 1],
      ["recovery_code", 2],
      ["passkey", 1],
      ["identity", 1],
      ["domain_check", 1],
      ["release_request", 1],
      ["alert", 1],
      ["alert_tuning", 1],
      ["audit", 7],
      ["audit_head", 1],
    ]);
    expect(manifest.evidence.length).toBe(2);
    const copy = await stores.open();
    await importStore(copy, first);
    await exportStore(copy, second);
    expect(bytesOf(second)).toEqual(bytesOf(first));
    const elsewhere = await openStore(join(folder, `other-${(made += 1)}.db`), { keys });
    await importStore(elsewhere, first);
    await exportStore(elsewhere, third);
    expect(bytesOf(third)).toEqual(bytesOf(first));
    expect(await auditOf(elsewhere.audit).verify()).toMatchObject({
      entries: 7,
      firstBroken: null,
    });
    expect(await elsewhere.check()).toEqual([]);
    await elsewhere.close();
  });

  test("[KP2] a damaged export, or one into a store in use, changes nothing", async () => {
    const store = await stores.open();
    await fillSome(store);
    const place = fresh();
    await exportStore(store, place);
    await expect(importStore(store, place)).rejects.toMatchObject({ code: "storage/not-empty" });
    await expect(exportStore(store, place)).rejects.toMatchObject({
      code: "storage/backup-refused",
    });
    const target = await stores.open();
    const files = Object.keys(bytesOf(place));
    for (const name of files) {
      const bent = fresh();
      cpSync(place, bent, { recursive: true });
      const bytes = readFileSync(join(bent, name));
      bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
      writeFileSync(join(bent, name), bytes);
      if (name === "manifest.json" && parseManifest(bytes.toString()) !== null) continue;
      await expect(importStore(target, bent)).rejects.toMatchObject({
        code: "storage/backup-damaged",
      });
    }
    expect(files.length).toBe(21);
    expect(await target.evidence.list()).toEqual([]);
    await importStore(target, place);
    expect((await allObservations(target.evidence)).length).toBe(35);
  });

  test("[KP3] no table is forgotten by the export", async () => {
    const address = await stores.newAddress();
    await stores.open(address);
    const known = [...openTables.map(({ name }) => name), ...closedTables];
    expect(await tableNames(address)).toEqual(known.toSorted());
  });

  test("[KP4] raw files, settings and details are sealed and need the key", async () => {
    const address = await stores.newAddress();
    const store = await openStore(address, { keys });
    await fillSome(store);
    const evidence = evidenceOf("första filen");
    expect(Buffer.from((await store.evidence.loadRaw(evidence.id)) ?? []).toString()).toBe(
      "första filen",
    );
    await store.close();
    const closed = await openStore(address);
    const missing = { code: "storage/key-missing" };
    await expect(closed.evidence.loadRaw(evidence.id)).rejects.toMatchObject(missing);
    await expect(closed.settings.load("budget")).rejects.toMatchObject(missing);
    await expect(closed.audit.rows(3, 1)).rejects.toMatchObject(missing);
    expect((await allObservations(closed.evidence)).length).toBe(35);
    await closed.close();
    if (stores.kind === "sqlite") {
      const bytes = readFileSync(address);
      for (const secret of [
        "hemlig uppgift 5",
        "hemlig rad",
        "hemlig begäran",
        "första filen\n",
        '"sek":1',
        "0a0b0c",
      ])
        expect(bytes.includes(secret)).toBe(false);
    }
  });

  test("[KP5] a rotated key seals everything anew, and the old one can go", async () => {
    const address = await stores.newAddress();
    const plain = await openStore(address);
    await fillSome(plain);
    await plain.close();
    const first = await openStore(address, { keys });
    expect(await first.reseal()).toBe(11);
    await first.close();
    const rotated = other === undefined ? [] : [other, ...keys];
    const second = await openStore(address, { keys: rotated });
    expect(await second.reseal()).toBe(11);
    await second.close();
    const third = await openStore(address, { keys: rotated.slice(0, 1) });
    expect(await third.settings.load("budget")).toMatchObject({ version: 1 });
    expect(await auditOf(third.audit).verify()).toMatchObject({ entries: 7, firstBroken: null });
    expect(await third.evidence.loadRaw(evidenceOf("andra filen").id)).not.toBe(null);
    await third.close();
  });

  test("[KP4] a sealed value that was moved is refused", async () => {
    const address = await stores.newAddress();
    const store = await openStore(address, { keys });
    await fillSome(store);
    await store.settings.save("other", { sek: 2 }, 0);
    await runPlain(
      address,
      "update setting set json = (select json from setting where key = 'budget')",
    );
    await expect(store.settings.load("other")).rejects.toMatchObject({
      code: "storage/seal-broken",
    });
    await store.close();
  });

  test("[KP6] a backup restores to the same store; some need a passphrase", async () => {
    const store = await openStore(await stores.newAddress(), { keys });
    await fillSome(store);
    const before = fresh();
    await exportStore(store, before);
    const keyFile = join(folder, `kept-${(made += 1)}.key`);
    writeFileSync(keyFile, "the key");
    for (const passphrase of [null, "korrekt häst"]) {
      const [place, after] = [fresh(), fresh()];
      await backUpStore(store, place, { passphrase, keys: { "data.key": keyFile } });
      const address = await stores.newAddress();
      const restoredKey = `${keyFile}.${passphrase ?? "none"}`;
      const target = {
        address,
        isPostgres: stores.kind === "postgres",
        keys: { "data.key": restoredKey },
        options: () => ({ keys }),
      };
      if (passphrase !== null) {
        await expect(restoreStore(place, target, "fel")).rejects.toMatchObject({
          code: "storage/wrong-passphrase",
        });
        const locked = readdirSync(place).map((name) => readFileSync(join(place, name)));
        expect(locked.some((bytes) => bytes.includes("första"))).toBe(false);
      }
      await restoreStore(place, target, passphrase);
      expect(existsSync(restoredKey)).toBe(passphrase !== null);
      const restored = await openStore(address, { keys });
      await exportStore(restored, after);
      await restored.close();
      expect(bytesOf(after)).toEqual(bytesOf(before));
      if (stores.kind === "sqlite")
        await expect(restoreStore(place, target, passphrase)).rejects.toMatchObject({
          code: "storage/not-empty",
        });
    }
    await store.close();
  });
});

onSqlite((stores) => {
  test("[KP7] a database of schema 1 is brought up to date, and its log holds", async () => {
    const address = await stores.newAddress();
    const old = new DatabaseSync(address);
    old.exec(readFileSync(oldDump, "utf8"));
    old.close();
    const store = await stores.open(address);
    const audit = auditOf(store.audit);
    const witness = await audit.state();
    expect(await audit.verify(witness)).toMatchObject({
      entries: 5,
      firstBroken: null,
      witness: "holds",
    });
    expect((await audit.head()).hash).toBe(
      "4a4b2161c1af96c5cf25adf3101e7461d6dbc089cd7d3ff72241382210e1a6b9",
    );
    expect((await audit.find({ action: "plan/" }, 5)).map(({ seq }) => seq)).toEqual([4]);
    expect((await allObservations(store.evidence)).length).toBe(3);
    expect(await store.check()).toEqual([]);
    const [first, second] = [fresh(), fresh()];
    await exportStore(store, first);
    const copy = await stores.open();
    await importStore(copy, first);
    await exportStore(copy, second);
    expect(bytesOf(second)).toEqual(bytesOf(first));
  });
});

test("[AU10] a checkpoint is signed, and no other key or changed text passes for it", () => {
  const mine = auditKeyOf(newAuditKey());
  const state = { entries: 12, root: "ab".repeat(32) };
  const note = checkpointNote(state, mine);
  expect(openWitness(note, mine)).toEqual({ ok: true, value: state });
  const codeOf = (opened: ReturnType<typeof openWitness>) =>
    opened.ok ? "opened" : opened.problem.code;
  expect(codeOf(openWitness(note, auditKeyOf(newAuditKey())))).toBe("transparency/unknown-key");
  expect(codeOf(openWitness(note.replace("\n12\n", "\n11\n"), mine))).toBe(
    "transparency/bad-signature",
  );
});

test("[KP2] any text is a manifest or none", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(parseManifest(text)).toBe(null);
    }),
  );
});
