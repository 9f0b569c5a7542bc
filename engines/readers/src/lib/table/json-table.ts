/** From a list of flat JSON objects to a table, or the reading that refuses it. */
import type { Json } from "@vallgrav/kernel";
import { limitsOf, refused } from "../gathering.ts";
import { listOf, member, objectOf, pointerPart } from "../json.ts";
import { scanJson } from "../json-scan.ts";
import { openJson } from "../opening/json-file.ts";
import type { Reading, ReaderInput } from "../reading.ts";
import type { Row } from "./csv.ts";
import type { Match, Matcher } from "./match.ts";
import type { Opened } from "./opened.ts";

/** What stands before the first object of such a list: a bracket, or a member `value` before it. */
const beginning = new RegExp(
  `^\\s{0,64}(?:\\{(?:\\s*"@odata\\.[^"]{1,80}"\\s*:\\s*"?[^",]{0,400}"?,)*` +
    `\\s*"value"\\s*:\\s*)?\\[\\s*(?=\\{)`,
);

/** The end of the object that begins at `at`, or −1. */
function objectEnd(text: string, at: number): number {
  let depth = 0;
  let isInside = false;
  for (let next = at; next < text.length; next += 1) {
    const sign = text.charAt(next);
    if (isInside) {
      if (sign === "\\") next += 1;
      else if (sign === '"') isInside = false;
    } else if (sign === '"') isInside = true;
    else if (sign === "{") depth += 1;
    else if (sign === "}") {
      depth -= 1;
      if (depth === 0) return next + 1;
    }
  }
  return -1;
}

/** The match of a list's first object, by the beginning of the text alone. */
export function matchJson(text: string, matcher: Matcher): Match | null {
  const [start] = beginning.exec(text) ?? [];
  if (start === undefined) return null;
  const end = objectEnd(text, start.length);
  const first = text.slice(start.length, end);
  if (end === -1 || scanJson(first, { depth: 8, stringLength: 65_536 }) !== null) return null;
  const object = objectOf(JSON.parse(first) as Json);
  return object === null ? null : matcher([{ number: 1, cells: Object.keys(object) }]);
}

/** A value as a cell: lists of plain values by bars, nothing of what is nested deeper. */
function cellOf(value: Json | undefined): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const list = listOf(value);
  if (list === null) return "";
  return list
    .filter((one) => typeof one === "string" || typeof one === "number")
    .map(String)
    .join("|");
}

/** Opens a file as a list of flat objects; null where it is none that a shape knows. */
export function openJsonTable(input: ReaderInput, matcher: Matcher): Opened | Reading | null {
  const opened = openJson(input);
  if ("ok" in opened) return opened;
  const limits = limitsOf(input);
  const outer = objectOf(opened.value);
  const list = listOf(outer === null ? opened.value : member(outer, "value")) ?? [];
  const objects = list.map(objectOf);
  const headings = [...new Set(objects.flatMap((one) => (one === null ? [] : Object.keys(one))))];
  if (headings.length > limits.columns)
    return refused(input, "readers/limit", { limit: "columns", max: limits.columns });
  if (list.length >= limits.rows)
    return refused(input, "readers/limit", { limit: "rows", max: limits.rows });
  if ((list.length + 1) * headings.length > limits.cells)
    return refused(input, "readers/limit", { limit: "cells", max: limits.cells });
  const header: Row = { number: 1, cells: headings };
  const match = matcher([header], input.mapping);
  if (match === null) return null;
  const rows = objects.map((object, index): Row => {
    const cell = (heading: string): string =>
      object === null ? "" : cellOf(member(object, heading));
    return { number: index + 2, cells: headings.map(cell) };
  });
  const prefix = outer === null ? "" : "/value";
  const place = (row: number, column: number): string =>
    row === 1 ? prefix : `${prefix}/${row - 2}/${pointerPart(headings[column - 1] ?? "")}`;
  const work = opened.work + objects.length * headings.length;
  const table = { sheet: null, rows: [header, ...rows], place };
  return { tables: [{ table, match }], decodedAs: opened.decodedAs, remarks: [], work };
}
