/** Words for what is wrong with a table: how it was saved, its headings, its rows, its cells. */
import type { BadWorkbook, SkippedRow, TableProblem } from "@vallgrav/readers";
import { fieldWord } from "./column-names.ts";
import { expectedEn, expectedSv } from "./expected.ts";
import { countEn, countSv, numberEn, numberSv } from "./numbers.ts";
import { type Phrases, wordFor } from "./phrases.ts";

const rowSv: Readonly<Record<SkippedRow, string>> = {
  "no-action": "åtgärden är varken tillåt eller neka",
  "no-id": "inget id att känna igen saken på",
  "no-name": "namn saknas",
  "only-number":
    "bara ett personnummer att känna igen personen på, och det sparas inte. Ta med " +
    "anställningsnummer eller e-postadress",
  "personal-number": "den innehåller ett personnummer i id eller namn",
};
const rowEn: Readonly<Record<SkippedRow, string>> = {
  "no-action": "its action is neither allow nor deny",
  "no-id": "it has no id to know it by",
  "no-name": "it has no name",
  "only-number":
    "there is only a personal identity number to know the person by, which is not stored. Add " +
    "an employee number or a mail address",
  "personal-number": "its id or name holds a personal identity number",
};
const workbookSv: Readonly<Record<BadWorkbook, string>> = {
  damaged: "den är skadad eller ofullständig. Kopiera eller spara den igen",
  encrypted: "den är krypterad. Spara den utan lösenord",
  "old-form":
    "den har det äldre formatet XLS eller skyddas av lösenord. Spara om den som XLSX utan lösenord",
  "no-sheet": "den har inga blad",
  "no-inflate": "den är packad, och uppackning finns inte här",
};
const workbookEn: Readonly<Record<BadWorkbook, string>> = {
  damaged: "it is damaged or incomplete. Copy or save it again",
  encrypted: "it is encrypted. Save it without a password",
  "old-form":
    "it has the older form XLS or is protected by a password. Save it as XLSX without a password",
  "no-sheet": "it has no sheets",
  "no-inflate": "it is packed, and there is nothing here to unpack it with",
};

/** Swedish. */
export const tablesSv: Phrases<TableProblem> = {
  "readers/not-a-register": () =>
    "Tabellen har rubriker men inga rader som kan läsas. Kontrollera att rätt fil är vald.",
  "readers/unclosed-quote": () =>
    "Ett citattecken öppnas men stängs aldrig. Rätta cellen och läs in filen igen.",
  "readers/truncated-table": (p) =>
    `Filen tar slut mitt i en rad: den sista har ${countSv(p.cells, "cell", "celler")}, de andra ` +
    `${numberSv(p.columns)}. Kopiera eller exportera den igen.`,
  "readers/mixed-separators": () =>
    "Raden är delad med ett annat skiljetecken än rubrikerna. Spara hela tabellen med ett och " +
    "samma.",
  "readers/mixed-encodings": (p) =>
    `Filen är hopsatt av delar med olika teckenkodning; den byter på rad ${p.line}. Spara varje ` +
    "del som UTF-8 innan de sätts ihop.",
  "readers/lost-letters": (p) =>
    p.how === "doubled"
      ? `Bokstäverna å, ä och ö har blivit två tecken (${p.example}). Öppna originalet som UTF-8 ` +
        "och spara om det som CSV UTF-8."
      : `Bokstäverna å, ä och ö har gått förlorade (${p.example}). Exportera på nytt: i ` +
        "PowerShell med Export-Csv -Encoding UTF8, i Excel som CSV UTF-8.",
  "readers/bad-workbook": (p) => `Arbetsboken kan inte läsas: ${wordFor(workbookSv, p.what)}.`,
  "readers/hidden-sheet": (p) => `Bladet ”${p.name}” är dolt och lästes inte.`,
  "readers/sheet-left-out": (p) => `Bladet ”${p.name}” lästes inte.`,
  "readers/merged-cells": (p) =>
    `Sammanslagna celler: ${countSv(p.count, "cell", "celler")} fick värdet från cellen ovanför.`,
  "readers/no-value": (p) =>
    `Formler utan värde eller med fel: ${countSv(p.count, "cell", "celler")}, den första står ` +
    "här. De lästes som tomma; öppna arbetsboken, räkna om och spara.",
  "readers/unknown-column": (p) => `Kolumnen ”${p.heading}” används inte.`,
  "readers/column-twice": (p) => `Kolumnen ”${p.heading}” finns två gånger; den första används.`,
  "readers/row-skipped": (p) => `Raden hoppades över: ${wordFor(rowSv, p.reason)}.`,
  "readers/row-too-wide": (p) =>
    `Raden har ${countSv(p.cells, "cell", "celler")} men rubriken ${numberSv(p.columns)}. ` +
    "De sista lästes inte.",
  "readers/bad-cell": (p) =>
    `Cellen under ${fieldWord(p.column, "sv")} ska vara ${wordFor(expectedSv, p.expected)} och lämnades tom.`,
  "readers/duplicate-system": (p) =>
    `System-id ${p.id} förekommer flera gånger med olika innehåll.`,
  "readers/unknown-system": (p) => `Beroendet ${p.id} finns inte som system i registret.`,
};

