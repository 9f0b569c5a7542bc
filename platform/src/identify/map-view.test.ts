/** The folded municipality: nothing is lost or counted twice, whatever is open. */
import fc from "fast-check";
import type { Asset, Model, Relation } from "@vallgrav/facts";
import { expect, test } from "vitest";
import type { MapView } from "../api/index.ts";
import { exampleModel } from "../protect/test/example.ts";
import { mapTreeSteps } from "./map-tree.ts";
import { mapView } from "./map-view.ts";
import { atOnce } from "./per-model.ts";

const { model } = exampleModel();
const mapTree = (of: Model) => atOnce(mapTreeSteps(of));
const tree = mapTree(model);

const countOf = (view: MapView): number => view.nodes.reduce((sum, { count }) => sum + count, 0);

function thing(id: string, facts: Readonly<Record<string, unknown>>, isThere = true): Asset {
  const told = Object.entries(facts).map(([name, value]) => [name, { value }]);
  return {
    id,
    kind: id.split("-")[0],
    name: id,
    claims: [],
    facts: Object.fromEntries(told),
    listed: true,
    present: { value: isThere },
  } as unknown as Asset;
}

function relation(kind: string, from: string, to: string, isThere = true): Relation {
  return { id: `${kind}${from}${to}`, kind, from, to, present: { value: isThere } } as never;
}

function modelOf(assets: readonly Asset[], relations: readonly Relation[]): Model {
  return { assets, relations } as unknown as Model;
}

test("[ID50] whichever folder is open, every thing is counted once", () => {
  const present = model.assets.filter((asset) => asset.present.value).length;
  const opened = ["", ...tree.folders.map(({ path }) => path)];
  expect(opened.length).toBeGreaterThan(25);
  for (const open of opened) {
    const view = mapView(tree, open);
    expect([open, countOf(view), view.things]).toEqual([open, present, present]);
    expect(new Set(view.nodes.map(({ id }) => id)).size).toBe(view.nodes.length);
  }
});

test("[ID50] what no source sees any longer is not there, nor are its relations", () => {
  const assets = [thing("zone-1", {}), thing("zone-2", {}, false)];
  const view = mapView(mapTree(modelOf(assets, [relation("may-reach", "zone-1", "zone-2")])), "");
  expect([countOf(view), view.links]).toEqual([1, []]);
});

test("[ID150] a unit named by half a character has its folder, which opens", () => {
  const assets = [thing("system-1", { "owner-organisation": "\ud800" }), thing("system-2", {})];
  const folded = mapTree(modelOf(assets, []));
  const [inner] = folded.folders.filter(({ path }) => path.includes("/"));
  expect(mapView(folded, inner?.path ?? "").open.map(({ id }) => id)).toEqual([
    "system",
    "system/%EF%BF%BD",
  ]);
});

test("[ID51] sums of relations are those counted one by one", () => {
  const names = ["account-1", "account-2", "group-1", "group-2", "computer-1", "zone-1"];
  const ends = fc.tuple(
    fc.constantFrom("member-of", "session-on", "contained-in"),
    fc.constantFrom(...names),
    fc.constantFrom(...names),
    fc.boolean(),
  );
  fc.assert(
    fc.property(fc.array(ends, { maxLength: 40 }), fc.constantFrom("", "account"), (told, open) => {
      const assets = names.map((name) => thing(name, {}));
      const relations = told.map(([kind, from, to, isThere]) => relation(kind, from, to, isThere));
      const folded = mapTree(modelOf(assets, relations));
      const view = mapView(folded, open);
      const nodeOf = (id: string): string =>
        view.nodes.some((node) => node.id === id) ? id : (id.split("-")[0] ?? "");
      const expected = new Map<string, number>();
      for (const { kind, from, to, present } of relations) {
        const [a, b] = [nodeOf(from), nodeOf(to)];
        // Within a kind that is not opened the folders may say more than its name.
        if (kind === "contained-in" || !present.value || a === b) continue;
        expected.set(`${a} ${b}`, (expected.get(`${a} ${b}`) ?? 0) + 1);
      }
      if (told.some(([kind, , , isThere]) => kind === "contained-in" && isThere)) return;
      expect(new Map(view.links.map(({ from, to, count }) => [`${from} ${to}`, count]))).toEqual(
        expected,
      );
    }),
  );
});

test("[ID51] the example's links are told with their kinds, the largest first", () => {
  const { links } = mapView(tree, "");
  const counts = links.map(({ count }) => count);
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  const members = links.find(({ from, to }) => from === "account" && to === "group");
  expect(members?.kinds[0]).toEqual({ kind: "member-of", count: 518 });
  for (const { from, to } of links) expect(from).not.toBe(to);
});

test("[ID52] of many things the most connected are shown, and the rest stands together", () => {
  const view = mapView(tree, "computer/client");
  const inside = view.nodes.filter(({ kind }) => kind === "computer");
  expect(inside.filter(({ what }) => what === "thing")).toHaveLength(40);
  expect(inside.filter(({ what }) => what === "rest")).toHaveLength(2);
  const shown = inside.filter(({ what }) => what === "thing").map(({ id }) => id);
  const degreeOf = (id: string): number =>
    tree.degree[tree.assets.findIndex((asset) => asset.id === id)] ?? 0;
  const degrees = shown.map((id) => degreeOf(id));
  expect(degrees).toEqual(degrees.toSorted((a, b) => b - a));
  expect(view.open.map(({ name, what }) => `${what} ${name}`).slice(0, 2)).toEqual([
    "kind computer",
    "word client",
  ]);
});

test("[ID52] what is no longer there opens what is left of the way to it", () => {
  expect(mapView(tree, "computer/client/nothing").open.map(({ id }) => id)).toContain(
    "computer/client",
  );
  expect(mapView(tree, "nothing/at/all").open).toEqual([]);
  expect(mapView(mapTree(modelOf([], [])), "computer")).toEqual({
    open: [],
    things: 0,
    nodes: [],
    links: [],
  });
});

test("[ID52] units that contain each other in a ring end, and deep ones are cut", () => {
  const ring = modelOf(
    [
      thing("account-1", {}),
      thing("organisational-unit-1", {}),
      thing("organisational-unit-2", {}),
    ],
    [
      relation("contained-in", "account-1", "organisational-unit-1"),
      relation("contained-in", "organisational-unit-1", "organisational-unit-2"),
      relation("contained-in", "organisational-unit-2", "organisational-unit-1"),
    ],
  );
  expect(countOf(mapView(mapTree(ring), "account"))).toBe(3);
  const depth = 60;
  const names = Array.from({ length: depth }, (_, at) => `group-${at}`);
  const deep = modelOf(
    names.map((name) => thing(name, {})),
    names.slice(1).map((name, at) => relation("contained-in", name, names[at] ?? "")),
  );
  const folded = mapTree(deep);
  expect(Math.max(...folded.folders.map(({ path }) => path.split("/").length))).toBe(9);
  expect(countOf(mapView(folded, "group"))).toBe(depth);
});
