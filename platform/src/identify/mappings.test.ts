/** What columns mean, as people said: remembered, used again, told, and forgotten. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { onSqlite } from "../storage/test/contract.ts";
import { apartLimits, type ImportFile, type TableMapping } from "./index.ts";
import { fileAt, homeOn, importInto } from "./test/example-files.ts";

const folder = mkdtempSync(join(tmpdir(), "vallgrav-mappings-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

let written = 0;

function fileOf(content: string, mapping?: TableMapping): ImportFile {
  written += 1;
  const path = join(folder, `file${written}`);
  writeFileSync(path, content);
  const file = fileAt(path, `maskiner${written}.csv`);
  return mapping === undefined ? file : { ...file, mapping };
}

const fields = [
  { heading: "Burk", field: "name" },
  { heading: "Nummer", field: "serial" },
  { heading: "Läge", field: null },
];
const mapping: TableMapping = { shape: "computers", fields };
const first = "Burk;Nummer;Läge\nsrv01;SER10001;B3\n";
const turned = "Läge;Burk;Nummer\nB4;srv02;SER10002\n";

onSqlite((stores) => {
  for (const apart of [null, apartLimits])
    test(`[ID202] used for the same headings ${apart === null ? "here" : "apart"}`, async () => {
      const home = homeOn(await stores.open(), 0, 1_500_000, apart);
      const codes = async (file: ImportFile): Promise<readonly string[]> => {
        const { state, problems } = await importInto(home, [file]);
        return [state, ...problems.map(({ code }) => code)];
      };
      expect(await codes(fileOf(first))).toContain("identify/unknown-format");
      expect(await home.identify.mappings()).toEqual([]);
      expect((await codes(fileOf(first, mapping)))[0]).toBe("done");
      const [known] = await home.identify.mappings();
      expect(known).toMatchObject({ by: "Testa Testsson", mapping });
      expect(await codes(fileOf(turned))).toEqual(
        expect.arrayContaining(["done", "identify/remembered-mapping"]),
      );
      const names = (await home.identify.current())?.model.assets.map(({ name }) => name);
      expect(names?.toSorted()).toEqual(["srv01", "srv02"]);
      // One heading more is another table.
      expect(await codes(fileOf("Burk;Nummer;Läge;Mer\na;SER10003;b;c\n"))).toContain(
        "identify/unknown-format",
      );
      expect(await home.identify.forgetMapping(known?.id ?? "")).toBe(true);
      expect(await home.identify.forgetMapping(known?.id ?? "")).toBe(false);
      expect(await codes(fileOf(`${turned}B5;srv03;SER10004\n`))).toContain(
        "identify/unknown-format",
      );
      await home.jobs.stop();
    });

  test("[ID202] rules over what the headings would mean; a newer one replaces it", async () => {
    const home = homeOn(await stores.open());
    const head = "Datornamn;Serienummer;Modell";
    const meaning = (third: string | null): TableMapping => ({
      shape: "computers",
      fields: [
        { heading: "Datornamn", field: "name" },
        { heading: "Serienummer", field: "serial" },
        { heading: "Modell", field: third },
      ],
    });
    const factsOf = async (name: string): Promise<readonly string[]> => {
      const current = await home.identify.current();
      const asset = current?.model.assets.find((one) => one.name === name);
      return Object.keys(asset?.facts ?? {}).sort();
    };
    await importInto(home, [fileOf(`${head}\na1;SER1;X\n`)]);
    await importInto(home, [fileOf(`${head}\na2;SER2;X\n`, meaning("manufacturer"))]);
    await importInto(home, [fileOf(`${head}\na3;SER3;X\n`)]);
    await importInto(home, [fileOf(`${head}\na4;SER4;X\n`, meaning("zone"))]);
    await importInto(home, [fileOf(`${head}\na5;SER5;X\n`)]);
    expect((await home.identify.mappings()).length).toBe(1);
    expect(await Promise.all(["a1", "a2", "a3", "a4", "a5"].map(factsOf))).toEqual([
      ["model", "name"],
      ["manufacturer", "name"],
      ["manufacturer", "name"],
      ["name"],
      ["name"],
    ]);
    await home.jobs.stop();
  });
});