/** English. */
export const tablesEn: Phrases<TableProblem> = {
  "readers/not-a-register": () =>
    "The table has headings but no rows that can be read. Check that it is the right file.",
  "readers/unclosed-quote": () =>
    "A quotation mark is opened but never closed. Correct the cell and import the file again.",
  "readers/truncated-table": (p) =>
    `The file ends inside a row: the last has ${countEn(p.cells, "cell", "cells")}, the others ` +
    `${numberEn(p.columns)}. Copy or export it again.`,
  "readers/mixed-separators": () =>
    "The row is divided by another separator than the headings. Save the whole table with one.",
  "readers/mixed-encodings": (p) =>
    `The file is put together from parts in different encodings; it changes at line ${p.line}. ` +
    "Save each part as UTF-8 before joining them.",
  "readers/lost-letters": (p) =>
    p.how === "doubled"
      ? `The letters å, ä and ö have become two signs each (${p.example}). Open the original as ` +
        "UTF-8 and save it as CSV UTF-8."
      : `The letters å, ä and ö are lost (${p.example}). Export again: in PowerShell with ` +
        "Export-Csv -Encoding UTF8, in Excel as CSV UTF-8.",
  "readers/bad-workbook": (p) => `The workbook cannot be read: ${wordFor(workbookEn, p.what)}.`,
  "readers/hidden-sheet": (p) => `The sheet “${p.name}” is hidden and was not read.`,
  "readers/sheet-left-out": (p) => `The sheet “${p.name}” was not read.`,
  "readers/merged-cells": (p) =>
    `Merged cells: ${countEn(p.count, "cell", "cells")} got the value of the cell above.`,
  "readers/no-value": (p) =>
    `Formulas without value or with an error: ${countEn(p.count, "cell", "cells")}, the first is ` +
    "here. They were read as empty; open the workbook, calculate and save it.",
  "readers/unknown-column": (p) => `The column “${p.heading}” is not used.`,
  "readers/column-twice": (p) => `The column “${p.heading}” stands twice; the first is used.`,
  "readers/row-skipped": (p) => `The row was skipped: ${wordFor(rowEn, p.reason)}.`,
  "readers/row-too-wide": (p) =>
    `The row has ${countEn(p.cells, "cell", "cells")} but the heading ${numberEn(p.columns)}. ` +
    "The last were not read.",
  "readers/bad-cell": (p) =>
    `The cell under ${fieldWord(p.column, "en")} should be ${wordFor(expectedEn, p.expected)} and was left empty.`,
  "readers/duplicate-system": (p) =>
    `System id ${p.id} occurs several times with different content.`,
  "readers/unknown-system": (p) => `The dependency ${p.id} is no system of the register.`,
};
