/** What is listed, what each source sees and misses: on lists of two offices. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { onSqlite } from "../storage/test/contract.ts";
import { exampleFiles, fileAt, homeOn, importInto } from "./test/example-files.ts";

const folder = mkdtempSync(join(tmpdir(), "vallgrav-coverage-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function written(name: string, text: string) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return fileAt(path, name);
}

onSqlite((stores) => {
  test("[ID721] a source sees some, alone or not, and misses what others list", async () => {
    const home = homeOn(await stores.open());
    const [list, cloud] = [
      written("a.csv", "Datornamn;Serienummer;Operativsystem\nPC-1;S1;X\nPC-2;S2;X\n"),
      written(
        "intune.csv",
        "Device ID,Device name,Last check-in,Azure AD Device ID,OS,Serial number," +
          "Primary user UPN,Compliance,Encrypted\n" +
          "1,PC-2,2026-10-31 06:00:00,2,Windows,S2,,Compliant,True\n" +
          "3,PC-3,2026-10-31 06:00:00,4,Windows,S3,,Compliant,True\n",
      ),
    ];
    await importInto(home, [list]);
    await importInto(home, [cloud]);
    const seen = await home.identify.coverage("computer");
    expect(seen.listed).toBe(3);
    expect(seen.sources.map(({ listed, alone, missing }) => [listed, alone, missing])).toEqual([
      [2, 1, 1],
      [2, 1, 1],
    ]);
    for (const { source } of seen.sources) {
      const asked = { kind: "computer", source, from: 0, limit: 10 } as const;
      const missed = await home.identify.unseen(asked);
      expect([missed.assets.length, missed.total, missed.next]).toEqual([1, 1, null]);
      expect((await home.identify.unseen({ ...asked, from: 1 })).assets).toEqual([]);
    }
    const nobody = { kind: "computer", source: "nobody", from: 0, limit: 2 } as const;
    expect(await home.identify.unseen(nobody)).toMatchObject({ total: 3, next: 2 });
    expect(await home.identify.coverage("backup")).toMatchObject({ listed: 0, sources: [] });
    await home.jobs.stop();
  });

  test("[ID721] what is counted of a kind is what the model lists of it", async () => {
    const home = homeOn(await stores.open());
    expect((await home.identify.coverage("computer")).sources).toEqual([]);
    await importInto(home, exampleFiles());
    const [status, current] = [await home.identify.status(), await home.identify.current()];
    for (const { kind, count, listed } of status.assets) {
      const all = current?.model.assets.filter((one) => one.kind === kind && one.present.value);
      expect([kind, count, listed]).toEqual([
        kind,
        all?.length,
        all?.filter((one) => one.listed).length,
      ]);
    }
    await home.jobs.stop();
  });
});
