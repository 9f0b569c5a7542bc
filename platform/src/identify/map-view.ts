/**
 * One look at the folded municipality: a folder lies open, all else is folded to its kind, and the
 * relations between what is shown are added up. Readable however many things there are.
 */
import type { RelationKind } from "@vallgrav/kernel";
import type { MapLink, MapNode, MapView } from "../api/map.ts";
import type { Folder, MapTree } from "./map-tree.ts";

/** Folders or things of the open folder that are shown one by one; the rest stands together. */
const shownMost = 40;
/** Kinds of relation told of one link. */
const kindsMost = 6;

type Shown = {
  readonly nodes: MapNode[];
  /** Node of each folder, −1 where it is not shown and nothing around it is. */
  readonly ofFolder: Int32Array;
  /** Nodes of things that are shown by themselves, by place. */
  readonly ofThing: Map<number, number>;
};

/** A map while nothing is known. */
export const emptyMap: MapView = { open: [], things: 0, nodes: [], links: [] };

/** A folder that only holds one other says nothing: the one inside stands for it. */
function unwrap(tree: MapTree, at: number): number {
  let place = at;
  for (;;) {
    const folder = tree.folders[place];
    const [only] = folder?.folders ?? [];
    if (folder?.folders.length !== 1 || folder.things.length > 0 || only === undefined)
      return place;
    place = only;
  }
}

function folderNode(tree: MapTree, at: number): MapNode | null {
  const folder = tree.folders[at];
  if (folder === undefined) return null;
  const { path, kind, name, naming, count } = folder;
  return { id: path, kind, name, what: naming, count, canOpen: true };
}

/** The open folder and those around it, outermost first; empty where nothing is open. */
function openFolders(tree: MapTree, open: string): readonly Folder[] {
  const parts = open.split("/");
  // What is no longer there opens what is left of the way to it.
  for (let length = parts.length; length > 0; length -= 1) {
    const found = tree.byPath.get(parts.slice(0, length).join("/"));
    if (found === undefined) continue;
    const way: Folder[] = [];
    for (let at = unwrap(tree, found); at >= 0; at = tree.folders[at]?.around ?? -1) {
      const folder = tree.folders[at];
      if (folder !== undefined) way.unshift(folder);
    }
    return way;
  }
  return [];
}

/** Shows the folders and things of the open folder; what is beyond the limit stands together. */
function unfold(tree: MapTree, open: Folder, shown: Shown): void {
  const inside = [...open.folders].sort(
    (a, b) => (tree.folders[b]?.count ?? 0) - (tree.folders[a]?.count ?? 0) || a - b,
  );
  for (const at of inside.slice(0, shownMost)) {
    const node = folderNode(tree, unwrap(tree, at));
    if (node === null) continue;
    shown.ofFolder[at] = shown.nodes.push(node) - 1;
  }
  const things = [...open.things].sort(
    (a, b) => (tree.degree[b] ?? 0) - (tree.degree[a] ?? 0) || a - b,
  );
  const room = Math.max(0, shownMost - inside.length);
  for (const at of things.slice(0, room)) {
    const asset = tree.assets[at];
    if (asset === undefined) continue;
    const { id, kind, name } = asset;
    shown.ofThing.set(
      at,
      shown.nodes.push({ id, kind, name, what: "thing", count: 1, canOpen: false }) - 1,
    );
  }
}

/**
 * Adds one node for all of a kind that is not shown otherwise, where there is any: what lies beside
 * the open folder, and what was beyond the limit.
 */
function foldRest(tree: MapTree, way: readonly Folder[], shown: Shown): void {
  const open = way.at(-1);
  const outermost = way[0];
  if (open === undefined || outermost === undefined) return;
  const told = shown.nodes.reduce(
    (sum, { kind, count }) => (kind === open.kind ? sum + count : sum),
    0,
  );
  const inside = open.count - told;
  const beside = outermost.count - open.count;
  const rest = (id: string, count: number): number =>
    shown.nodes.push({ id, kind: open.kind, name: "", what: "rest", count, canOpen: false }) - 1;
  const openAt = tree.byPath.get(open.path) ?? -1;
  if (inside > 0) shown.ofFolder[openAt] = rest(`${open.path}/*`, inside);
  if (beside > 0)
    shown.ofFolder[tree.byPath.get(outermost.path) ?? -1] = rest(`${outermost.path}/**`, beside);
}

/** Gives every folder the node of the nearest one around it that has one. */
function inherit(tree: MapTree, ofFolder: Int32Array): void {
  for (const [at, { around }] of tree.folders.entries())
    if (ofFolder[at] === -1 && around >= 0) ofFolder[at] = ofFolder[around] ?? -1;
}

function linksOf(tree: MapTree, shown: Shown): readonly MapLink[] {
  const nodeOf = Int32Array.from(
    tree.folderOf,
    (folder, at) => shown.ofThing.get(at) ?? shown.ofFolder[folder] ?? -1,
  );
  const links = new Map<number, Map<RelationKind, number>>();
  for (const [at, kind] of tree.kinds.entries()) {
    const from = nodeOf[tree.from[at] ?? 0] ?? -1;
    const to = nodeOf[tree.to[at] ?? 0] ?? -1;
    if (from < 0 || to < 0 || from === to) continue;
    const key = from * shown.nodes.length + to;
    const known = links.get(key) ?? new Map<RelationKind, number>();
    known.set(kind, (known.get(kind) ?? 0) + 1);
    links.set(key, known);
  }
  return [...links]
    .map(([key, counts]): MapLink => {
      const kinds = [...counts]
        .map(([kind, count]) => ({ kind, count }))
        .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
      return {
        from: shown.nodes[Math.floor(key / shown.nodes.length)]?.id ?? "",
        to: shown.nodes[key % shown.nodes.length]?.id ?? "",
        count: kinds.reduce((sum, { count }) => sum + count, 0),
        kinds: kinds.slice(0, kindsMost),
      };
    })
    .sort((a, b) => b.count - a.count || (`${a.from}\n${a.to}` < `${b.from}\n${b.to}` ? -1 : 1));
}

/**
 * Looks at the municipality with one folder open.
 * @param open path of a folder, or empty for none; what is not there opens what is left of it
 */
export function mapView(tree: MapTree, open: string): MapView {
  const way = openFolders(tree, open);
  const shown: Shown = {
    nodes: [],
    ofFolder: new Int32Array(tree.folders.length).fill(-1),
    ofThing: new Map(),
  };
  for (const [at, { around }] of tree.folders.entries()) {
    const node =
      around < 0 && at !== tree.byPath.get(way[0]?.path ?? "") ? folderNode(tree, at) : null;
    if (node !== null) shown.ofFolder[at] = shown.nodes.push(node) - 1;
  }
  const last = way.at(-1);
  if (last !== undefined) unfold(tree, last, shown);
  foldRest(tree, way, shown);
  inherit(tree, shown.ofFolder);
  return {
    open: way.map(({ path, name, naming, kind }) => ({ id: path, name, what: naming, kind })),
    things: tree.assets.length,
    nodes: shown.nodes,
    links: linksOf(tree, shown),
  };
}
