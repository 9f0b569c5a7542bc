/**
 * EVTX files against another reader: the same records, and in them the same fields and texts. What
 * that reader made of them stands as sums in evtx-expected.json, written by expected.py from the
 * Rust crate evtx 0.14.0.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import type { EventText, LogRecord } from "../src/index.ts";
import { readEvtx } from "../src/index.ts";
import expectedFile from "./evtx-expected.json" with { type: "json" };

type Comparison = { readonly name: string; readonly passed: boolean; readonly detail: string };
type Sums = readonly (number | string)[];

const expected = new Map<string, Sums>(Object.entries(expectedFile));

function sumOf(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex").slice(0, 16);
}

/** As the other reader writes texts: no spaces at the ends, no braces, microseconds. */
function asTheirs(value: EventText): string {
  if (typeof value !== "string") return value.map(asTheirs).join(" , ");
  const plain = value.replaceAll(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
  if (/^\{[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$/.test(plain)) return plain.slice(1, -1);
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/.test(plain) ? plain.slice(0, 26) : plain;
}

function linesOf({ id, names, values }: LogRecord): readonly string[] {
  return names.flatMap((name, place) => {
    const value = asTheirs(values[place] ?? "");
    return value === "" ? [] : [`${id}\t${name}\t${value}`];
  });
}

/** Sorts by UTF-16 units, as JavaScript does. */
function sumsOf(records: readonly LogRecord[]): Sums {
  const lines = records.flatMap(linesOf).sort();
  return [records.length, lines.length, sumOf(lines.join("\n"))];
}

function compare(shared: string, folder: string): Comparison {
  const names = readdirSync(join(shared, folder), { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => name.endsWith(".evtx")).sort();
  let records = 0;
  let fields = 0;
  const other = files.filter((name) => {
    const bytes = readFileSync(join(shared, folder, name));
    const found: LogRecord[] = [];
    const report = readEvtx(name, bytes, (record) => found.push(record), {
      crc32: (part) => crc32(part),
    });
    const sums = sumsOf(found);
    records += found.length;
    fields += Number(sums[1]);
    return report.problems.length > 0 || expected.get(sumOf(bytes))?.join() !== sums.join();
  });
  return {
    name: `${folder}: every record and field is what another reader finds`,
    passed: files.length > 0 && other.length === 0,
    detail: `${files.length} files, ${records} records, ${fields} fields; other: ${other.join()}`,
  };
}

/** Runs the comparisons. */
export function run(shared: string): readonly Comparison[] {
  return ["sigma-regression_data", "evtx-attack-samples"].map((folder) => compare(shared, folder));
}
