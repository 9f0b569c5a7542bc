/** Writes workbooks (XLSX) as small as they can be: sheets of texts and numbers, packed. */
import { crc32, deflateRawSync } from "node:zlib";

/** A sheet: its name and its rows. */
export type Sheet = {
  readonly name: string;
  readonly rows: readonly (readonly (string | number)[])[];
};

type Part = { readonly name: string; readonly text: string };

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

/** The header of a member, local or of the table of contents, without its name. */
function header(
  signature: number,
  [raw, packed, name]: readonly [Buffer, Buffer, Buffer],
  at: number | null,
): Buffer {
  const shift = at === null ? 0 : 2;
  const bytes = Buffer.alloc(at === null ? 30 : 46);
  bytes.writeUInt32LE(signature, 0);
  // 1980-01-01: the same content gives the same bytes whenever it is written.
  bytes.writeUInt16LE(0x21, 12 + shift);
  bytes.writeUInt16LE(8, 8 + shift);
  bytes.writeUInt32LE(crc32(raw), 14 + shift);
  bytes.writeUInt32LE(packed.length, 18 + shift);
  bytes.writeUInt32LE(raw.length, 22 + shift);
  bytes.writeUInt16LE(name.length, 26 + shift);
  if (at !== null) bytes.writeUInt32LE(at, 42);
  return bytes;
}

/** The bytes of a workbook; the same sheets give the same bytes. */
export function workbook(sheets: readonly Sheet[]): Uint8Array {
  const members: Buffer[] = [];
  const contents: Buffer[] = [];
  let at = 0;
  for (const { name, text } of partsOf(sheets)) {
    const raw = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${text}`);
    const bytes = [raw, deflateRawSync(raw, { level: 9 }), Buffer.from(name)] as const;
    const member = Buffer.concat([header(0x04034b50, bytes, null), bytes[2], bytes[1]]);
    contents.push(header(0x02014b50, bytes, at), bytes[2]);
    members.push(member);
    at += member.length;
  }
  const listing = Buffer.concat(contents);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...members, listing, end]));
}
