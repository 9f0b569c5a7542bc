/** Imports taken back: what is known then is what would be known without them. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { limitsAt } from "../keeping/retention.ts";
import { onSqlite } from "../storage/test/contract.ts";
import type { ImportFile } from "./index.ts";
import { exampleFiles, fileAt, type Home, homeOn, importInto } from "./test/example-files.ts";

const folder = mkdtempSync(join(tmpdir(), "vallgrav-withdraw-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function fileOf(name: string, content: string): ImportFile {
  const path = join(folder, name);
  writeFileSync(path, content);
  return fileAt(path, name);
}

const people = fileOf(
  "personal.csv",
  "Anställningsnummer;Personnummer;Förvaltning;Enhet\n1001;19121212-1212;Skola;Väst\n",
);
const accounts = fileOf(
  "konton.csv",
  "SamAccountName,UserPrincipalName,SID,Enabled,EmployeeID\n" +
    "a1,a1@kommun.example.se,S-1-5-21-1-2-3-2001,True,191212121212\n",
);

async function withdrawn(home: Home, importId: string) {
  const job = await home.identify.withdraw(importId, "Testa Testsson");
  return job === null ? null : home.jobs.wait(job.id);
}

async function hashOf(home: Home): Promise<string> {
  return (await home.identify.current())?.hash ?? "nothing";
}

onSqlite((stores) => {
  test("[ID35] what a withdrawn import brought is as if it had never been read", async () => {
    const [home, without] = [homeOn(await stores.open()), homeOn(await stores.open())];
    const [register, ...directory] = exampleFiles().toReversed();
    if (register === undefined) throw new Error("the example has files");
    await importInto(without, directory);
    await importInto(home, directory);
    const later = await importInto(home, [register]);
    expect(await hashOf(home)).not.toBe(await hashOf(without));
    expect(await withdrawn(home, later.id)).toMatchObject({ state: "done", problems: [] });
    expect(await hashOf(home)).toBe(await hashOf(without));
    const { evidence } = await home.identify.status();
    expect(evidence.map(({ name }) => name)).not.toContain(register.name);
    expect(await home.identify.report(later.id)).toBeNull();
    // It is gone: there is nothing more to withdraw, and it can be read anew.
    expect(await home.identify.withdraw(later.id, "Testa Testsson")).toBeNull();
    const again = await importInto(home, [register]);
    const report = await home.identify.report(again.id);
    expect(report?.files.map(({ already }) => already)).toEqual([false]);
    await home.jobs.stop();
    await without.jobs.stop();
  });

  test("[ID36] what another import brought too stays, without what both lists said", async () => {
    const [home, without] = [homeOn(await stores.open()), homeOn(await stores.open())];
    const both = await importInto(home, [people, accounts]);
    const one = await importInto(home, [accounts]);
    await importInto(without, [accounts]);
    const used = async (of: Home): Promise<number> =>
      (await of.identify.current())?.model.relations.length ?? -1;
    expect(await used(home)).toBe(1);
    expect((await withdrawn(home, both.id))?.state).toBe("done");
    expect([await hashOf(home), await used(home)]).toEqual([await hashOf(without), 0]);
    const { evidence } = await home.identify.status();
    expect(evidence.map(({ name, importId }) => [name, importId])).toEqual([
      ["konton.csv", one.id],
    ]);
    expect((await withdrawn(home, one.id))?.state).toBe("done");
    expect(await hashOf(home)).toBe("nothing");
    await home.jobs.stop();
    await without.jobs.stop();
  });

  test("[ID36] read twice and withdrawn once, everything is still known", async () => {
    const home = homeOn(await stores.open());
    const first = await importInto(home, [people, accounts]);
    const before = await hashOf(home);
    await importInto(home, [accounts, people]);
    expect((await withdrawn(home, first.id))?.state).toBe("done");
    expect(await hashOf(home)).toBe(before);
    await home.jobs.stop();
  });

  test("[ID37] a withdrawal that is cancelled before its turn changes nothing", async () => {
    const home = homeOn(await stores.open());
    const first = await importInto(home, [people]);
    const before = await hashOf(home);
    await home.jobs.stop();
    const job = await home.identify.withdraw(first.id, "Testa Testsson");
    expect(job?.state).toBe("waiting");
    await home.jobs.cancel(job?.id ?? "");
    home.jobs.start();
    expect((await home.jobs.wait(job?.id ?? ""))?.state).toBe("cancelled");
    expect(await hashOf(home)).toBe(before);
    await home.jobs.stop();
  });

  test("[KP20] rows and raw bytes of a withdrawn import go at the next disposal", async () => {
    const store = await stores.open();
    const home = homeOn(store);
    const kept = await importInto(home, [accounts]);
    const gone = await importInto(home, [people]);
    await withdrawn(home, gone.id);
    expect(await store.check()).toEqual([]);
    const limits = limitsAt(home.clock.now());
    expect((await store.dispose(limits, true)).rawFiles).toBe(1);
    expect((await store.dispose(limits, false)).rawFiles).toBe(1);
    expect((await store.dispose(limits, true)).rawFiles).toBe(0);
    expect(await store.check()).toEqual([]);
    const [entry, ...more] = await store.evidence.list();
    expect([entry?.importId, entry?.hasRaw, more]).toEqual([kept.id, true, []]);
    await home.jobs.stop();
  });
});
