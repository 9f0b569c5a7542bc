/** One register in every form people keep it in, and the bytes that come out again. */
import { readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli, temporaryFolder } from "./test/run-cli.ts";
import { workbook } from "./test/secret-tables.ts";

const swedish = [
  "System-ID",
  "Systemnamn",
  "Förvaltning",
  "Leverantör",
  "Drift",
  "Servrar",
  "Inloggning",
  "K",
  "R",
  "T",
  "Antal personer",
  "Persongrupp",
  "Samhällsviktig tjänst",
  "Tolerabel avbrottstid (timmar)",
  "Beroenden",
  "Säkerhetskopia",
];
const english = [
  "System id",
  "System name",
  "Owner organisation",
  "Supplier",
  "Hosting",
  "Servers",
  "Sign-in",
  "Confidentiality",
  "Integrity",
  "Availability",
  "Persons",
  "Population",
  "Vital service",
  "Tolerable outage hours",
  "Dependencies",
  "Backup",
];
const rows = [
  "S1|Äldreomsorg|Vård och omsorg|Fiktiv Vård AB|egen|srv01.example.se|AD|3|3|4|1200|klienter|" +
    "Hemtjänst|4|S2!|domän",
  "S2|Katalogtjänst|Kommunledning||egen|dc01|AD|2|4|4|3500|anställda||2||offline",
  "S3|Elevregister|Skola|Exempelsystem AB|moln||Entra|2|3|2|5200|elever|Skola|48|S2|moln",
  "S4|Åkeriplanering|Tekniska|Östra Åkeri AB|leverantör||lokal|1|2|1|||Snöröjning|72||ingen",
].map((row) => row.split("|"));

/** Columns of every row in another order. */
function shuffled(table: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const order = swedish.map((_, at) => at).toSorted((a, b) => ((a * 7) % 16) - ((b * 7) % 16));
  return table.map((row) => order.map((at) => row[at] ?? ""));
}

function csv(table: readonly (readonly string[])[], separator: string): string {
  return table.map((row) => `${row.join(separator)}\r\n`).join("");
}

const table = [swedish, ...rows];
const forms: readonly (readonly [name: string, content: string | Uint8Array])[] = [
  ["semikolon.csv", Buffer.from(csv(table, ";"), "latin1")],
  ["komma.csv", csv(table, ",")],
  ["bok.xlsx", workbook(table)],
  ["english.csv", csv([english, ...rows], ",")],
  ["blandad.csv", Buffer.from(csv(shuffled(table), ";"), "latin1")],
  ["shuffled.xlsx", workbook(shuffled([english, ...rows]))],
];

test("[CL51] the same register in any form gives the same bytes of export model", async () => {
  const exported: string[] = [];
  for (const [name, content] of forms) {
    const [home, place] = [temporaryFolder(), temporaryFolder()];
    const path = join(place, name);
    writeFileSync(path, content);
    utimesSync(path, 1_767_225_600, 1_767_225_600);
    expect([name, (await runCli(home, ["import", path])).code]).toEqual([name, 0]);
    const run = await runCli(home, ["export", "model", join(place, "ut.jsonl"), "--json"]);
    expect([name, run.code]).toEqual([name, 0]);
    expect(JSON.parse(run.out)).toMatchObject({ form: "model", ways: 0 });
    exported.push(readFileSync(join(place, "ut.jsonl"), "utf8"));
  }
  const [first = ""] = exported;
  for (const [at, text] of exported.entries())
    expect([forms[at]?.[0], text === first]).toEqual([forms[at]?.[0], true]);
  // All sixteen columns are in it, not only what every table has.
  for (const word of [
    "Äldreomsorg",
    "reach",
    "tolerable-outage-hours",
    "depends-on",
    "supplied-by",
  ])
    expect(first).toContain(word);
}, 120_000);
