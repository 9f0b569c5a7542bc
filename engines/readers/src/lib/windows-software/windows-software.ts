/**
 * Reads lists of software on Windows: the registry's uninstall keys as `Export-Csv` writes them,
 * and Intune's discovered apps. Names are the suppliers' own; nothing is guessed here.
 */
import { withinLimits } from "../gathering.ts";
import { sayListed } from "../inventory/listed.ts";
import { beginFile, endFile } from "../machine-reading.ts";
import { delimiterOf, openTable } from "../opening/table-file.ts";
import type { HeadedRow } from "../opening/table-file.ts";
import type { Reading, ReaderInput } from "../reading.ts";

/** The columns of one kind of list. */
type Columns = { readonly name: string; readonly vendor: string; readonly version: string };

const kinds: readonly Columns[] = [
  { name: "DisplayName", vendor: "Publisher", version: "DisplayVersion" },
  { name: "ApplicationName", vendor: "ApplicationPublisher", version: "ApplicationVersion" },
  { name: "Application name", vendor: "Application publisher", version: "Application version" },
];

/** The headings of a kind, by which a file is recognised. */
export function windowsHeadings(text: string): readonly string[] | null {
  const all = kinds.map((one) => Object.values(one));
  return all.find((headings) => delimiterOf(withoutType(text), headings) !== null) ?? null;
}

/** Windows PowerShell writes a line of its own before the headings. */
function withoutType(text: string): string {
  return text.replace(/^\uFEFF?#TYPE [^\r\n]{0,200}\r?\n/, "");
}

/** The version that some suppliers repeat at the end of the name is no part of it. */
function nameOf(name: string, version: string): string {
  if (version === "" || !name.endsWith(version)) return name;
  return name.slice(0, -version.length).replace(/[\s,(v-]+$/i, "");
}

function typeLineBytes(bytes: Uint8Array): number {
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const sign = [0x23, 0x54, 0x59, 0x50, 0x45, 0x20];
  if (!sign.every((code, at) => bytes[mark + at] === code)) return 0;
  const end = bytes.subarray(0, 300).indexOf(0x0a);
  return end + 1;
}

function readRow(row: HeadedRow, columns: Columns): Parameters<typeof sayListed>[1] {
  const version = row.cell(columns.version);
  return {
    name: nameOf(row.cell(columns.name), version),
    version,
    vendor: row.cell(columns.vendor),
    purl: "",
    cpes: [],
    source: "",
    place: row.place(columns.name),
  };
}

/** Reads a file as a list of software on Windows. Rows without a name (updates) are left out. */
export function readWindowsSoftware(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const from = typeLineBytes(input.bytes);
    const table = { ...input, bytes: input.bytes.subarray(from) };
    for (const columns of kinds) {
      const opened = openTable(table, Object.values(columns));
      if ("ok" in opened) {
        if (columns === kinds.at(-1) || opened.problems[0]?.code !== "readers/unrecognised")
          return opened;
        continue;
      }
      const { rows, decodedAs } = opened;
      const file = beginFile(input, {
        reader: "windows-software",
        made: "",
        report: "configuration",
        decodedAs,
      });
      file.into.work += input.bytes.length;
      for (const row of rows) {
        if (row.cell(columns.name) !== "") sayListed(file, readRow(row, columns));
        else file.leftOut.set("?", (file.leftOut.get("?") ?? 0) + 1);
      }
      return endFile(file);
    }
    return openTable(table, []) as Reading;
  });
}
