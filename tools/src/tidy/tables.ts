/**
 * A table of words is a plain object, and every plain object answers to `constructor`, `toString`
 * and `__proto__` besides. Tables of a module are therefore asked through `own` or `Object.hasOwn`.
 */
import { isNode, lineOf, parse, walk } from "../syntax.ts";
import type { Node } from "../syntax.ts";
import { isSource, isTest } from "../tree.ts";
import type { Finding, Tree } from "../tree.ts";

/** A place where a table is asked with a word that the source does not spell out. */
export type Asked = {
  readonly table: string;
  readonly start: number;
  readonly end: number;
  /** The word asked, as an expression. */
  readonly word: string;
};

/** Rooms that words from outside come to. */
const inHouse = /^(?:kernel|engines|knowledge|platform|apps)\/(?:.*\/)?src\//;
const tableType = /^(?:Readonly<|Partial<)*Record<\s*string\s*,/;

function isLooked(path: string): boolean {
  return isSource(path) && !isTest(path) && inHouse.test(path) && !/\/test\//.test(path);
}

/** Names of the tables that a file declares at its top level, exported ones apart. */
function tablesIn(path: string, text: string) {
  const [all, exported] = [new Set<string>(), new Set<string>()];
  for (const statement of parse(path, text).program.body as unknown as readonly Node[]) {
    const isExported = statement.type === "ExportNamedDeclaration";
    const declared = isExported ? statement["declaration"] : statement;
    if (!isNode(declared) || declared.type !== "VariableDeclaration") continue;
    for (const one of declared["declarations"] as readonly Node[]) {
      const { id, init } = one;
      const value = isNode(init) && init.type === "TSAsExpression" ? init["expression"] : init;
      const annotation = isNode(id) ? id["typeAnnotation"] : null;
      if (!isNode(id) || !isNode(annotation) || !isNode(value)) continue;
      const type = text.slice(annotation.start, annotation.end).replace(/^:\s*/, "");
      if (value.type !== "ObjectExpression" || !tableType.test(type)) continue;
      all.add(String(id["name"]));
      if (isExported) exported.add(String(id["name"]));
    }
  }
  return { all, exported };
}

function asksOwn(node: Node, table: string): boolean {
  const { callee } = node;
  if (node.type !== "CallExpression" || !isNode(callee)) return false;
  const [first] = node["arguments"] as readonly Node[];
  const property = callee["property"];
  return isNode(property) && property["name"] === "hasOwn" && first?.["name"] === table;
}

/** Where these tables are asked without looking whether the word is theirs. */
export function askedOpenly(path: string, text: string, tables: ReadonlySet<string>) {
  const guarded: (readonly [start: number, end: number, table: string])[] = [];
  const found: Asked[] = [];
  const { program } = parse(path, text);
  walk(program, (node) => {
    const { test, consequent } = node;
    if (node.type === "ConditionalExpression" && isNode(test) && isNode(consequent))
      for (const table of tables)
        if (asksOwn(test, table)) guarded.push([consequent.start, consequent.end, table]);
    if (node.type !== "MemberExpression" || node["computed"] !== true) return;
    const { object, property } = node;
    if (!isNode(object) || !isNode(property) || property.type === "Literal") return;
    const table = String(object["name"]);
    if (object.type !== "Identifier" || !tables.has(table)) return;
    const word = text.slice(property.start, property.end);
    found.push({ table, start: node.start, end: node.end, word });
  });
  return found.filter(
    ({ table, start, end }) =>
      !guarded.some(([from, to, name]) => name === table && from <= start && end <= to),
  );
}

/** Tables by file that are in scope there: its own, and those it imports. */
export function tablesInScope(tree: Tree): ReadonlyMap<string, ReadonlySet<string>> {
  const exported = new Set<string>();
  const scope = new Map<string, Set<string>>();
  for (const [path, text] of tree) {
    if (!isLooked(path) || !text.includes("Record<")) continue;
    const found = tablesIn(path, text);
    scope.set(path, found.all);
    for (const name of found.exported) exported.add(name);
  }
  for (const [path, text] of tree) {
    if (!isLooked(path)) continue;
    for (const { entries } of parse(path, text).module.staticImports)
      for (const { localName } of entries)
        if (exported.has(localName.value)) {
          const names = scope.get(path) ?? new Set<string>();
          scope.set(path, names.add(localName.value));
        }
  }
  return scope;
}

/** Finds them in everything but tests. */
export function checkTables(tree: Tree): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [path, tables] of tablesInScope(tree)) {
    const text = tree.get(path) ?? "";
    for (const { table, start, word } of askedOpenly(path, text, tables))
      findings.push({
        rule: "open-table",
        file: `${path}:${lineOf(text, start)}`,
        what: `${table}[${word}] answers to words of every object: ask own(${table}, ${word})`,
      });
  }
  return findings;
}
