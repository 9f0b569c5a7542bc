/** Registers whose systems have no numbers. */
import { expect, test } from "vitest";
import { inputOf, lines, readGood, told } from "../../../test/file.ts";
import { read } from "../../index.ts";

test("[C1132] a list without numbers: a system is called by its name", () => {
  const text =
    "Systemnamn;Förvaltning;Systemägare;Beroenden;Säkerhetskopia\r\n" +
    "Diariet;Kommunledning;Kanslichef;AD;offline\r\nAD;Kommunledning;It-chef;;\r\n;Vård;x;;\r\n";
  const reading = readGood(inputOf("register.csv", text));
  expect(lines(reading)).toEqual([
    "system Diariet present",
    'system Diariet name = "Diariet"',
    'system Diariet owner-organisation = "Kommunledning"',
    'system Diariet owner-role = "Kanslichef"',
    "system Diariet depends-on system AD",
    'system Diariet backup = "offline"',
    "backup backup/Diariet present",
    'backup backup/Diariet name = "Diariet"',
    "system Diariet backed-up-by backup backup/Diariet",
    'backup backup/Diariet reach = "offline"',
    "system AD present",
    'system AD name = "AD"',
    'system AD owner-organisation = "Kommunledning"',
    'system AD owner-role = "It-chef"',
  ]);
  expect(told(reading)).toEqual([["readers/row-skipped", "warning", { reason: "no-name" }, "4:1"]]);
});

test("[C1] a list whose headings stand over other lists too is taken for no register", () => {
  const text = "Namn;Förvaltning;Ägare;Leverantör\nX1;Vård;Lena;Y\n";
  const unsaid = read(inputOf("lista.csv", text));
  expect(unsaid.ok).toBe(false);
  const fields = [{ heading: "Namn", field: "name" }];
  const said = read({ ...inputOf("lista.csv", text), mapping: { shape: "systems", fields } });
  expect(said.ok && said.observations.length).toBeGreaterThan(1);
});
