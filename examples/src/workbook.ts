/** Writes workbooks (XLSX) as small as they can be: sheets of texts and numbers, packed. */
import { type Part, zipOf } from "./zip.ts";

/** A sheet: its name and its rows. */
export type Sheet = {
  readonly name: string;
  readonly rows: readonly (readonly (string | number)[])[];
};

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

function cellXml(cell: string | number): string {
  if (typeof cell === "number") return `<c><v>${cell}</v></c>`;
  return cell === "" ? "<c/>" : `<c t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
}

const namespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";
const types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

function partsOf(sheets: readonly Sheet[]): readonly Part[] {
  const listed = sheets.map(
    ({ name }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="r${at + 1}"/>`,
  );
  const links = sheets.map(
    (_, at) =>
      `<Relationship Id="r${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  const kinds = sheets.map(
    (_, at) =>
      `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${types}.worksheet+xml"/>`,
  );
  return [
    {
      name: "[Content_Types].xml",
      text:
        `<Types xmlns="${packages}/content-types"><Default Extension="rels" ` +
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        `<Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>` +
        `${kinds.join("")}</Types>`,
    },
    {
      name: "_rels/.rels",
      text:
        `<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" ` +
        `Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: "xl/workbook.xml",
      text: `<workbook ${namespace} xmlns:r="${office}"><sheets>${listed.join("")}</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      text: `<Relationships xmlns="${packages}/relationships">${links.join("")}</Relationships>`,
    },
    ...sheets.map(({ rows }, at) => {
      const lines = rows.map((cells) => `<row>${cells.map(cellXml).join("")}</row>`);
      const text = `<worksheet ${namespace}><sheetData>${lines.join("")}</sheetData></worksheet>`;
      return { name: `xl/worksheets/sheet${at + 1}.xml`, text };
    }),
  ];
}

/** The bytes of a workbook; the same sheets give the same bytes. */
export function workbook(sheets: readonly Sheet[]): Uint8Array {
  const prolog = '<?xml version="1.0" encoding="UTF-8"?>';
  return zipOf(partsOf(sheets).map(({ name, text }) => ({ name, text: `${prolog}${text}` })));
}
