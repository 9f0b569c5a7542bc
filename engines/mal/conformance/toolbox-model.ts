/** Models in the toolbox's YAML, as far as its samples go: nested maps of plain values. */
import type { InstanceModel } from "../src/index.ts";

type Tree = { readonly [key: string]: Tree | string };

/** Block maps by indentation; lists and flow values are kept as text, which no sample needs. */
function parseBlocks(text: string): Tree {
  const root: Record<string, Tree | string> = {};
  const open = [{ indent: -1, tree: root }];
  for (const line of text.split(/\r?\n/)) {
    const [, blanks = "", key, value = ""] = /^( *)([^-\s#][^#]*?):(?: (.*))?$/.exec(line) ?? [];
    if (key === undefined) continue;
    while ((open.at(-1)?.indent ?? -1) >= blanks.length) open.pop();
    const parent = open.at(-1)?.tree ?? root;
    const name = key.replace(/^(['"])(.*)\1$/, "$2");
    if (value !== "") parent[name] = value.replace(/^(['"])(.*)\1$/, "$2");
    else {
      const tree: Record<string, Tree | string> = {};
      parent[name] = tree;
      open.push({ indent: blanks.length, tree });
    }
  }
  return root;
}

function treeOf(value: Tree | string | undefined): Tree {
  return typeof value === "object" ? value : {};
}

function textOf(value: Tree | string | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The model, assets being called by their names, as in the toolbox's graphs. */
export function toolboxModel(text: string): InstanceModel {
  const listed = Object.entries(treeOf(parseBlocks(text)["assets"])).map(([id, value]) => ({
    id,
    asset: treeOf(value),
  }));
  const names = new Map(listed.map(({ id, asset }) => [id, textOf(asset["name"])]));
  const assets = listed.map(({ asset }) => ({
    id: textOf(asset["name"]),
    type: textOf(asset["type"]),
    name: textOf(asset["name"]),
    defences: Object.fromEntries(
      Object.entries(treeOf(asset["defenses"])).map(([step, on]) => [step, Number(on)]),
    ),
  }));
  const links = listed.flatMap(({ asset }) =>
    Object.entries(treeOf(asset["associated_assets"])).flatMap(([field, ends]) =>
      Object.keys(treeOf(ends)).map((to) => ({
        from: textOf(asset["name"]),
        field,
        to: names.get(to) ?? "",
      })),
    ),
  );
  return { name: "model", assets, links };
}
