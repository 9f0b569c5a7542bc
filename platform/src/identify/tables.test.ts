/** Tables on their way in: workbooks, and one register in every form. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { modelText } from "@vallgrav/facts";
import { afterAll, expect, test } from "vitest";
import { zipOf } from "../collect/test/zip-writer.ts";
import { onSqlite } from "../storage/test/contract.ts";
import type { ImportFile } from "./index.ts";
import { fileAt, homeOn, importInto } from "./test/example-files.ts";

const folder = mkdtempSync(join(tmpdir(), "vallgrav-tables-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A file of that name and content, to be imported. */
function fileOf(name: string, content: string | Uint8Array): ImportFile {
  const path = join(folder, name);
  writeFileSync(path, content);
  return fileAt(path, name);
}

/** A workbook of one sheet whose texts stand in its cells. */
function workbookOf(rows: readonly (readonly string[])[]): Uint8Array {
  const lines = rows.map((cells) => {
    const inside = cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`);
    return `<row>${inside.join("")}</row>`;
  });
  return zipOf([
    {
      name: "xl/workbook.xml",
      content: '<workbook><sheets><sheet name="Blad1" sheetId="1" r:id="r1"/></sheets></workbook>',
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: '<Relationships><Relationship Id="r1" Target="worksheets/a.xml"/></Relationships>',
    },
    {
      name: "xl/worksheets/a.xml",
      content: `<worksheet><sheetData>${lines.join("")}</sheetData></worksheet>`,
    },
  ]);
}

const swedish = [
  ["System-ID", "Systemnamn", "Nämnd", "Klassning", "Tolerabel avbrottstid (timmar)"],
  ["S1", "Äldreomsorg", "Socialnämnden", "3-2-4", "4"],
  ["S2", "Åkeri", "Tekniska nämnden", "1-2-1", "24"],
];
const english = [
  "System id",
  "System name",
  "Committee",
  "Classification",
  "Tolerable outage hours",
];

function csv(rows: readonly (readonly string[])[], delimiter: string): string {
  return rows.map((row) => row.join(delimiter)).join("\r\n") + "\r\n";
}

onSqlite((stores) => {
  test("[ID4] a workbook that no reader knows is left out, another is read", async () => {
    const home = homeOn(await stores.open());
    const job = await importInto(home, [
      fileOf("blandat.xlsx", workbookOf([["Hej"], ["på dig"]])),
      fileOf("register.xlsx", workbookOf(swedish)),
    ]);
    expect(job).toMatchObject({
      state: "done",
      problems: [{ code: "identify/unknown-format", at: { file: "blandat.xlsx" } }],
    });
    const found = await home.identify.report(job.id);
    expect(found?.kinds).toEqual([{ kind: "systems", declared: null, read: 2, distinct: 2 }]);
    await home.jobs.stop();
  });

  test("[ID14] the same register in any form gives the same model but for evidence", async () => {
    const turned = [english, ...swedish.slice(1)].map((row) => row.toReversed());
    const forms: readonly (readonly [string, string | Uint8Array])[] = [
      ["a.csv", Buffer.from(csv(swedish, ";"), "latin1")],
      ["b.csv", csv(swedish, ",")],
      ["c.xlsx", workbookOf(swedish)],
      ["d.csv", csv([english, ...swedish.slice(1)], ";")],
      ["e.csv", csv(turned, ";")],
      ["f.xlsx", workbookOf(turned)],
    ];
    const texts: string[] = [];
    for (const [name, content] of forms) {
      const home = homeOn(await stores.open());
      const { state } = await importInto(home, [fileOf(name, content)]);
      expect([name, state]).toEqual([name, "done"]);
      const current = await home.identify.current();
      const { evidence } = await home.identify.status();
      const id = evidence[0]?.id ?? "";
      texts.push(current === null ? "" : modelText(current.model).replaceAll(id, "evidence"));
      await home.jobs.stop();
    }
    expect(texts[0]).toContain("Äldreomsorg");
    expect(new Set(texts).size).toBe(1);
  });
});
