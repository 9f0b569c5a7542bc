/** Files read in a thread of their own: the same answer, and what happens to it stays there. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { plainModel } from "@vallgrav/facts";
import { afterAll, expect, test } from "vitest";
import type { Store } from "../storage/index.ts";
import { zipOf } from "../collect/test/zip-writer.ts";
import { onSqlite } from "../storage/test/contract.ts";
import { apartLimits } from "./index.ts";
import { makeModel } from "./make-model.ts";
import { makeModelApart } from "./model-apart.ts";
import { exampleFiles, fileAt, homeOn, importInto } from "./test/example-files.ts";

const folder = mkdtempSync(join(tmpdir(), "vallgrav-apart-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A list of accounts of so many rows. */
function manyAccounts(name: string, rows: number): string {
  const path = join(folder, name);
  const lines = Array.from(
    { length: rows },
    (_, n) => `a${n},a${n}@kommun.example.se,S-1-5-21-1-2-3-${2_000 + n},True,${n + 1},`,
  );
  const head = "SamAccountName,UserPrincipalName,SID,Enabled,EmployeeID,LastLogonDate";
  writeFileSync(path, [head, ...lines, ""].join("\n"));
  return path;
}

onSqlite((stores) => {
  test("[ID30] a thread of its own reads the same, with the same report", async () => {
    const homes = [
      homeOn(await stores.open()),
      homeOn(await stores.open(), 0, 1_500_000, apartLimits),
    ];
    const [here, there] = await Promise.all(
      homes.map(async (home) => {
        const job = await importInto(home, exampleFiles());
        const { hash } = (await home.identify.current()) ?? { hash: "" };
        const report = await home.identify.report(job.id);
        await home.jobs.stop();
        return { state: job.state, problems: job.problems, counts: job.counts, report, hash };
      }),
    );
    expect(there).toEqual(here);
    expect(here?.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test("[ID31] this thread has its turns while files are read", async () => {
    const home = homeOn(await stores.open(), 0, 1_500_000, apartLimits);
    const path = manyAccounts("many.csv", 15_000);
    let turns = 0;
    let longestMs = 0;
    let lastMs = performance.now();
    const timer = setInterval(() => {
      const nowMs = performance.now();
      longestMs = Math.max(longestMs, nowMs - lastMs);
      lastMs = nowMs;
      turns += 1;
    }, 5);
    const startMs = performance.now();
    const job = await importInto(home, [fileAt(path, "many.csv")]);
    const tookMs = performance.now() - startMs;
    clearInterval(timer);
    expect(job.state).toBe("done");
    expect(turns).toBeGreaterThan(20);
    // A share, not a time: the machine may be busy with other things.
    expect(longestMs / tookMs).toBeLessThan(0.35);
    await home.jobs.stop();
  });

  test("[ID32] beyond its memory the import fails in words, and all else goes on", async () => {
    const address = await stores.newAddress();
    const home = homeOn(await stores.open(address), 0, 1_500_000, {
      ...apartLimits,
      heapMebibytes: 24,
    });
    const path = manyAccounts("fat.csv", 200_000);
    const job = await importInto(home, [fileAt(path, "fat.csv")]);
    expect([job.state, job.problems]).toEqual([
      "failed",
      [
        {
          code: "identify/out-of-memory",
          severity: "error",
          at: { file: "fat.csv", place: "" },
          args: { limit: 24 * 1_048_576 },
        },
      ],
    ]);
    expect(home.logged).toEqual([]);
    const database = new DatabaseSync(address, { readOnly: true });
    const rows = ["import", "evidence", "observation", "raw"].map(
      (table) => database.prepare(`select count(*) as rows from "${table}"`).get()?.["rows"],
    );
    database.close();
    expect(rows).toEqual([0, 0, 0, 0]);
    // The next one is read by a thread of its own again.
    const small = manyAccounts("small.csv", 10);
    expect((await importInto(home, [fileAt(small, "small.csv")])).state).toBe("done");
    await home.jobs.stop();
  });

  test("[ID33] a thread that gives no sign is ended, and the import fails in words", async () => {
    const home = homeOn(await stores.open(), 0, 1_500_000, { ...apartLimits, silenceMs: 1 });
    const job = await importInto(home, exampleFiles());
    expect([job.state, job.problems.map(({ code }) => code)]).toEqual([
      "failed",
      ["identify/too-slow"],
    ]);
    expect((await home.identify.status()).evidence).toEqual([]);
    await home.jobs.stop();
  });

  test("[ID34] cancelled, or with a store that fails, it leaves no row", async () => {
    const store = await stores.open();
    const begun = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    let isBroken = false;
    const slow: Store = {
      ...store,
      imports: {
        ...store.imports,
        stageObservations: async (id, observations) => {
          if (isBroken) throw new Error("the disk is full");
          begun.resolve();
          await gate.promise;
          await store.imports.stageObservations(id, observations);
        },
      },
    };
    const home = homeOn(slow, 0, 1_500_000, apartLimits);
    const { id } = await home.identify.importFiles(exampleFiles(), "Testa Testsson");
    await begun.promise;
    await home.jobs.cancel(id);
    gate.resolve();
    expect(await home.jobs.wait(id)).toMatchObject({ state: "cancelled", problems: [] });
    expect(await store.evidence.list()).toEqual([]);
    isBroken = true;
    const failed = await importInto(home, exampleFiles());
    expect([failed.state, failed.problems.map(({ code }) => code)]).toEqual([
      "failed",
      ["jobs/failed"],
    ]);
    expect(home.logged.length).toBe(1);
    expect(await store.evidence.list()).toEqual([]);
    await home.jobs.stop();
  });

  test("[ID38] a thread of its own makes the same model, and says so where it cannot", async () => {
    const address = await stores.newAddress();
    const store = await stores.open(address);
    const room = { heapMebibytes: 512 };
    const here = homeOn(store);
    const there = homeOn(store, 0, 1_500_000, null, { address, ...room });
    expect(await there.identify.current()).toBeNull();
    await importInto(here, exampleFiles());
    const [one, other] = [await makeModel(store), await makeModelApart({ address, ...room }, 0)];
    expect([other?.hash, other?.asOf]).toEqual([one?.hash, one?.asOf]);
    const plain = (made: typeof one): unknown => (made === null ? null : plainModel(made.model));
    expect(plain(other)).toEqual(plain(one));
    expect([other?.entries, other?.judgements]).toEqual([one?.entries, one?.judgements]);
    for (const { id } of one?.model.assets ?? [])
      expect(other?.statementsOf(id)).toEqual(one?.statementsOf(id));
    expect((await there.identify.current())?.hash).toBe(one?.hash);
    const tight = homeOn(store, 0, 1_500_000, null, { address, heapMebibytes: 12 });
    await expect(tight.identify.current()).rejects.toMatchObject({
      code: "ERR_WORKER_OUT_OF_MEMORY",
    });
    for (const home of [here, there, tight]) await home.jobs.stop();
  });

  test("[ID723] of an empty store no thread is begun, of any other one is", async () => {
    const store = await stores.open();
    // A thread could open nothing there.
    const nowhere = { address: "/dev/null/vallgrav.db", heapMebibytes: 64 };
    const home = homeOn(store, 0, 1_500_000, null, nowhere);
    expect(await home.identify.current()).toBeNull();
    const filled = homeOn(store);
    await importInto(filled, exampleFiles().slice(0, 1));
    await expect(home.identify.current()).rejects.toBeInstanceOf(Error);
    for (const one of [home, filled]) await one.jobs.stop();
  });

  test("[ID201] [ID1260] what is small unpacked is read here where that is asked for", async () => {
    const impatient = { ...apartLimits, silenceMs: 1, hereBelowBytes: 200_000 };
    const home = homeOn(await stores.open(), 0, 1_500_000, impatient);
    const small = manyAccounts("little.csv", 10);
    const packed = (name: string, inside: string, rows: number): string => {
      const path = join(folder, name);
      const content = readFileSync(manyAccounts(`in-${name}`, rows));
      writeFileSync(path, zipOf([{ name: inside, content }]));
      return path;
    };
    for (const path of [small, packed("few", "a.csv", 20)])
      expect((await importInto(home, [fileAt(path, "file")])).state).toBe("done");
    const large = manyAccounts("much.csv", 20_000);
    const tight = packed("tight", "a.csv", 5_000);
    expect([statSync(tight).size < 200_000, statSync(large).size > 200_000]).toEqual([true, true]);
    const documents = packed("documents", "a.xlsx", 20);
    const broken = join(folder, "broken");
    writeFileSync(broken, "PK\u0003\u0004 is none");
    for (const path of [large, tight, documents, broken]) {
      const { problems } = await importInto(home, [fileAt(path, "file")]);
      expect([path, problems.map(({ code }) => code)]).toEqual([path, ["identify/too-slow"]]);
    }
    await home.jobs.stop();
  });

  test("[ID201] a small model is made here where that is asked for", async () => {
    const store = await stores.open();
    // A thread would find nothing there.
    const nowhere = { address: join(folder, "none.db"), heapMebibytes: 512, hereBelow: 100_000 };
    const home = homeOn(store, 0, 1_500_000, null, nowhere);
    await importInto(home, exampleFiles());
    expect((await home.identify.current())?.hash).toBe((await makeModel(store))?.hash);
    await home.jobs.stop();
  });

  test("[ID200] a model that needs more memory than usual gets all there is", async () => {
    const address = await stores.newAddress();
    const home = homeOn(await stores.open(address));
    await importInto(home, exampleFiles());
    const made = await makeModelApart({ address, heapMebibytes: 512 }, 0, 12);
    expect(made?.hash).toBe((await home.identify.current())?.hash);
    await home.jobs.stop();
  });
});
