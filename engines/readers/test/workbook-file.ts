/** Writes small workbooks for the tests, with everything that real ones can have. */
import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";
import type { Inflate } from "../src/index.ts";

/** A cell: text is shared, the others say what they are. */
export type WrittenCell =
  | string
  | number
  | boolean
  | null
  | { readonly inline: string }
  | { readonly runs: readonly string[] }
  | { readonly date: number }
  | { readonly percent: number }
  | { readonly formula: string; readonly value: string | number | null }
  | { readonly error: string };

/** A sheet to be written. */
export type WrittenSheet = {
  readonly name: string;
  readonly rows: readonly (readonly WrittenCell[])[];
  readonly state?: "hidden" | "veryHidden";
  readonly merged?: readonly string[];
};

/** Unpacks with the platform's own library, as the product does. */
export const inflate: Inflate = (packed, most) => {
  try {
    return new Uint8Array(inflateRawSync(packed, { maxOutputLength: most + 1 }));
  } catch (error) {
    return error instanceof RangeError ? "too-large" : "damaged";
  }
};

/** A member of an archive; `size` overrides what the archive says of it. */
export type Member = {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly stored?: boolean;
  readonly size?: number;
};

function header(
  length: number,
  fields: readonly (readonly [at: number, bytes: 2 | 4, value: number])[],
) {
  const buffer = Buffer.alloc(length);
  for (const [at, bytes, value] of fields)
    if (bytes === 2) buffer.writeUInt16LE(value, at);
    else buffer.writeUInt32LE(value, at);
  return buffer;
}

/** The bytes of a zip archive. */
export function zipOf(members: readonly Member[]): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, stored = false, size } of members) {
    const raw = Buffer.from(content);
    const packed = stored ? raw : deflateRawSync(raw);
    const names = Buffer.from(name);
    const method = stored ? 0 : 8;
    const sizes = [crc32(raw), packed.length, size ?? raw.length] as const;
    const local = header(30, [
      [0, 4, 0x04034b50],
      [8, 2, method],
      [14, 4, sizes[0]],
      [18, 4, sizes[1]],
      [22, 4, sizes[2]],
      [26, 2, names.length],
    ]);
    const central = header(46, [
      [0, 4, 0x02014b50],
      [10, 2, method],
      [16, 4, sizes[0]],
      [20, 4, sizes[1]],
      [24, 4, sizes[2]],
      [28, 2, names.length],
      [42, 4, at],
    ]);
    parts.push(local, names, packed);
    directory.push(central, names);
    at += local.length + names.length + packed.length;
  }
  const listing = Buffer.concat(directory);
  const end = header(22, [
    [0, 4, 0x06054b50],
    [8, 2, members.length],
    [10, 2, members.length],
    [12, 4, listing.length],
    [16, 4, at],
  ]);
  return new Uint8Array(Buffer.concat([...parts, listing, end]));
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function column(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : column(Math.floor(index / 26) - 1) + last;
}

function cellXml(cell: WrittenCell, reference: string, shared: string[]): string {
  if (cell === null) return "";
  const at = `r="${reference}"`;
  if (typeof cell === "string") {
    shared.push(`<si><t xml:space="preserve">${escaped(cell)}</t></si>`);
    return `<c ${at} t="s"><v>${shared.length - 1}</v></c>`;
  }
  if (typeof cell === "number") return `<c ${at}><v>${cell}</v></c>`;
  if (typeof cell === "boolean") return `<c ${at} t="b"><v>${cell ? 1 : 0}</v></c>`;
  if ("inline" in cell) return `<c ${at} t="inlineStr"><is><t>${escaped(cell.inline)}</t></is></c>`;
  if ("date" in cell) return `<c ${at} s="1"><v>${cell.date}</v></c>`;
  if ("percent" in cell) return `<c ${at} s="2"><v>${cell.percent}</v></c>`;
  if ("error" in cell) return `<c ${at} t="e"><f>A1</f><v>${cell.error}</v></c>`;
  if ("runs" in cell) {
    const runs = cell.runs.map((run) => `<r><t xml:space="preserve">${escaped(run)}</t></r>`);
    shared.push(`<si>${runs.join("")}<rPh sb="0" eb="1"><t>reading</t></rPh></si>`);
    return `<c ${at} t="s"><v>${shared.length - 1}</v></c>`;
  }
  const { formula, value } = cell;
  const type = typeof value === "string" ? ' t="str"' : "";
  const stored = value === null ? "" : `<v>${escaped(String(value))}</v>`;
  return `<c ${at}${type}><f>${escaped(formula)}</f>${stored}</c>`;
}

function sheetXml({ rows, merged = [] }: WrittenSheet, shared: string[]): string {
  const lines = rows.map((cells, row) => {
    const inside = cells.map((cell, index) => cellXml(cell, `${column(index)}${row + 1}`, shared));
    return `<row r="${row + 1}">${inside.join("")}</row>`;
  });
  const ranges = merged.map((range) => `<mergeCell ref="${range}"/>`).join("");
  const merges = ranges === "" ? "" : `<mergeCells>${ranges}</mergeCells>`;
  return `<worksheet><sheetData>${lines.join("")}</sheetData>${merges}</worksheet>`;
}

/** The members of a workbook. */
export function workbookMembers(sheets: readonly WrittenSheet[], is1904 = false): Member[] {
  const shared: string[] = [];
  const parts = sheets.map((sheet, index) => ({
    name: `xl/worksheets/sheet${index + 1}.xml`,
    content: sheetXml(sheet, shared),
  }));
  const listed = sheets.map(({ name, state }, index) => {
    const hidden = state === undefined ? "" : ` state="${state}"`;
    const id = `sheetId="${index + 1}"${hidden} r:id="rId${index + 1}"`;
    return `<sheet name="${escaped(name)}" ${id}/>`;
  });
  const links = sheets.map(
    (_, index) => `<Relationship Id="rId${index + 1}" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  return [
    { name: "[Content_Types].xml", content: "<Types/>" },
    {
      name: "xl/workbook.xml",
      content:
        `<workbook><workbookPr date1904="${is1904 ? 1 : 0}"/>` +
        `<sheets>${listed.join("")}</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: `<Relationships>${links.join("")}</Relationships>`,
    },
    {
      name: "xl/styles.xml",
      content:
        '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd;@"/></numFmts>' +
        '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="9"/></cellXfs></styleSheet>',
    },
    { name: "xl/sharedStrings.xml", content: `<sst>${shared.join("")}</sst>` },
    ...parts,
  ];
}

/** The bytes of a workbook. */
export function workbook(sheets: readonly WrittenSheet[], is1904 = false): Uint8Array {
  return zipOf(workbookMembers(sheets, is1904));
}
