/** The lists of the example municipality: each read in full, and all of them with its directory. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { modelText } from "@vallgrav/facts";
import { expect, test } from "vitest";
import { onSqlite } from "../storage/test/contract.ts";
import { exampleFiles, exampleFolder, fileAt, homeOn, importInto } from "./test/example-files.ts";

const folder = fileURLToPath(new URL("../../../examples/lists/", import.meta.url));
const names = readdirSync(folder).sort();

/** Rows below the headings of a table, as its lines. */
function rowsOf(name: string): number {
  return readFileSync(`${folder}${name}`, "latin1").trimEnd().split("\r\n").length - 1;
}

onSqlite((stores) => {
  test("[ID16] every list of the example is read row by row, and nothing is left out", async () => {
    const totals: (readonly [string, readonly string[], number])[] = [];
    for (const name of names) {
      const home = homeOn(await stores.open());
      const job = await importInto(home, [fileAt(`${folder}${name}`, name)]);
      expect([name, job.state]).toEqual([name, "done"]);
      const report = await home.identify.report(job.id);
      const read = report?.kinds.reduce((sum, kind) => sum + kind.read, 0) ?? 0;
      const codes = report?.problems.map(({ code }) => code) ?? [];
      totals.push([report?.files[0]?.reader ?? "", [...new Set(codes)].sort(), read]);
      const left = codes.filter((code) => code === "readers/row-skipped").length;
      if (name.endsWith(".csv")) expect([name, read + left]).toEqual([name, rowsOf(name)]);
      await home.jobs.stop();
    }
    const decoded = ["readers/decoded-as"];
    expect(totals).toEqual([
      ["filter-rules", [], 6],
      ["configuration-manager", [], 12],
      ["computer-list", [], 12],
      ["school-register", [], 384],
      ["entra", [], 2],
      ["entra", [], 230],
      ["entra", [], 253],
      ["hyperv", [], 3],
      ["intune", [], 144],
      ["consultant-register", decoded, 24],
      ["account-list", ["identify/numbers-alone", "readers/secret-in-field"], 240],
      ["lansweeper", [], 177],
      ["supplier-register", [], 15],
      ["zone-list", [], 5],
      ["people-register", decoded, 234],
      ["rvtools", [], 22],
      ["backup-list", [], 22],
      ["snow", [], 9],
      ["system-register", [], 24],
      ["veeam", [], 8],
    ]);
  });

  test("[ID16] the register as workbook under English headings is the register", async () => {
    const texts: string[] = [];
    for (const path of [`${exampleFolder}systemregister.csv`, `${folder}systems.xlsx`]) {
      const home = homeOn(await stores.open());
      await importInto(home, [fileAt(path, path.replace(/^.*\//, ""))]);
      const current = await home.identify.current();
      const { evidence } = await home.identify.status();
      const text = current === null ? "" : modelText(current.model);
      texts.push(text.replaceAll(evidence[0]?.id ?? "", "evidence"));
      await home.jobs.stop();
    }
    expect(texts[0]?.length).toBeGreaterThan(10_000);
    expect(texts[1] === texts[0]).toBe(true);
  });

  test("[ID16] with lists and reports the directory is one model, in any order", async () => {
    const beside = ["collections", "lists", "reports"].flatMap((each) => {
      const there = folder.replace(/\/lists\/$/u, `/${each}/`);
      return readdirSync(there).map((name) => fileAt(`${there}${name}`, name));
    });
    const files = [...exampleFiles(), ...beside];
    const hashes: string[] = [];
    for (const [order, later] of [
      [files, 0],
      [files.toReversed(), 3_600_000],
    ] as const) {
      const home = homeOn(await stores.open(), later);
      for (const file of order) await importInto(home, [file]);
      const status = await home.identify.status();
      hashes.push(status.model);
      const counts = new Map(status.assets.map(({ kind, count }) => [kind, count]));
      // Five zones of the lists, and the firewall's way to the provider.
      expect([counts.get("person"), counts.get("school"), counts.get("zone")]).toEqual([258, 4, 6]);
      await home.jobs.stop();
    }
    expect(new Set(hashes).size).toBe(1);
  });
});
