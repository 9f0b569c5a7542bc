/** Who looks while the model is made anew waits for nothing; who changed it sees what changed. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Store } from "../storage/index.ts";
import { onSqlite } from "../storage/test/contract.ts";
import { fileAt, homeOn, importInto } from "./test/example-files.ts";

const folder = mkdtempSync(join(tmpdir(), "vallgrav-changing-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function listOf(name: string, computers: readonly string[]) {
  const path = join(folder, name);
  const rows = computers.map((one, at) => `${one};${name}${at};Windows 11`);
  writeFileSync(path, `Datornamn;Serienummer;Operativsystem\n${rows.join("\n")}\n`);
  return fileAt(path, name);
}

/** A store of which models are made when they are let, or cannot be made. */
function gated(store: Store) {
  const gate = { open: Promise.resolve(), isBroken: false };
  const slow: Store = {
    ...store,
    evidence: {
      ...store.evidence,
      observations: async function* (filter) {
        await gate.open;
        if (gate.isBroken) throw new Error("away");
        yield* store.evidence.observations(filter);
      },
    },
  };
  return { gate, slow };
}

onSqlite((stores) => {
  test("[ID720] while an import is worked in, others see the model before it", async () => {
    const { gate, slow } = gated(await stores.open());
    const home = homeOn(slow);
    await importInto(home, [listOf("a.csv", ["PC-1", "PC-2"])]);
    const before = await home.identify.current();
    const { promise, resolve } = Promise.withResolvers<void>();
    gate.open = promise;
    const { id } = await home.identify.importFiles([listOf("b.csv", ["PC-3"])], "Testa Testsson");
    await expect.poll(() => home.identify.report(id)).not.toBeNull();
    expect((await home.identify.current())?.hash).toBe(before?.hash);
    const seen = await home.identify.status();
    expect([seen.model, seen.evidence.map(({ name }) => name)]).toEqual([before?.hash, ["a.csv"]]);
    expect((await home.identify.find({ text: "", kind: null, from: 0, limit: 9 })).total).toBe(2);
    expect((await home.jobs.load(id))?.state).toBe("running");
    resolve();
    expect((await home.jobs.wait(id))?.state).toBe("done");
    const after = await home.identify.status();
    expect(after.evidence.map(({ name }) => name).toSorted()).toEqual(["a.csv", "b.csv"]);
    expect(after.model).not.toBe(before?.hash);
    await home.jobs.stop();
  });

  test("[ID720] a model that cannot be made is not the import's failure, and is told", async () => {
    const { gate, slow } = gated(await stores.open());
    const home = homeOn(slow);
    await importInto(home, [listOf("a.csv", ["PC-1"])]);
    await home.identify.current();
    gate.isBroken = true;
    expect((await importInto(home, [listOf("b.csv", ["PC-2"])])).state).toBe("done");
    await expect(home.identify.current()).rejects.toThrow("away");
    gate.isBroken = false;
    expect((await home.identify.status()).evidence).toHaveLength(2);
    await home.jobs.stop();
  });

  test("[ID720] where nobody has looked yet, no model is made for an import", async () => {
    const { gate, slow } = gated(await stores.open());
    gate.isBroken = true;
    const home = homeOn(slow);
    expect((await importInto(home, [listOf("a.csv", ["PC-1"])])).state).toBe("done");
    await home.jobs.stop();
  });
});
