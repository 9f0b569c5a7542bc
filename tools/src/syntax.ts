/** What the checks want to know of a source file's syntax, taken from oxc-parser. */
import { parseSync } from "oxc-parser";
import type { ParseResult } from "oxc-parser";

/** A node of the syntax tree, as far as a generic walk needs to know it. */
export type Node = { readonly type: string; readonly start: number; readonly end: number } & {
  readonly [key: string]: unknown;
};

const parsed = new Map<string, { readonly text: string; readonly result: ParseResult }>();

/** Parses a file; the same text under the same name is parsed once. */
export function parse(path: string, text: string): ParseResult {
  const known = parsed.get(path);
  if (known !== undefined && known.text === text) return known.result;
  const result = parseSync(path, text, { preserveParens: false });
  parsed.set(path, { text, result });
  return result;
}

/** Whether an unknown value is a syntax node. */
export function isNode(value: unknown): value is Node {
  return (
    typeof value === "object" &&
    value !== null &&
    "type" in value &&
    typeof value.type === "string" &&
    "start" in value
  );
}

/** Visits every node below `root` with its parent and the parent's key it hangs on. */
export function walk(
  root: unknown,
  visit: (node: Node, parent: Node | null, key: string) => void,
): void {
  const step = (node: Node, parent: Node | null, key: string): void => {
    visit(node, parent, key);
    for (const [name, child] of Object.entries(node)) {
      if (Array.isArray(child)) {
        for (const item of child) if (isNode(item)) step(item, node, name);
      } else if (isNode(child)) step(child, node, name);
    }
  };
  if (isNode(root)) step(root, null, "");
}

/** The line of an offset, counted from 1. */
export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1))
    line += 1;
  return line;
}

/** An import or re-export: what it names, and where; `null` for a computed `import(…)`. */
export type Import = { readonly specifier: string | null; readonly line: number };

/** Every import of a file: static, re-exporting, dynamic, and `import("…")` in types. */
export function importsOf(path: string, text: string): readonly Import[] {
  const { module, program } = parse(path, text);
  const found: Import[] = [];
  const seen = new Set<number>();
  const add = (specifier: string | null, offset: number): void => {
    // An imported name that is exported again points back to the same import.
    if (seen.has(offset)) return;
    seen.add(offset);
    found.push({ specifier, line: lineOf(text, offset) });
  };
  for (const { moduleRequest } of module.staticImports)
    add(moduleRequest.value, moduleRequest.start);
  for (const { entries } of module.staticExports)
    for (const { moduleRequest } of entries)
      if (moduleRequest !== null) add(moduleRequest.value, moduleRequest.start);
  for (const item of module.dynamicImports) {
    const request = text.slice(item.moduleRequest.start, item.moduleRequest.end);
    add(/^(["'`])[^"'`$]*\1$/.test(request) ? request.slice(1, -1) : null, item.start);
  }
  if (text.includes("import(")) {
    walk(program, (node) => {
      if (node.type === "TSImportType" && isNode(node["source"]))
        add(String(node["source"]["value"]), node.start);
    });
  }
  return found;
}
