/** Where the boxes of the map stand: in columns by what they are, people left, services right. */
import type { AssetKind } from "@vallgrav/kernel";
import type { MapNode } from "@vallgrav/platform/api";

/** A box; its upper left corner, in pixels. */
export type PlacedNode = { readonly node: MapNode; readonly x: number; readonly y: number };

/** The laid-out map, in pixels. */
export type PlacedMap = {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
};

/** Size of a box and the space between, pixels. */
export const mapBox = { width: 168, height: 46, across: 34, down: 12, margin: 8 } as const;

/** Kinds from what people do to what the municipality does. */
const columns: readonly (readonly AssetKind[])[] = [
  ["supplier", "organisation", "school", "person"],
  ["account"],
  ["group", "organisational-unit", "container", "group-policy"],
  ["domain", "certificate-authority", "certificate-template", "certificate-store", "zone"],
  ["computer", "software"],
  ["system", "backup"],
  ["information", "service"],
];

/** Boxes one above the other at most; more stand beside. */
const rowsMost = 12;

/** Places every node. Columns that nothing stands in take no room. Linear in the nodes. */
export function placeNodes(nodes: readonly MapNode[]): PlacedMap {
  const filled = columns
    .map((kinds) => kinds.flatMap((kind) => nodes.filter((node) => node.kind === kind)))
    .filter((inside) => inside.length > 0);
  const rows = Math.min(rowsMost, Math.max(0, ...filled.map((inside) => inside.length)));
  const placed: PlacedNode[] = [];
  let column = 0;
  for (const inside of filled) {
    const own = Math.min(rows, inside.length);
    // A short column stands in the middle, where its lines are shortest.
    const above = (rows - own) / 2;
    for (const [at, node] of inside.entries())
      placed.push({
        node,
        x: mapBox.margin + (column + Math.floor(at / own)) * (mapBox.width + mapBox.across),
        y: mapBox.margin + (above + (at % own)) * (mapBox.height + mapBox.down),
      });
    column += Math.ceil(inside.length / own);
  }
  return {
    width: Math.max(0, ...placed.map(({ x }) => x + mapBox.width)) + mapBox.margin,
    height: Math.max(0, ...placed.map(({ y }) => y + mapBox.height)) + mapBox.margin,
    nodes: placed,
  };
}
