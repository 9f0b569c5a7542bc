/** What files that hold no list of ours are, in words. */

type Words = { readonly "identify/other-kind": (p: { readonly kind: string }) => string };

const sv: ReadonlyMap<string, string> = new Map([
  ["word", "Filen är ett Word-dokument"],
  ["slides", "Filen är ett bildspel"],
  ["old-office", "Filen har Offices gamla format (xls eller doc)"],
  ["pdf", "Filen är en PDF"],
  ["picture", "Filen är en bild"],
  ["program", "Filen är ett program"],
]);

const en: ReadonlyMap<string, string> = new Map([
  ["word", "The file is a Word document"],
  ["slides", "The file is a slide show"],
  ["old-office", "The file is of Office’s old form (xls or doc)"],
  ["pdf", "The file is a PDF"],
  ["picture", "The file is a picture"],
  ["program", "The file is a program"],
]);

/** Swedish. */
export const otherKindSv: Words = {
  "identify/other-kind": (p) =>
    p.kind === "headings"
      ? "Filen har rubriker men inga rader under dem, och hoppades över. Exportera listan på nytt, med sina rader."
      : `${sv.get(p.kind) ?? "Filen är ingen lista"} och hoppades över. Finns listan i Excel, spara ` +
        "den som Excelfil (xlsx) eller CSV och läs in den i stället.",
};

/** English. */
export const otherKindEn: Words = {
  "identify/other-kind": (p) =>
    p.kind === "headings"
      ? "The file has headings and no rows below them, and was left out. Export the list again, with its rows."
      : `${en.get(p.kind) ?? "The file is no list"} and was left out. If the list is in Excel, save it ` +
        "as a workbook (xlsx) or CSV and import that instead.",
};
