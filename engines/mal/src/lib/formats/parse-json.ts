/** JSON → {@link Tree}: strict, with places, refusing members given twice. Total; linear. */
import type { FormatReporter } from "./problems.ts";
import { reportFormat } from "./problems.ts";
import type { Tree, TreeEntry } from "./tree.ts";

type Scan = {
  readonly reporter: FormatReporter;
  readonly text: string;
  at: number;
  values: number;
};

/** Thrown inside this file only: the rest of a broken document says nothing. */
class Broken extends Error {}

function broken(scan: Scan): never {
  const found = scan.text.slice(scan.at, scan.at + 20).split(/[\r\n]/)[0] ?? "";
  reportFormat(scan.reporter, "error", Math.min(scan.at, scan.text.length), [
    "mal/document-syntax",
    { found },
  ]);
  throw new Broken();
}

function beyond(scan: Scan, what: "depth" | "values"): never {
  const limit = scan.reporter.limits[what];
  reportFormat(scan.reporter, "error", scan.at, ["mal/document-limit", { what, limit }]);
  throw new Broken();
}

function skipBlanks(scan: Scan): void {
  const { text } = scan;
  for (;;) {
    const unit = text.charCodeAt(scan.at);
    if (unit !== 32 && unit !== 10 && unit !== 13 && unit !== 9) return;
    scan.at += 1;
  }
}

function accept(scan: Scan, symbol: string): boolean {
  skipBlanks(scan);
  if (scan.text[scan.at] !== symbol) return false;
  scan.at += 1;
  return true;
}

function readString(scan: Scan): string {
  const { text, at } = scan;
  let end = at + 1;
  let isPlain = true;
  for (; end < text.length && text[end] !== '"'; end += 1) {
    if (text[end] === "\\") {
      isPlain = false;
      end += 1;
    } else if (text.charCodeAt(end) < 32) {
      scan.at = end;
      broken(scan);
    }
  }
  if (end >= text.length) broken(scan);
  scan.at = end + 1;
  if (isPlain) return text.slice(at + 1, end);
  try {
    return JSON.parse(text.slice(at, end + 1)) as string;
  } catch {
    scan.at = at;
    return broken(scan);
  }
}

function readMap(scan: Scan, at: number, depth: number): Tree {
  const entries: TreeEntry[] = [];
  const keys = new Set<string>();
  scan.at += 1;
  if (accept(scan, "}")) return { kind: "map", at, entries };
  do {
    skipBlanks(scan);
    const keyAt = scan.at;
    if (scan.text[keyAt] !== '"') broken(scan);
    const key = readString(scan);
    if (keys.has(key))
      reportFormat(scan.reporter, "error", keyAt, ["mal/document-duplicate", { member: key }]);
    keys.add(key);
    if (!accept(scan, ":")) broken(scan);
    entries.push({ key, at: keyAt, value: readValue(scan, depth + 1) });
  } while (accept(scan, ","));
  if (!accept(scan, "}")) broken(scan);
  return { kind: "map", at, entries };
}

function readList(scan: Scan, at: number, depth: number): Tree {
  const items: Tree[] = [];
  scan.at += 1;
  if (accept(scan, "]")) return { kind: "list", at, items };
  do items.push(readValue(scan, depth + 1));
  while (accept(scan, ","));
  if (!accept(scan, "]")) broken(scan);
  return { kind: "list", at, items };
}

const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;

function readValue(scan: Scan, depth: number): Tree {
  skipBlanks(scan);
  const { text, at, reporter } = scan;
  scan.values += 1;
  if (scan.values > reporter.limits.values) beyond(scan, "values");
  if (depth > reporter.limits.depth) beyond(scan, "depth");
  const first = text[at];
  if (first === "{") return readMap(scan, at, depth);
  if (first === "[") return readList(scan, at, depth);
  if (first === '"') return { kind: "text", at, text: readString(scan) };
  for (const word of ["true", "false", "null"] as const)
    if (text.startsWith(word, at)) {
      scan.at += word.length;
      return word === "null"
        ? { kind: "null", at }
        : { kind: "boolean", at, value: word === "true" };
    }
  number.lastIndex = at;
  const found = number.exec(text)?.[0];
  if (found === undefined) return broken(scan);
  scan.at += found.length;
  return { kind: "number", at, text: found };
}

/** Parses the reporter's text; null after a problem that ends the reading. */
export function parseJson(reporter: FormatReporter): Tree | null {
  const scan = { reporter, text: reporter.text, at: 0, values: 0 };
  if (reporter.text.startsWith("\uFEFF")) scan.at = 1;
  try {
    const tree = readValue(scan, 0);
    skipBlanks(scan);
    if (scan.at < reporter.text.length) broken(scan);
    return tree;
  } catch (error) {
    if (error instanceof Broken) return null;
    throw error;
  }
}
