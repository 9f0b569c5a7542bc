/** The store's contract on imports, evidence and observations. */
import { describe, expect, test } from "vitest";
import type { EvidenceId, Observation, ObservationId, Statement } from "@vallgrav/kernel";
import { SchemaNewer, StoreError } from "./store-error.ts";
import type { Store } from "./store.ts";
import { onEveryStore } from "./test/contract.ts";
import { allObservations, at, evidenceOf, hashOf, importOne } from "./test/samples.ts";
import { observationOf, observationsOf } from "./test/samples.ts";
import { loseObservation, recordVersion } from "./test/tampering.ts";

async function stage(store: Store, importId: string, content: string, count: number) {
  const evidence = evidenceOf(content);
  const staged = await store.imports.stageEvidence(importId, evidence, Buffer.from(content));
  await store.imports.stageObservations(importId, observationsOf(evidence.id, count));
  return staged;
}

async function seen(store: Store): Promise<readonly (string | number)[]> {
  const entries = await store.evidence.list();
  const all = await allObservations(store.evidence);
  return [...entries.map((entry) => entry.evidence.name), all.length];
}

onEveryStore((stores) => {
  test("[KP20] what was withdrawn is seen by nobody, and passed evidence stays", async () => {
    const store = await stores.open();
    const [gone, passed] = [await importOne(store, "gone", 3), await importOne(store, "passed", 5)];
    await importOne(store, "heir", 2);
    const before = await store.evidence.revision();
    const [first, second] = ["import of gone", "import of passed"];
    expect(await store.imports.withdraw(first, { at: at(5), passed: [] })).toBe(true);
    expect(await store.imports.withdraw(first, { at: at(5), passed: [] })).toBe(false);
    const pass = { evidence: passed.id, to: "import of heir", own: 4 };
    expect(await store.imports.withdraw(second, { at: at(5), passed: [pass] })).toBe(true);
    expect((await store.imports.list()).map(({ id }) => id)).toEqual(["import of heir"]);
    expect(await store.imports.loadReport(first)).toBeNull();
    expect(await store.evidence.revision()).not.toBe(before);
    expect(await store.evidence.load([gone.id])).toEqual([]);
    expect(await store.evidence.loadRaw(gone.id)).toBeNull();
    expect((await store.evidence.load([passed.id]))[0]).toMatchObject({
      importId: "import of heir",
      observations: 4,
      hasRaw: true,
    });
    const all = await allObservations(store.evidence);
    expect(all.filter(({ at: { evidence } }) => evidence === gone.id)).toEqual([]);
    expect(all.filter(({ at: { evidence } }) => evidence === passed.id)).toHaveLength(4);
    expect(await store.check()).toEqual([]);
    await importOne({ ...store }, "anew", 1);
    const limits = {
      now: at(6),
      jobsEndedBefore: at(0),
      sessionsCreatedBefore: at(0),
      sessionsSeenBefore: at(0),
      detailsBefore: at(0),
    };
    expect((await store.dispose(limits, false)).rawFiles).toBe(1);
    expect(await store.check()).toEqual([]);
    expect(await allObservations(store.evidence)).toHaveLength(7);
  });

  describe("opening", () => {
    test("[ST1] what was kept is there when the same address is opened again", async () => {
      const address = await stores.newAddress();
      const store = await stores.open(address);
      const evidence = await importOne(store, "kept", 3);
      await store.close();
      const again = await stores.open(address);
      expect(again.kind).toBe(stores.kind);
      expect(await again.evidence.list()).toEqual([
        { evidence, importId: "import of kept", observations: 3, hasRaw: true },
      ]);
    });

    test("[ST2] a schema newer than the program's is refused and left alone", async () => {
      const address = await stores.newAddress();
      const store = await stores.open(address);
      await store.settings.save("one", 1, 0);
      await store.close();
      await recordVersion(address, 99);
      const refusal = await stores.open(address).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(SchemaNewer);
      expect(refusal).toMatchObject({ code: "storage/newer-schema", found: 99, known: 14 });
    });

    test("[ST3] a closed store and a broken one fail as StoreError", async () => {
      const store = await stores.open();
      await store.close();
      await expect(store.settings.load("x")).rejects.toMatchObject({
        name: "StoreError",
        code: "storage/unavailable",
      });
      await expect(store.settings.save("x", 1, 0)).rejects.toBeInstanceOf(StoreError);
    });

    test("[ST3] closing waits for the writes under way", async () => {
      const address = await stores.newAddress();
      const store = await stores.open(address);
      const saving = store.settings.save("x", "kept", 0);
      await store.close();
      expect(await saving).toBe(1);
      const again = await stores.open(address);
      expect(await again.settings.load("x")).toEqual({ value: "kept", version: 1 });
    });
  });

  describe("imports", () => {
    test("[ST4] nothing of an import is seen until one commit shows it all", async () => {
      const store = await stores.open();
      await importOne(store, "old", 2);
      await store.imports.begin("new", at(2));
      await stage(store, "new", "a", 3);
      await stage(store, "new", "b", 4);
      expect(await seen(store)).toEqual(["old.json", 2]);
      expect(await store.imports.loadReport("new")).toBeNull();
      expect(await store.evidence.revision()).toBe(1);
      await store.imports.publish("new", { files: 2 }, at(3));
      expect(await seen(store)).toEqual(["b.json", "a.json", "old.json", 9].sort(byHash));
      expect(await store.imports.loadReport("new")).toEqual({ files: 2 });
      expect(await store.evidence.revision()).toBe(2);
    });

    test("[ST4] a reader that began before reads the old state to its end", async () => {
      const store = await stores.open();
      await importOne(store, "old", 6_000);
      const read: Observation[] = [];
      for await (const batch of store.evidence.observations()) {
        if (read.length === 0) await importOne(store, "new", 10);
        for (const observation of batch) read.push(observation);
      }
      expect(read.length).toBe(6_000);
      expect((await allObservations(store.evidence)).length).toBe(6_010);
    });

    test("[ST5] readers of a long import see the old state or the new, never half", async () => {
      const store = await stores.open();
      await importOne(store, "old", 2);
      const counts = new Set<number>();
      const state = { isOver: false };
      const reading = (async () => {
        while (!state.isOver) counts.add((await allObservations(store.evidence)).length);
        counts.add((await allObservations(store.evidence)).length);
      })();
      await store.imports.begin("new", at(2));
      await stage(store, "new", "a", 9_000);
      await stage(store, "new", "b", 6_000);
      await store.imports.publish("new", {}, at(3));
      state.isOver = true;
      await reading;
      expect([...counts]).toEqual([2, 15_002]);
    });

    test("[ST6] a discarded import leaves nothing, and may begin again", async () => {
      const store = await stores.open();
      await store.imports.begin("new", at(0));
      await stage(store, "new", "a", 11_000);
      await store.imports.discard("new");
      await store.imports.discard("never begun");
      expect(await seen(store)).toEqual([0]);
      await store.imports.begin("new", at(1));
      expect(await stage(store, "new", "a", 1)).toBe("staged");
      await store.imports.begin("new", at(2));
      await store.imports.publish("new", {}, at(3));
      expect(await seen(store)).toEqual([0]);
      expect(await store.check()).toEqual([]);
    });

    test("[ST6] opening removes what was never published, unless told not to", async () => {
      const address = await stores.newAddress();
      const first = await stores.open(address);
      await first.imports.begin("new", at(0));
      await stage(first, "new", "a", 5);
      const beside = await stores.open(address, { recover: false });
      expect(await seen(beside)).toEqual([0]);
      await beside.close();
      await stage(first, "new", "b", 5);
      await first.close();
      const second = await stores.open(address);
      await expect(second.imports.publish("new", {}, at(1))).rejects.toMatchObject({
        code: "storage/import-not-open",
      });
      await second.imports.begin("new", at(2));
      expect(await stage(second, "new", "a", 5)).toBe("staged");
    });

    test("[ST7] the same evidence is kept once, in one import and over several", async () => {
      const store = await stores.open();
      await store.imports.begin("one", at(0));
      await store.imports.begin("two", at(0));
      expect(await stage(store, "one", "same", 4)).toBe("staged");
      expect(await stage(store, "one", "same", 4)).toBe("already");
      expect(await stage(store, "two", "same", 4)).toBe("staged");
      await store.imports.publish("one", {}, at(1));
      await store.imports.publish("two", {}, at(2));
      await store.imports.begin("three", at(3));
      expect(await stage(store, "three", "same", 4)).toBe("already");
      await store.imports.publish("three", {}, at(4));
      expect(await seen(store)).toEqual(["same.json", 4]);
      expect((await store.evidence.list())[0]?.importId).toBe("one");
      expect(await store.check()).toEqual([]);
    });

    test("[ST8] an import that is not open takes nothing", async () => {
      const store = await stores.open();
      const evidence = evidenceOf("x");
      const notOpen = { code: "storage/import-not-open" };
      const { imports } = store;
      await expect(imports.stageEvidence("none", evidence, null)).rejects.toMatchObject(notOpen);
      await expect(imports.publish("none", {}, at(0))).rejects.toMatchObject(notOpen);
      await importOne(store, "done", 1);
      await expect(
        imports.stageObservations("import of done", observationsOf(evidence.id, 1)),
      ).rejects.toMatchObject(notOpen);
      await expect(imports.begin("import of done", at(2))).rejects.toMatchObject({
        code: "storage/import-published",
      });
      await imports.begin("open", at(3));
      await expect(
        imports.stageObservations("open", observationsOf(evidence.id, 1)),
      ).rejects.toMatchObject({ code: "storage/unknown-evidence" });
      await imports.discard("import of done");
      expect(await seen(store)).toEqual(["done.json", 1]);
    });
  });

  describe("raw bytes", () => {
    test("[ST9] raw bytes come back, larger than a part too, and may be left out", async () => {
      const store = await stores.open();
      const raw = new Uint8Array(2_500_000).map((_, index) => index % 251);
      const evidence = evidenceOf("large", { id: hashOf(raw) });
      const without = evidenceOf("without");
      await store.imports.begin("new", at(0));
      await store.imports.stageEvidence("new", evidence, raw);
      await store.imports.stageEvidence("new", without, null);
      expect(await store.evidence.loadRaw(evidence.id)).toBeNull();
      await store.imports.publish("new", {}, at(1));
      const loaded = await store.evidence.loadRaw(evidence.id);
      expect(loaded === null ? null : hashOf(loaded)).toBe(evidence.id);
      expect(await store.evidence.loadRaw(without.id)).toBeNull();
      expect((await store.evidence.load([without.id]))[0]?.hasRaw).toBe(false);
    });

    test("[ST9] bytes that do not have the hash they are named by are refused", async () => {
      const store = await stores.open();
      await store.imports.begin("new", at(0));
      const evidence = evidenceOf("right");
      await expect(
        store.imports.stageEvidence("new", evidence, Buffer.from("wrong")),
      ).rejects.toMatchObject({ code: "storage/wrong-hash" });
      await store.imports.publish("new", {}, at(1));
      expect(await seen(store)).toEqual([0]);
    });

    test("[ST10] raw bytes are disposed of when their time is out, the rest stays", async () => {
      const store = await stores.open();
      const { id } = await importOne(store, "dated", 2);
      expect(await store.evidence.disposeRaw(at(99))).toBe(0);
      expect(await store.evidence.disposeRaw(at(100))).toBe(1);
      expect(await store.evidence.disposeRaw(at(101))).toBe(0);
      expect(await store.evidence.loadRaw(id)).toBeNull();
      expect(await seen(store)).toEqual(["dated.json", 2]);
    });
  });

  describe("observations", () => {
    const other = { kind: "group", claims: [{ space: "sid", value: "S-1" }] } as const;
    const says: readonly Statement[] = [
      { is: "present" },
      { property: "odd \u0000 \uD800 name", value: ["å", "\u0000", "😀", "\uDC00"] },
      { relation: "member-of", to: other },
      { sameAs: other, holds: false },
      { property: "description", value: "x".repeat(1_048_576) },
      { property: "length", value: 1.5e-300 },
    ];

    test("[ST11] an observation comes back as it was, with all of Unicode and 1 MB", async () => {
      const store = await stores.open();
      const evidence = evidenceOf("strange", { name: "åäö \u0000 😀 \uD800" });
      const given = says.map((one, ordinal) =>
        observationOf(evidence.id, ordinal, { says: one, validUntil: at(7) }),
      );
      await store.imports.begin("new", at(0));
      await store.imports.stageEvidence("new", evidence, null);
      await store.imports.stageObservations("new", given);
      await store.imports.stageObservations("new", given);
      await store.imports.publish("new", { text: "\u0000 \uD800 😀" }, at(1));
      expect(await allObservations(store.evidence)).toEqual(given);
      expect((await store.evidence.list())[0]?.evidence).toEqual(evidence);
      expect((await store.evidence.list())[0]?.observations).toBe(given.length);
      expect(await store.imports.loadReport("new")).toEqual({ text: "\u0000 \uD800 😀" });
    });

    test("[ST12] observations are found by evidence, kind and what they are about", async () => {
      const store = await stores.open();
      const evidence = evidenceOf("mixed");
      const given = says.map((one, ordinal) =>
        observationOf(evidence.id, ordinal, {
          says: one,
          ...(ordinal === 0 ? { subject: other } : {}),
        }),
      );
      await store.imports.begin("new", at(0));
      await store.imports.stageEvidence("new", evidence, null);
      await store.imports.stageObservations("new", given);
      await store.imports.publish("new", {}, at(1));
      await importOne(store, "more", 2);
      const find = async (filter: Parameters<typeof allObservations>[1]) =>
        (await allObservations(store.evidence, filter)).map(({ id }) => Number(id.split("#")[1]));
      const only = [evidence.id];
      expect(await find({ evidence: only })).toEqual([0, 1, 2, 3, 4, 5]);
      expect(await find({ evidence: only, kind: "group" })).toEqual([0]);
      expect(await find({ kind: "computer", about: "member-of" })).toEqual([2]);
      expect(await find({ about: "same-as" })).toEqual([3]);
      expect(await find({ about: "odd \u0000 \uD800 name" })).toEqual([1]);
      expect(await find({ kind: "computer", about: "enabled" })).toEqual([0, 1]);
      expect(await find({ evidence: ["none" as EvidenceId] })).toEqual([]);
    });

    test("[ST13] 100 000 observations come out in order, in bounded batches", async () => {
      const store = await stores.open();
      const evidence = evidenceOf("many");
      await store.imports.begin("new", at(0));
      await store.imports.stageEvidence("new", evidence, null);
      await store.imports.stageObservations("new", observationsOf(evidence.id, 100_000));
      await store.imports.publish("new", {}, at(1));
      let ordinal = 0;
      for await (const batch of store.evidence.observations()) {
        expect(batch.length).toBe(5_000);
        for (const observation of batch) {
          if (ordinal % 997 === 0) expect(observation).toEqual(observationOf(evidence.id, ordinal));
          ordinal += 1;
        }
      }
      expect(ordinal).toBe(100_000);
    });

    test("[ST14] any number of ids may be asked for; unknown ones name nothing", async () => {
      const store = await stores.open();
      const one = await importOne(store, "one", 60_000);
      const two = await importOne(store, "two", 1);
      const ids = Array.from({ length: 100_000 }, (_, n) => `${one.id}#${n}` as ObservationId);
      const odd = ["", "#", `${one.id}#01`, `${one.id}#-1`, "x#1", `${two.id}#0`];
      const all = [...ids.toReversed(), ...odd.map((id) => id as ObservationId)];
      const found = await store.evidence.loadObservations(all);
      const wanted = [...observationsOf(one.id, 60_000), ...observationsOf(two.id, 1)];
      expect(found.map(({ id }) => id)).toEqual(
        wanted.map(({ id }) => id).sort((a, b) => order(a, b)),
      );
      const unknown = Array.from({ length: 70_000 }, (_, n) => `${n}` as EvidenceId);
      const entries = await store.evidence.load([...unknown, two.id, one.id, two.id]);
      expect(entries.map(({ evidence }) => evidence.id)).toEqual([one.id, two.id].sort());
      expect((await allObservations(store.evidence, { evidence: unknown })).length).toBe(0);
    });

    test("[ST15] a sound database has no damage, a lost row is found", async () => {
      const address = await stores.newAddress();
      const store = await stores.open(address);
      const { id } = await importOne(store, "whole", 3);
      expect(await store.check()).toEqual([]);
      await loseObservation(address, 1);
      expect(await store.check()).toEqual([`evidence ${id}: 2 of 3 observations`]);
    });
  });
});

/** Order by evidence and ordinal. */
function order(a: string, b: string): number {
  const [left = "", leftOrdinal] = a.split("#");
  const [right = "", rightOrdinal] = b.split("#");
  if (left !== right) return left < right ? -1 : 1;
  return Number(leftOrdinal) - Number(rightOrdinal);
}

/** Order of the entries of evidence named after its content: by hash; numbers last. */
function byHash(a: string | number, b: string | number): number {
  if (typeof a === "number" || typeof b === "number") return typeof a === "number" ? 1 : -1;
  return hashOf(a.replace(".json", "")) < hashOf(b.replace(".json", "")) ? -1 : 1;
}
