/**
 * The public surface of the kernel and each engine, as a golden `api.md` beside its README: every
 * name its doors give away, with its declaration. `--write` renews; read the difference in review.
 */
import { writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { isNode, parse } from "./syntax.ts";
import type { Node } from "./syntax.ts";
import { conclude, readTree, repositoryRoot } from "./tree.ts";
import type { Finding, Report, Tree } from "./tree.ts";
import { packagesOf } from "./workspace.ts";
import type { Package } from "./workspace.ts";

/** Text without comments and with single spaces. */
function squeeze(file: string, text: string, start: number, end: number): string {
  let left = text.slice(start, end);
  for (const { start: from, end: to } of parse(file, text).comments)
    if (from >= start && to <= end) left = left.replace(text.slice(from, to), "");
  return left.replace(/\s+/g, " ").trim();
}

/** A declaration as a caller sees it: functions without body, constants by their type. */
function surface(file: string, text: string, node: Node): string {
  const to = (end: unknown): string =>
    squeeze(file, text, node.start, isNode(end) ? end.start : node.end);
  if (node.type === "FunctionDeclaration") return `${to(node["body"])};`;
  if (node.type !== "VariableDeclaration") return to(null);
  const list: unknown = node["declarations"];
  const parts = (Array.isArray(list) ? list : []).flatMap((one: unknown) => {
    if (!isNode(one) || !isNode(one["id"])) return [];
    const id = one["id"];
    const end = isNode(id["typeAnnotation"]) ? id["typeAnnotation"].end : one.end;
    return [squeeze(file, text, id.start, end)];
  });
  return `${String(node["kind"])} ${parts.join(", ")};`;
}

function namesOf(node: Node): readonly string[] {
  const list: unknown = node["declarations"];
  const ids = Array.isArray(list)
    ? list.map((one: unknown) => (isNode(one) ? one["id"] : null))
    : [node["id"]];
  return ids.flatMap((id: unknown) => (isNode(id) ? [String(id["name"])] : []));
}

function declarations(tree: Tree, file: string): ReadonlyMap<string, string> {
  const text = tree.get(file) ?? "";
  const found = new Map<string, string>();
  for (const statement of parse(file, text).program.body) {
    const inner = "declaration" in statement ? statement.declaration : statement;
    if (!isNode(inner)) continue;
    for (const name of namesOf(inner)) {
      const before = found.get(name);
      const now = surface(file, text, inner);
      found.set(name, before === undefined ? now : `${before}\n${now}`);
    }
  }
  return found;
}

/** Name → declaration of everything a file exports; re-exports are followed inside the tree. */
export function exportsOf(tree: Tree, file: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const own = declarations(tree, file);
  for (const { entries } of parse(file, tree.get(file) ?? "").module.staticExports)
    for (const entry of entries) {
      const from = entry.moduleRequest?.value;
      const name = entry.exportName.name;
      if (from === undefined) {
        if (name !== null) found.set(name, own.get(entry.localName.name ?? name) ?? name);
        continue;
      }
      const target = posix.join(posix.dirname(file), from);
      const theirs = tree.has(target) ? exportsOf(tree, target) : new Map<string, string>();
      if (name !== null) found.set(name, theirs.get(entry.importName.name ?? name) ?? name);
      else for (const [key, value] of theirs) found.set(key, value);
    }
  return found;
}

/** The whole api.md of one package. */
export function renderReport(tree: Tree, one: Package): string {
  const parts = [
    `# Public surface of ${one.name}\n\nWritten by \`node tools/src/api-report.ts --write\`.`,
  ];
  for (const [door, file] of one.doors) {
    const all = [...exportsOf(tree, `${one.folder}/${file}`)].toSorted(([a], [b]) =>
      a < b ? -1 : 1,
    );
    const lines = all.map(([, declaration]) => declaration).join("\n");
    parts.push(`## \`${door}\` (${all.length} names)\n\n\`\`\`ts\n${lines}\n\`\`\``);
  }
  return `${parts.join("\n\n")}\n`;
}

/** Compares each api.md with the sources; `write` is called for every one that differs. */
export function checkApi(tree: Tree, write?: (path: string, text: string) => void): Report {
  const findings: Finding[] = [];
  let read = 0;
  for (const one of packagesOf(tree).values()) {
    if (one.folder !== "kernel" && !one.folder.startsWith("engines/")) continue;
    read += 1;
    const path = `${one.folder}/api.md`;
    const text = renderReport(tree, one);
    if (tree.get(path) === text) continue;
    if (write !== undefined) write(path, text);
    else
      findings.push({ rule: "api", file: path, what: "differs; renew with --write and read it" });
  }
  return { read, unit: "packages", findings };
}

if (import.meta.main) {
  const write = (path: string, text: string): void =>
    writeFileSync(join(repositoryRoot, path), text);
  const shallWrite = process.argv.includes("--write");
  const report = checkApi(readTree(repositoryRoot), shallWrite ? write : undefined);
  process.exitCode = conclude("api-report", report);
}
