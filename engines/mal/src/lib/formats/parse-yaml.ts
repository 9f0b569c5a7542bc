/** YAML 1.2 → {@link Tree}. One document; references are followed within the limit of values. */
import { isAlias, isMap, isScalar, isSeq, parseDocument, visit } from "yaml";
import type { Alias, Document, Node, Scalar } from "yaml";
import type { FormatReporter } from "./problems.ts";
import { reportFormat } from "./problems.ts";
import type { Tree, TreeEntry } from "./tree.ts";

type Walk = {
  readonly reporter: FormatReporter;
  /** What each reference means. */
  readonly meant: ReadonlyMap<Alias, Node>;
  /** How many values there may be, those of references counted wherever they stand. */
  readonly most: number;
  values: number;
};

/**
 * However many values a document may have, references may not make it much larger than its text: a
 * value that is written takes a sign at least.
 */
const fewest = 100_000;

/**
 * What each reference means: the last anchor of its name before it. Linear, where the library's own
 * look-up goes through the document for each.
 */
function meanings(document: Document): ReadonlyMap<Alias, Node> {
  const anchors = new Map<string, Node>();
  const meant = new Map<Alias, Node>();
  visit(document, {
    Node: (_key, node) => {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.set(node.anchor, node);
        return;
      }
      const found = anchors.get(node.source);
      if (found !== undefined) meant.set(node, found);
    },
  });
  return meant;
}

/** Thrown inside this file only. */
class Broken extends Error {}

function beyond({ reporter, most }: Walk, what: "depth" | "values", at: number): never {
  const limit = what === "values" ? most : reporter.limits.depth;
  reportFormat(reporter, "error", at, ["mal/document-limit", { what, limit }]);
  throw new Broken();
}

function offsetOf(node: unknown): number {
  const range: unknown = Reflect.get(Object(node), "range");
  const at: unknown = Array.isArray(range) ? range[0] : 0;
  return typeof at === "number" ? at : 0;
}

function treeOfScalar({ value, source }: Scalar, at: number): Tree {
  if (value === null || value === undefined) return { kind: "null", at };
  if (typeof value === "boolean") return { kind: "boolean", at, value };
  if (typeof value === "number" || typeof value === "bigint")
    return { kind: "number", at, text: source ?? String(value) };
  return { kind: "text", at, text: typeof value === "string" ? value : (source ?? "") };
}

function keyOf(walk: Walk, key: unknown): string {
  const node = isAlias(key) ? walk.meant.get(key) : key;
  if (isScalar(node)) return node.source ?? String(node.value);
  reportFormat(walk.reporter, "error", offsetOf(key), ["mal/document-syntax", { found: "?" }]);
  throw new Broken();
}

function treeOf(walk: Walk, found: unknown, depth: number): Tree {
  const at = offsetOf(found);
  walk.values += 1;
  if (walk.values > walk.most) beyond(walk, "values", at);
  if (depth > walk.reporter.limits.depth) beyond(walk, "depth", at);
  const node = isAlias(found) ? walk.meant.get(found) : (found as Node | null);
  if (isMap(node)) {
    const entries: TreeEntry[] = [];
    const keys = new Set<string>();
    for (const { key: given, value } of node.items) {
      const [key, keyAt] = [keyOf(walk, given), offsetOf(given)];
      if (keys.has(key))
        reportFormat(walk.reporter, "error", keyAt, ["mal/document-duplicate", { member: key }]);
      keys.add(key);
      entries.push({ key, at: keyAt, value: treeOf(walk, value, depth + 1) });
    }
    return { kind: "map", at, entries };
  }
  if (isSeq(node))
    return { kind: "list", at, items: node.items.map((item) => treeOf(walk, item, depth + 1)) };
  return isScalar(node) ? treeOfScalar(node, at) : { kind: "null", at };
}

/** Deep nesting would exhaust the library's stack: brackets and indents are counted before. */
function deepest(text: string): number {
  let [open, most] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 91 || unit === 123) open += 1;
    else if ((unit === 93 || unit === 125) && open > 0) open -= 1;
    if (open > most) most = open;
  }
  for (const [blanks] of text.matchAll(/^(?:[ ]*(?:[-?] )+| +)/gm))
    if (blanks.length / 2 > most) most = blanks.length / 2;
  return most;
}

/** Parses the reporter's text; null after a problem that ends the reading. */
export function parseYaml(reporter: FormatReporter): Tree | null {
  const { text, limits } = reporter;
  if (deepest(text) > limits.depth) {
    const args = { what: "depth", limit: limits.depth } as const;
    reportFormat(reporter, "error", 0, ["mal/document-limit", args]);
    return null;
  }
  const document = parseDocument(text, {
    intAsBigInt: true,
    prettyErrors: false,
    strict: true,
    // The library compares each key with all before it; the tree looks them up.
    uniqueKeys: false,
    logLevel: "error",
  });
  for (const { pos } of document.errors)
    reportFormat(reporter, "error", pos[0], [
      "mal/document-syntax",
      { found: wordAt(text, pos[0]) },
    ]);
  if (document.errors.length > 0) return null;
  try {
    const most = Math.min(limits.values, Math.max(fewest, text.length));
    const walk = { reporter, meant: meanings(document), most, values: 0 };
    const tree = treeOf(walk, document.contents, 0);
    return reporter.failed ? null : tree;
  } catch (error) {
    if (error instanceof Broken) return null;
    throw error;
  }
}

function wordAt(text: string, at: number): string {
  return text.slice(at, at + 20).split(/[\r\n:]/)[0] ?? "";
}
