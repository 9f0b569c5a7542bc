/** Files whose columns nobody knows: shown, explained, read and remembered. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { onSqlite } from "../storage/test/contract.ts";
import { apartLimits } from "./index.ts";
import { fileAt, homeOn, importInto } from "./test/example-files.ts";

const folder = mkdtempSync(join(tmpdir(), "vallgrav-look-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function fileOf(name: string, content: string): ReturnType<typeof fileAt> {
  writeFileSync(join(folder, name), content);
  return fileAt(join(folder, name), name);
}

const table = "Burk;Nummer på lådan\nsrv01;SER10001\n";

onSqlite((stores) => {
  for (const apart of [null, apartLimits])
    test(`[ID420] tables and choices are shown, ${apart === null ? "here" : "apart"}`, async () => {
      const home = homeOn(await stores.open(), 0, 1_500_000, apart);
      const [shown, letter, broken] = await Promise.all([
        home.identify.lookAtTables(fileOf("a.csv", table)),
        home.identify.lookAtTables(fileOf("b.txt", "Hej.\n")),
        home.identify.lookAtTables(fileOf("c.csv", 'Namn;Ord\na;b\nc;"d\n')),
      ]);
      expect(shown.tables[0]?.columns).toEqual([
        { heading: "Burk", samples: ["srv01"] },
        { heading: "Nummer på lådan", samples: ["SER10001"] },
      ]);
      expect(shown.choices.map(({ shape }) => shape)).toContain("computers");
      expect([letter.tables, letter.problems]).toEqual([[], []]);
      expect(broken.problems).toMatchObject([{ code: "readers/unclosed-quote" }]);
      expect(await home.store.evidence.list()).toEqual([]);
      expect(readdirSync(folder).sort()).toEqual(["a.csv", "b.txt", "c.csv"]);
      const missing = home.identify.lookAtTables({ name: "x", path: join(folder, "x") });
      await expect(missing).rejects.toThrow("ENOENT");
      expect((await home.identify.lookAtTables(fileOf("a.csv", table))).tables).toHaveLength(1);
      await home.jobs.stop();
    });

  test("[ID420] a silent thread is a problem, and the next file is looked at", async () => {
    const limits = { ...apartLimits, silenceMs: 0 };
    const home = homeOn(await stores.open(), 0, 1_500_000, limits);
    const file = fileOf("a.csv", table);
    for (const name of ["first", "second"])
      expect((await home.identify.lookAtTables({ ...file, name })).problems).toMatchObject([
        { code: "identify/too-slow", at: { file: name } },
      ]);
    await home.jobs.stop();
  });

  test("[ID421] a corrected guess is remembered; what is forgotten is put back", async () => {
    const home = homeOn(await stores.open());
    const file = fileOf("a.csv", table);
    const [shown] = (await home.identify.lookAtTables(file)).tables;
    const guess = shown?.guesses.find(({ shape }) => shape === "computers");
    if (guess === undefined) throw new Error("no guess");
    const fields = guess.fields.map(({ heading }) => ({
      heading,
      field: heading === "Burk" ? "name" : "serial",
    }));
    await importInto(home, [{ ...file, mapping: { ...guess, fields } }]);
    const [known] = await home.identify.mappings();
    if (known === undefined) throw new Error("nothing is remembered");
    expect(known.mapping).toEqual({ ...guess, fields });
    const codes = async (name: string): Promise<readonly string[]> => {
      const next = fileOf(name, `${table}${name};SER1\n`);
      return (await importInto(home, [next])).problems.map(({ code }) => code);
    };
    expect(await codes("e")).toContain("identify/remembered-mapping");
    await home.identify.forgetMapping(known.id);
    expect(await codes("f")).toContain("identify/unknown-format");
    await home.identify.restoreMapping(known);
    expect(await home.identify.mappings()).toEqual([known]);
    expect(await codes("g")).toContain("identify/remembered-mapping");
    await home.jobs.stop();
  });
});
