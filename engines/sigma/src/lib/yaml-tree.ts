/** YAML 1.2 → {@link Tree}, document by document. References and tags are refused. */
import { isAlias, isMap, isScalar, isSeq, parseAllDocuments } from "yaml";
import type { Document, Scalar, YAMLMap } from "yaml";
import type { Reporter } from "./sigma-problem.ts";
import { report } from "./sigma-problem.ts";

/** A value of a document and where it stands (offset in UTF-16 units). */
export type Tree =
  | { readonly kind: "null"; readonly at: number }
  | { readonly kind: "boolean"; readonly at: number; readonly value: boolean }
  /** The number as people write it: whole ones with all their digits. */
  | { readonly kind: "number"; readonly at: number; readonly text: string }
  | { readonly kind: "text"; readonly at: number; readonly text: string }
  | { readonly kind: "list"; readonly at: number; readonly items: readonly Tree[] }
  | MapTree;

/** A map; keys keep their order and stand once. */
export type MapTree = {
  readonly kind: "map";
  readonly at: number;
  readonly entries: readonly TreeEntry[];
};

/** One member of a map. */
export type TreeEntry = { readonly key: string; readonly at: number; readonly value: Tree };

type Walk = { readonly reporter: Reporter; values: number };

/** Thrown inside this file only, after the problem is reported. */
class Broken extends Error {}

function offsetOf(node: unknown): number {
  const range: unknown = Reflect.get(Object(node), "range");
  const at: unknown = Array.isArray(range) ? range[0] : 0;
  return typeof at === "number" ? at : 0;
}

function wordAt(text: string, at: number): string {
  return text.slice(at, at + 20).split(/[\r\n:]/)[0] ?? "";
}

function treeOfScalar({ value, source }: Scalar, at: number): Tree {
  if (value === null || value === undefined) return { kind: "null", at };
  if (typeof value === "boolean") return { kind: "boolean", at, value };
  if (typeof value === "bigint" || typeof value === "number")
    return { kind: "number", at, text: String(value) };
  return { kind: "text", at, text: typeof value === "string" ? value : (source ?? "") };
}

function refuseReferences(walk: Walk, node: unknown): void {
  const tag: unknown = Reflect.get(Object(node), "tag");
  const anchor: unknown = Reflect.get(Object(node), "anchor");
  if (!isAlias(node) && anchor === undefined && tag === undefined) return;
  const at = offsetOf(node);
  const found = wordAt(walk.reporter.text, at);
  report(walk.reporter, "error", at, ["sigma/yaml-reference", { found }]);
  throw new Broken();
}

function keyOf(walk: Walk, key: unknown): string {
  refuseReferences(walk, key);
  if (isScalar(key)) return typeof key.value === "string" ? key.value : (key.source ?? "");
  const at = offsetOf(key);
  report(walk.reporter, "error", at, ["sigma/yaml", { found: wordAt(walk.reporter.text, at) }]);
  throw new Broken();
}

/** Members of a map, each name once. The library would compare every two of them. */
function entriesOf(walk: Walk, node: YAMLMap, depth: number): readonly TreeEntry[] {
  const seen = new Set<string>();
  return node.items.map(({ key: given, value }): TreeEntry => {
    const key = keyOf(walk, given);
    const at = offsetOf(given);
    if (seen.has(key)) {
      report(walk.reporter, "error", at, ["sigma/yaml-duplicate", { name: key }]);
      throw new Broken();
    }
    seen.add(key);
    return { key, at, value: treeOf(walk, value, depth + 1) };
  });
}

function treeOf(walk: Walk, node: unknown, depth: number): Tree {
  const { reporter } = walk;
  const at = offsetOf(node);
  walk.values += 1;
  const what = walk.values > reporter.limits.values ? "values" : "depth";
  if (what === "values" || depth > reporter.limits.depth) {
    report(reporter, "error", at, ["sigma/too-large", { what, limit: reporter.limits[what] }]);
    throw new Broken();
  }
  refuseReferences(walk, node);
  if (isMap(node)) return { kind: "map", at, entries: entriesOf(walk, node, depth) };
  if (isSeq(node))
    return { kind: "list", at, items: node.items.map((item) => treeOf(walk, item, depth + 1)) };
  return isScalar(node) ? treeOfScalar(node, at) : { kind: "null", at };
}

function treeOfDocument(walk: Walk, document: Document.Parsed): Tree | null {
  const { reporter } = walk;
  for (const { pos } of document.errors)
    report(reporter, "error", pos[0], ["sigma/yaml", { found: wordAt(reporter.text, pos[0]) }]);
  if (document.errors.length > 0) return null;
  try {
    return treeOf(walk, document.contents, 0);
  } catch (error) {
    if (error instanceof Broken) return null;
    throw error;
  }
}

/** The documents of the reporter's text that can be read; what cannot is reported. Linear. */
export function readYaml(reporter: Reporter): readonly Tree[] {
  const { text, limits } = reporter;
  const tooLarge = (what: "characters" | "documents"): readonly Tree[] => {
    report(reporter, "error", 0, ["sigma/too-large", { what, limit: limits[what] }]);
    return [];
  };
  if (text.length > limits.characters) return tooLarge("characters");
  const documents = parseAllDocuments(text, {
    intAsBigInt: true,
    logLevel: "error",
    prettyErrors: false,
    strict: true,
    uniqueKeys: false,
  });
  if (!Array.isArray(documents)) return [];
  if (documents.length > limits.documents) return tooLarge("documents");
  const walk: Walk = { reporter, values: 0 };
  return documents.flatMap((document) => {
    const tree = treeOfDocument(walk, document);
    return tree === null || tree.kind === "null" ? [] : [tree];
  });
}
