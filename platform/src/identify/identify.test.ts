/** Imports over a store in a file, with the example municipality and what can be wrong with it. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, test } from "vitest";
import type { Store } from "../storage/index.ts";
import { zipOf } from "../collect/test/zip-writer.ts";
import { at } from "../storage/test/samples.ts";
import { onSqlite } from "../storage/test/contract.ts";
import { exampleFiles, exampleFolder, fileAt, homeOn, importInto } from "./test/example-files.ts";

const folder = mkdtempSync(join(tmpdir(), "vallgrav-identify-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const usersName = "20261101080000_users.json";
const users = readFileSync(join(exampleFolder, usersName), "utf8");
const report = { files: [], kinds: [], rights: {}, domains: [], problems: [] };

async function isNothingVisible(store: Store): Promise<boolean> {
  const home = homeOn(store);
  const status = await home.identify.status();
  await home.jobs.stop();
  return (
    (await home.identify.current()) === null &&
    (await home.identify.contradictions()).length === 0 &&
    status.evidence.length === 0 &&
    status.model === ""
  );
}

onSqlite((stores) => {
  test("[ID1] the example is imported whole, with its report", async () => {
    const home = homeOn(await stores.open());
    const job = await importInto(home, exampleFiles());
    expect(job).toMatchObject({ state: "done", problems: [], counts: { files: 9 } });
    const found = await home.identify.report(job.id);
    const names = exampleFiles().map(({ name }) => name);
    expect(found?.files.map(({ name, already }) => [name, already])).toEqual(
      names.map((name) => [name, false]),
    );
    expect(found?.rights).toEqual({ read: 2235, distinct: 2235, repeats: 0 });
    expect(found?.domains).toEqual(["kommun.example.se"]);
    expect(found?.kinds.find(({ kind }) => kind === "users")).toEqual({
      kind: "users",
      declared: 259,
      read: 259,
      distinct: 259,
    });
    const status = await home.identify.status();
    expect(status.evidence.map(({ name }) => name).sort()).toEqual(names);
    expect(status.evidence.every(({ observations }) => observations > 0)).toBe(true);
    expect(status.assets).toContainEqual({ kind: "domain", count: 1, listed: 1 });
    expect(status.vitalServices).toBeGreaterThan(5);
    expect(status.model).toBe((await home.identify.current())?.hash);
    expect(home.logged).toEqual([]);
    await home.jobs.stop();
  });

  test("[ID2] one file cut off among good ones, and nothing of any is visible", async () => {
    const store = await stores.open();
    const home = homeOn(store);
    const cut = written("cut.json", users.slice(0, users.length / 2));
    const job = await importInto(home, [...exampleFiles().slice(0, 7), fileAt(cut, usersName)]);
    expect(job.state).toBe("failed");
    expect(job.problems.map(({ code, at: where }) => [code, where?.file])).toEqual([
      ["readers/truncated-json", usersName],
    ]);
    expect(await home.identify.report(job.id)).toBeNull();
    expect(await isNothingVisible(store)).toBe(true);
    expect(home.logged).toEqual([]);
    await home.jobs.stop();
  });

  test("[ID3] what is imported again is there already and changes nothing", async () => {
    const home = homeOn(await stores.open());
    await importInto(home, exampleFiles());
    const before = await home.identify.status();
    const job = await importInto(home, exampleFiles());
    const found = await home.identify.report(job.id);
    expect(found?.files.map(({ already }) => already)).toEqual(exampleFiles().map(() => true));
    expect(await home.identify.status()).toEqual(before);
    await home.jobs.stop();
  });

  test("[ID4] what no reader knows inside an archive is named and skipped", async () => {
    const home = homeOn(await stores.open());
    const zip = written(
      "export.zip",
      zipOf([
        { name: "notes.txt", content: "Möte på torsdag." },
        { name: usersName, content: users },
      ]),
    );
    const job = await importInto(home, [fileAt(zip, "export.zip")]);
    expect(job).toMatchObject({
      state: "done",
      problems: [
        {
          code: "identify/unknown-format",
          severity: "warning",
          at: { file: "export.zip/notes.txt", place: "" },
          args: {},
        },
      ],
    });
    const { evidence } = await home.identify.status();
    expect(evidence.map(({ name }) => name)).toEqual([`export.zip/${usersName}`]);
    await home.jobs.stop();
  });

  test("[ID1133] an empty list and a broken file beside good ones keep nothing back", async () => {
    const home = homeOn(await stores.open());
    const job = await importInto(home, [
      fileAt(written("tom.csv", ""), "tom.csv"),
      fileAt(written("rubriker.csv", "Systemnamn;Förvaltning;Systemägare\n"), "rubriker.csv"),
      fileAt(written("u.json", users), usersName),
    ]);
    expect(job.state).toBe("done");
    expect(
      job.problems.map(({ code, severity, at: where }) => [code, severity, where?.file]),
    ).toEqual([
      ["readers/empty-file", "warning", "tom.csv"],
      ["readers/not-a-register", "warning", "rubriker.csv"],
    ]);
    const { evidence } = await home.identify.status();
    expect(evidence.map(({ name }) => name)).toEqual([usersName]);
    await home.jobs.stop();
  });

  test("[ID5] an import of which nothing can be read fails", async () => {
    const store = await stores.open();
    const home = homeOn(store);
    const job = await importInto(home, [fileAt(written("a.txt", "Hej"), "a.txt")]);
    expect(job.state).toBe("failed");
    expect(job.problems.map(({ code, severity }) => [code, severity])).toEqual([
      ["identify/unknown-format", "warning"],
      ["identify/nothing-read", "error"],
    ]);
    expect(await isNothingVisible(store)).toBe(true);
    await home.jobs.stop();
  });

  test("[ID6] a job resumed after its import was published only clears up", async () => {
    const store = await stores.open();
    await store.imports.begin("job-1", at(0));
    await store.imports.publish("job-1", report, at(0));
    const home = homeOn(store);
    const upload = written("upload", users);
    const job = await importInto(home, [fileAt(upload, usersName, true)]);
    expect(job).toMatchObject({ id: "job-1", state: "done", problems: [] });
    expect((await home.identify.status()).evidence).toEqual([]);
    expect(existsSync(upload)).toBe(false);
    await home.jobs.stop();
  });

  test("[ID7] an import cancelled between two files leaves no row", async () => {
    const address = await stores.newAddress();
    const store = await stores.open(address);
    const staged = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const slow: Store = {
      ...store,
      imports: {
        ...store.imports,
        stageObservations: async (id, observations) => {
          await store.imports.stageObservations(id, observations);
          staged.resolve();
          await gate.promise;
        },
      },
    };
    const home = homeOn(slow);
    const { id } = await home.identify.importFiles(exampleFiles(), "Testa Testsson");
    await staged.promise;
    await home.jobs.cancel(id);
    gate.resolve();
    expect(await home.jobs.wait(id)).toMatchObject({ state: "cancelled", problems: [] });
    const database = new DatabaseSync(address, { readOnly: true });
    const rows = ["import", "evidence", "observation", "raw"].map(
      (table) => database.prepare(`select count(*) as rows from "${table}"`).get()?.["rows"],
    );
    database.close();
    expect(rows).toEqual([0, 0, 0, 0]);
    expect(await isNothingVisible(store)).toBe(true);
    await home.jobs.stop();
  });

  test("[ID8] the model is the same whatever the order, the grouping and the clock", async () => {
    const [one, other] = [homeOn(await stores.open()), homeOn(await stores.open(), 86_400_000_000)];
    await importInto(one, exampleFiles());
    for (const file of exampleFiles().toReversed()) await importInto(other, [file]);
    const [first, second] = [await one.identify.current(), await other.identify.current()];
    expect(first?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect([second?.hash, second?.asOf]).toEqual([first?.hash, first?.asOf]);
    await one.jobs.stop();
    await other.jobs.stop();
  });

  test("[ID9] a source without a date of its own is as old as its file", async () => {
    const home = homeOn(await stores.open());
    const register = exampleFiles().filter(({ name }) => name.endsWith(".csv"));
    await importInto(home, register);
    expect((await home.identify.current())?.asOf).toBe("2026-11-20T08:00:00.000Z");
    expect((await home.identify.status()).evidence[0]?.producedAt).toBe("2026-11-20T08:00:00.000Z");
    const undated = homeOn(await stores.open());
    await importInto(
      undated,
      register.map((file) => ({ ...file, modifiedAt: null })),
    );
    expect((await undated.identify.current())?.asOf).toBe("2026-12-01T00:00:00.000Z");
    await home.jobs.stop();
    await undated.jobs.stop();
  });

  test("[ID10] a contradiction shows every side with its source", async () => {
    const home = homeOn(await stores.open());
    const wanted = '"enabled":true';
    const at = users.lastIndexOf(wanted);
    const other = `${users.slice(0, at)}"enabled":false${users.slice(at + wanted.length)}`;
    await importInto(home, [
      fileAt(join(exampleFolder, usersName), usersName),
      fileAt(written("other.json", other), `annan/${usersName}`),
    ]);
    const [view, ...more] = await home.identify.contradictions();
    expect(more).toEqual([]);
    expect((await home.identify.status()).contradictions).toBe(1);
    expect([view?.asset.kind, view?.property]).toEqual(["account", "enabled"]);
    const sides = view?.values.map(
      ({ value, standing, evidence }) => `${evidence} ${String(value)} ${standing}`,
    );
    expect(sides?.sort()).toEqual([
      `${usersName} true observed`,
      `annan/${usersName} false observed`,
    ]);
    await home.jobs.stop();
  });

  test("[ID11] uploads are removed once they are read, other files never", async () => {
    const home = homeOn(await stores.open());
    const [upload, own] = [written("upload", users), written("own.json", users)];
    const files = [fileAt(upload, usersName, true), fileAt(own, `egen/${usersName}`)];
    const job = await importInto(home, files);
    expect(job.state).toBe("done");
    expect([existsSync(upload), existsSync(own)]).toEqual([false, true]);
    await home.jobs.stop();
  });

  test("[ID12] a fault while the model is made is not remembered", async () => {
    const store = await stores.open();
    const home = homeOn(store);
    await importInto(home, exampleFiles().slice(0, 1));
    let broken = true;
    const flaky: Store = {
      ...store,
      evidence: {
        ...store.evidence,
        list: async () => {
          if (broken) throw new Error("away");
          return store.evidence.list();
        },
      },
    };
    const again = homeOn(flaky);
    await expect(again.identify.current()).rejects.toThrow("away");
    broken = false;
    expect((await again.identify.current())?.hash).toMatch(/^[0-9a-f]{64}$/);
    await home.jobs.stop();
    await again.jobs.stop();
  });

  test("[ID13] what would not fit in memory is refused before it is published", async () => {
    const store = await stores.open();
    const home = homeOn(store, 0, 100);
    const job = await importInto(home, exampleFiles());
    expect([job.state, job.problems.map(({ code }) => code)]).toEqual([
      "failed",
      ["identify/too-much"],
    ]);
    expect(await home.identify.current()).toBeNull();
    await home.jobs.stop();
  });
});
