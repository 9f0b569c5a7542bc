/** Tables on their way in: workbooks, and one register in every form. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { modelText } from "@vallgrav/facts";
import { afterAll, expect, test } from "vitest";
import { zipOf } from "../collect/test/zip-writer.ts";
import { onSqlite } from "../storage/test/contract.ts";
import type { ImportFile } from "./index.ts";
import { fileAt, homeOn, importInto, modifiedAt } from "./test/example-files.ts";

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

  test("[ID15] lists of people meet accounts of an import; no number is kept", async () => {
    const home = homeOn(await stores.open());
    const people =
      "Anställningsnummer;Personnummer;Förvaltning;Enhet\n1001;19121212-1212;Skola;Väst\n";
    const accounts =
      "SamAccountName,UserPrincipalName,SID,Enabled,EmployeeID\n" +
      "a1,a1@kommun.example.se,S-1-5-21-1-2-3-2001,True,191212121212\n";
    const job = await importInto(home, [
      fileOf("personal.csv", people),
      fileOf("konton.csv", accounts),
    ]);
    expect(job.state).toBe("done");
    const current = await home.identify.current();
    const text = current === null ? "" : modelText(current.model);
    expect(current?.model.relations.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ["used-by", "account/sid:S-1-5-21-1-2-3-2001", "person/register:person/1001"],
    ]);
    const account = current?.model.assets.find(({ kind }) => kind === "account");
    expect(account?.facts["population"]).toMatchObject({ value: "employees", since: modifiedAt });
    expect(text).not.toMatch(/1212/);
    expect(JSON.stringify(await home.identify.report(job.id))).not.toMatch(/1212/);
    await home.jobs.stop();
  });

  test("[ID61] employee numbers and sign-in names join lists of several imports", async () => {
    const people =
      "Anställningsnummer;UserPrincipalName;Förvaltning;Enhet\n1001;;Skola;Väst\n" +
      "1002;b2@kommun.example.se;Skola;Öst\n";
    const accounts =
      "SamAccountName,UserPrincipalName,SID,Enabled,EmployeeID\n" +
      "a1,a1@kommun.example.se,S-1-5-21-1-2-3-2001,True,1001\n" +
      "b2,b2@kommun.example.se,S-1-5-21-1-2-3-2002,True,191212121212\n";
    const files = [fileOf("folk.csv", people), fileOf("kontolista.csv", accounts)];
    for (const order of [files, files.toReversed()]) {
      const home = homeOn(await stores.open());
      const told: unknown[] = [];
      for (const file of order) {
        const { problems } = await importInto(home, [file]);
        told.push(...problems.filter(({ code }) => code.startsWith("identify/")));
      }
      // The number joins nothing here, and that is said; the sign-in name does.
      expect(told).toEqual([
        { code: "identify/numbers-alone", severity: "notice", at: null, args: { count: 1 } },
      ]);
      const current = await home.identify.current();
      expect(current?.model.relations.map(({ from, to }) => [from, to])).toEqual([
        ["account/sid:S-1-5-21-1-2-3-2001", "person/register:person/1001"],
        ["account/sid:S-1-5-21-1-2-3-2002", "person/register:person/1002"],
      ]);
      await home.jobs.stop();
    }
  });

  test("[ID62] an advisory is left out of an import, another maker's backup ends it", async () => {
    const advisory =
      '{"document":{"category":"csaf_vex","csaf_version":"2.0","title":"x"},"product_tree":{}}';
    const files = [fileOf("rad.json", advisory), fileOf("reg.csv", csv(swedish, ";"))];
    const home = homeOn(await stores.open());
    const job = await importInto(home, files);
    expect([job.state, job.problems.map(({ code, severity }) => [code, severity])]).toEqual([
      "done",
      [["readers/for-match", "warning"]],
    ]);
    const cisco = fileOf("fw.txt", ": Saved\nASA Version 9.16(4)\nhostname fw1\ninterface Gi0/0\n");
    const refused = await importInto(home, [cisco, ...files]);
    expect([refused.state, refused.problems.map(({ code, args }) => [code, args])[0]]).toEqual([
      "failed",
      ["readers/other-maker", { maker: "Cisco" }],
    ]);
    expect((await home.identify.status()).evidence.length).toBe(1);
    await home.jobs.stop();
  });

  test("[ID17] a mapping given with a file rules; the one used is in the report", async () => {
    const home = homeOn(await stores.open());
    const mapping = {
      shape: "systems",
      fields: [
        { heading: "Nr", field: "id" },
        { heading: "Vad", field: "name" },
        { heading: "Plats", field: "hosting" },
      ],
    } as const;
    const file = fileOf("egen.csv", "Nr;Vad;Plats\n7;Ett;egen\n");
    expect((await importInto(home, [file])).state).toBe("failed");
    const job = await importInto(home, [{ ...file, mapping }]);
    expect(job.state).toBe("done");
    const report = await home.identify.report(job.id);
    expect(report?.files.map(({ tables }) => tables)).toEqual([
      [{ sheet: null, rows: 1, mapping }],
    ]);
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
