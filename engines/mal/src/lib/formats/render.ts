/** {@link Tree} → text: JSON in the two layouts of other tools, and YAML. Same tree, same bytes. */
import type { Tree } from "./tree.ts";

/** How JSON is laid out: blanks per level, and whether an empty map or list takes two lines. */
export type JsonLayout = { readonly indent: number; readonly openEmpty: boolean };

/** As malc writes `langspec.json`. */
export const malcLayout: JsonLayout = { indent: 2, openEmpty: true };

/** As the toolbox writes models and graphs. */
export const toolboxLayout: JsonLayout = { indent: 4, openEmpty: false };

function write(tree: Tree, layout: JsonLayout, level: number, out: string[]): void {
  if (tree.kind === "map" || tree.kind === "list") {
    writeMany(tree, layout, level, out);
    return;
  }
  if (tree.kind === "text") out.push(JSON.stringify(tree.text));
  else if (tree.kind === "number") out.push(tree.text);
  else out.push(tree.kind === "null" ? "null" : String(tree.value));
}

type Many = Extract<Tree, { readonly kind: "map" | "list" }>;

function writeMany(tree: Many, layout: JsonLayout, level: number, out: string[]): void {
  const [open, close] = tree.kind === "map" ? ["{", "}"] : ["[", "]"];
  const size = tree.kind === "map" ? tree.entries.length : tree.items.length;
  const inner = `\n${" ".repeat(layout.indent * (level + 1))}`;
  const outer = `\n${" ".repeat(layout.indent * level)}`;
  if (size === 0) {
    out.push(layout.openEmpty ? `${open}${outer}${close}` : `${open}${close}`);
    return;
  }
  out.push(open);
  for (let index = 0; index < size; index += 1) {
    out.push(index === 0 ? inner : `,${inner}`);
    if (tree.kind === "list") write(tree.items[index] ?? tree, layout, level + 1, out);
    else {
      const entry = tree.entries[index];
      if (entry === undefined) continue;
      out.push(`${JSON.stringify(entry.key)}: `);
      write(entry.value, layout, level + 1, out);
    }
  }
  out.push(`${outer}${close}`);
}

/** JSON text, ending without a line break, as both tools write it. Linear. */
export function renderJson(tree: Tree, layout: JsonLayout): string {
  const out: string[] = [];
  write(tree, layout, 0, out);
  return out.join("");
}

/** Whole numbers stay bare, since ids are numbers for the toolbox; all other keys are quoted. */
function yamlKey(key: string): string {
  return /^(?:0|-?[1-9][0-9]*)$/.test(key) ? key : JSON.stringify(key);
}

function isEmpty(tree: Tree): boolean {
  return (
    (tree.kind === "map" && tree.entries.length === 0) ||
    (tree.kind === "list" && tree.items.length === 0)
  );
}

function writeYaml(tree: Tree, indent: string, out: string[]): void {
  if (tree.kind === "map")
    for (const { key, value } of tree.entries)
      writeYamlItem(`${yamlKey(key)}:`, value, indent, out);
  else if (tree.kind === "list")
    for (const item of tree.items) writeYamlItem("-", item, indent, out);
  else out.push(indent, renderJson(tree, toolboxLayout), "\n");
}

function writeYamlItem(head: string, value: Tree, indent: string, out: string[]): void {
  const isBlock = (value.kind === "map" || value.kind === "list") && !isEmpty(value);
  if (!isBlock) {
    out.push(`${indent}${head} ${renderJson(value, toolboxLayout)}\n`);
    return;
  }
  out.push(`${indent}${head}\n`);
  writeYaml(value, `${indent}  `, out);
}

/** YAML text in block style. Linear. */
export function renderYaml(tree: Tree): string {
  if (isEmpty(tree)) return `${renderJson(tree, toolboxLayout)}\n`;
  const out: string[] = [];
  writeYaml(tree, "", out);
  return out.join("");
}
