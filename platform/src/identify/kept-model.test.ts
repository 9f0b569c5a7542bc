/** A model kept on disk: the same, of the same facts alone, and nothing where it is damaged. */
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { intake, packedHash, packModel, plainModel, takeIn } from "@vallgrav/facts";
import type { Instant, Observation } from "@vallgrav/kernel";
import { afterAll, expect, test } from "vitest";
import { onSqlite } from "../storage/test/contract.ts";
import {
  isKept,
  keeping,
  type KeptModel,
  modelForm,
  modelKey,
  readKept,
  statementsFile,
  sweepKept,
} from "./kept-model.ts";
import { modelBook } from "./known-model.ts";
import { makeModel } from "./make-model.ts";
import { makeModelApart } from "./model-apart.ts";
import { exampleFiles, homeOn, importInto } from "./test/example-files.ts";

const folder = mkdtempSync(join(tmpdir(), "vallgrav-kept-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const room = { heapMebibytes: 512 };
const at = "2026-12-01T00:00:00.000Z" as Instant;

onSqlite((stores) => {
  test("[ID890] a kept model is the model, and only of the facts it was made of", async () => {
    const address = await stores.newAddress();
    const store = await stores.open(address);
    const kept: KeptModel = { file: join(folder, "same"), from: 0 };
    const home = homeOn(store);
    await importInto(home, exampleFiles().slice(1));
    const made = await makeModelApart({ address, ...room, kept }, 0);
    const entries = await store.evidence.list();
    const again = await readKept(kept, entries);
    const plain = await makeModel(store);
    if (made === null || again === null || plain === null) throw new Error("there is a model");
    expect([again.hash, again.asOf, again.judgements, again.entries]).toEqual([
      made.hash,
      made.asOf,
      made.judgements,
      entries,
    ]);
    expect(plainModel(again.model)).toEqual(plainModel(plain.model));
    for (const { id } of plain.model.assets)
      expect(again.statementsOf(id)).toEqual(plain.statementsOf(id));
    // Nobody but its user reads it, and nothing half made lies beside it.
    expect(statSync(kept.file).mode & 0o077).toBe(0);
    expect(existsSync(`${kept.file}.${process.pid}.new`)).toBe(false);
    await importInto(home, exampleFiles().slice(0, 1));
    expect(await readKept(kept, await store.evidence.list())).toBeNull();
    await home.jobs.stop();
  });

  test("[ID891] after a start the model comes from the disk; a change removes it", async () => {
    const address = await stores.newAddress();
    const store = await stores.open(address);
    const kept: KeptModel = { file: join(folder, "start"), from: 0 };
    const model = { address, ...room, kept };
    const first = homeOn(store, 0, 1_500_000, null, model);
    await importInto(first, exampleFiles().slice(1));
    const before = await first.identify.current();
    expect(existsSync(kept.file)).toBe(true);
    // A thread could open nothing there.
    const nowhere = { ...model, address: "/dev/null/vallgrav.db" };
    const second = homeOn(store, 0, 1_500_000, null, nowhere);
    expect((await second.identify.current())?.hash).toBe(before?.hash);
    const [imported] = await store.imports.list();
    // Begun before: who starts later takes over what another works on.
    const third = homeOn(store, 0, 1_500_000, null, model);
    const withdrawal = await first.identify.withdraw(imported?.id ?? "", "Testa Testsson");
    await first.jobs.wait(withdrawal?.id ?? "");
    expect(await third.identify.current()).toBeNull();
    expect(existsSync(kept.file)).toBe(false);
    for (const home of [first, second, third]) await home.jobs.stop();
  });

  test("[ID1320] nothing is left of a model whose facts changed while it was made", async () => {
    const address = await stores.newAddress();
    const store = await stores.open(address);
    const kept: KeptModel = { file: join(folder, "late"), from: 0 };
    const home = homeOn(store);
    await importInto(home, exampleFiles().slice(0, 1));
    const files = [kept.file, statementsFile(kept.file)];
    const left = async (changed: number): Promise<readonly boolean[]> => {
      let asked = 0;
      const evidence = {
        ...store.evidence,
        // As where somebody withdraws something between the first look and the last.
        revision: () => Promise.resolve(asked++ === 0 ? 1 : 1 + changed),
      };
      const book = modelBook({ ...store, evidence }, { address, ...room, kept });
      expect(await book.current()).not.toBeNull();
      return files.map((file) => existsSync(file));
    };
    expect(await left(0)).toEqual([true, true]);
    expect(await left(1)).toEqual([false, false]);
    await home.jobs.stop();
  });

  test("[ID1380] what a killed process kept or had begun to keep goes", async () => {
    const address = await stores.newAddress();
    const store = await stores.open(address);
    const place = mkdtempSync(join(folder, "killed-"));
    const kept: KeptModel = { file: join(place, "model.kept"), from: 0 };
    const home = homeOn(store, 0, 1_500_000, null, { address, ...room, kept });
    const { id } = await importInto(home, exampleFiles().slice(0, 1));
    await home.jobs.stop();
    // Killed after the import was gone and before anything else was done.
    await home.identify.withdraw(id, "Testa Testsson");
    await store.jobs.claim({ owner: "killed", now: at, leaseUntil: at, takeOver: false });
    await store.imports.withdraw(id, { at, passed: [] });
    const half = [`${kept.file}.4711.new`, `${statementsFile(kept.file)}.4711.new`];
    for (const file of [kept.file, statementsFile(kept.file), ...half]) writeFileSync(file, "x");
    writeFileSync(join(place, "model.keeper.new"), "of somebody else");
    home.jobs.start();
    const [job] = await home.jobs.list();
    expect(await home.jobs.wait(job?.id ?? "")).toMatchObject({ kind: "withdraw", state: "done" });
    expect(readdirSync(place)).toEqual(["model.keeper.new"]);
    // A start removes what was only begun, whether or not anything is taken back.
    for (const file of half) writeFileSync(file, "x");
    await sweepKept(kept);
    expect(readdirSync(place)).toEqual(["model.keeper.new"]);
    await sweepKept({ file: join(place, "no-folder", "model.kept") });
    await home.jobs.stop();
  });

  test("[ID892] what is cut off, changed or not to be written counts as not there", async () => {
    const address = await stores.newAddress();
    const store = await stores.open(address);
    const kept: KeptModel = { file: join(folder, "damaged"), from: 0 };
    const home = homeOn(store);
    await importInto(home, exampleFiles().slice(0, 2));
    const made = await makeModelApart({ address, ...room, kept }, 0);
    const entries = await store.evidence.list();
    const whole = readFileSync(kept.file);
    expect((await readKept(kept, entries))?.hash).toBe(made?.hash);
    const damages: ((bytes: Buffer) => Buffer)[] = [
      (bytes) => bytes.subarray(0, bytes.length - 1),
      (bytes) => bytes.subarray(0, 3),
      () => Buffer.alloc(0),
      () => Buffer.from("text that was never a model"),
      (bytes) => Buffer.concat([Buffer.from([255, 255, 255, 255]), bytes.subarray(4)]),
      ...[8, 80, 200, 0.5, 0.9].map((place) => (bytes: Buffer): Buffer => {
        const at = place < 1 ? Math.floor(bytes.length * place) : place;
        bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
        return bytes;
      }),
    ];
    for (const damage of damages) {
      writeFileSync(kept.file, damage(Buffer.from(whole)));
      expect(await readKept(kept, entries)).toBeNull();
    }
    expect(await readKept({ file: join(folder, "none") }, entries)).toBeNull();
    const unwritable = { file: join(folder, "no-folder", "model") };
    const other = await makeModelApart({ address, ...room, kept: { ...unwritable, from: 0 } }, 0);
    expect(other?.hash).toBe(made?.hash);
    // A folder in its place: what was written beside it goes.
    const keeper = keeping(folder, "key");
    keeper.add({ kind: "part", of: "values", part: [] });
    if (made !== null) keeper.end(made);
    expect(existsSync(`${folder}.${process.pid}.new`)).toBe(false);
    await home.jobs.stop();
  });

  test("[ID1384] what somebody else put in its place counts as not there", async () => {
    const address = await stores.newAddress();
    const store = await stores.open(address);
    const place = mkdtempSync(join(folder, "foreign-"));
    const kept: KeptModel = { file: join(place, "model.kept"), from: 0 };
    const home = homeOn(store);
    await importInto(home, exampleFiles().slice(0, 1));
    await home.jobs.stop();
    const made = await makeModelApart({ address, ...room, kept }, 0);
    const entries = await store.evidence.list();
    const [whole, other] = [join(place, "whole"), join(place, "other")];
    renameSync(kept.file, whole);
    const put: Readonly<Record<string, () => unknown>> = {
      link: () => symlinkSync(whole, kept.file),
      twice: () => linkSync(whole, kept.file),
      pipe: () => execFileSync("/usr/bin/env", ["mkfifo", "-m", "600", kept.file]),
      readable: () => copyFileSync(whole, kept.file),
      folder: () => mkdirSync(kept.file),
    };
    for (const [what, lay] of Object.entries(put)) {
      lay();
      if (what === "readable") chmodSync(kept.file, 0o644);
      expect([what, await readKept(kept, entries)]).toEqual([what, null]);
      rmSync(kept.file, { recursive: true });
    }
    copyFileSync(whole, kept.file);
    chmodSync(kept.file, 0o600);
    expect((await readKept(kept, entries))?.hash).toBe(made?.hash);
    // What is written goes into a file of our own, not to where links lead.
    writeFileSync(other, "another's", { mode: 0o644 });
    symlinkSync(other, `${kept.file}.${process.pid}.new`);
    rmSync(statementsFile(kept.file));
    symlinkSync(other, statementsFile(kept.file));
    await makeModelApart({ address, ...room, kept }, 0);
    expect(readFileSync(other, "utf8")).toBe("another's");
    for (const file of [kept.file, statementsFile(kept.file)])
      expect([lstatSync(file).isFile(), lstatSync(file).mode & 0o077]).toEqual([true, 0]);
    expect((await readKept(kept, entries))?.hash).toBe(made?.hash);
  });

  test("[ID893] a key names all a model is made of; small models are not kept", async () => {
    const store = await stores.open();
    const home = homeOn(store);
    await importInto(home, exampleFiles().slice(0, 2));
    const entries = await store.evidence.list();
    const key = modelKey(entries);
    expect(modelKey(entries.map((one) => ({ ...one, hasRaw: !one.hasRaw })))).toBe(key);
    const [first] = entries;
    if (first === undefined) throw new Error("there is evidence");
    const others = [
      entries.slice(1),
      entries.map((one) => ({ ...one, importId: "another" })),
      entries.map((one) => ({ ...one, observations: one.observations + 1 })),
      [{ ...first, evidence: { ...first.evidence, by: "Någon Annan" } }, ...entries.slice(1)],
    ];
    expect(new Set([key, ...others.map((one) => modelKey(one))]).size).toBe(others.length + 1);
    expect([isKept({ file: "" }, 99_999), isKept({ file: "" }, 100_000)]).toEqual([false, true]);
    await home.jobs.stop();
  });
});

/** Statements that touch every way a model is made: names, lists, contradictions, trust, ways. */
function fewStatements(): readonly Observation[] {
  const at = { evidence: "e1" as Observation["at"]["evidence"], place: "" };
  const when = "2026-11-01T00:00:00.000Z" as Observation["validFrom"];
  const pc = { kind: "computer", claims: [{ space: "fqdn", value: "a.example.test" }] } as const;
  const twin = { kind: "computer", claims: [{ space: "host", value: "a" }] } as const;
  const group = { kind: "group", claims: [{ space: "sid", value: "S-1-5-21-1-2-3-512" }] } as const;
  const says: readonly (readonly [Observation["subject"], Observation["says"]])[] = [
    [pc, { is: "present" }],
    [twin, { is: "absent" }],
    [pc, { property: "operatingsystem", value: "Windows Server 2022" }],
    [twin, { property: "operatingsystem", value: "Windows 11" }],
    [pc, { property: "haslaps", value: true }],
    [pc, { relation: "member-of", to: group }],
    [group, { property: "name", value: "Domänadministratörer" }],
    [twin, { sameAs: pc, holds: true }],
  ];
  return says.map(([subject, said], nth): Observation => ({
    id: `e1#${nth}` as Observation["id"],
    at,
    subject,
    validFrom: when,
    validUntil: null,
    recordedAt: when,
    standing: "observed",
    report: nth % 2 === 0 ? "configuration" : "outside",
    says: said,
  }));
}

test("[ID894] who makes models in another way raises their form", () => {
  const into = intake();
  for (const one of fewStatements()) takeIn(into, one);
  const when = "2026-11-02T00:00:00.000Z" as Instant;
  const packed = packModel(into, [], { valid: when, recorded: when });
  const sha256 = (bytes: Uint8Array | string): string =>
    createHash("sha256").update(bytes).digest("hex");
  const forms = Object.entries(packed.book).map(([name, part]) => {
    return `${name}:${Object.keys(part).length}`;
  });
  expect([modelForm, packedHash(packed, sha256).slice(0, 16), forms.sort().join(" ")]).toEqual([
    3,
    "9591eee1a1614054",
    "assets:2 columns:12 editions:0 lists:0 properties:2 relations:5 sightings:4 table:1 trusts:0",
  ]);
});
