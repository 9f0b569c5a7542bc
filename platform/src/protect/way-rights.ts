/**
 * The access rights that ways go over: what an administrator can take away without buying anything.
 * A right is on a way where the way's proof steps from its holder, acting, to the very step that
 * the right opens on its object.
 */
import { isThere, type Model } from "@vallgrav/facts";
import type { AssetKind, DirectoryRight, Text } from "@vallgrav/kernel";
import { fieldsOfRight, stepOfRightField } from "@vallgrav/knowledge";
import { nodeKind } from "@vallgrav/mal";
import type { WayRight } from "../api/index.ts";
import type { Prepared } from "./setting.ts";
import type { FoundWay } from "./tasks.ts";
import { assetOf, wordsOf } from "./ways.ts";

/** Rights shown. */
const shown = 50;

/** A step of ways from one who acts to what a right could open. */
export type Crossing = {
  readonly holder: WayRight["holder"];
  readonly object: WayRight["object"];
  readonly step: string;
  readonly words: Text;
  /** Share of the runs that fell. */
  readonly frequency: number;
};

const opened: ReadonlySet<string> = new Set(Object.values(stepOfRightField));

/**
 * What a step of a way follows from: the earliest of the way's steps that lead to it, the first by
 * number among equals; of a step that needs several, all of them.
 */
function sourcesOf(
  { scene }: Prepared["setting"]["municipal"],
  times: ReadonlyMap<number, number>,
  node: number,
): readonly number[] {
  const { kinds, parentOffsets, parents } = scene.graph;
  const end = parentOffsets[node + 1] ?? 0;
  const found: number[] = [];
  let earliest = Number.POSITIVE_INFINITY;
  for (let at = parentOffsets[node] ?? end; at < end; at += 1) {
    const parent = parents[at] ?? 0;
    const time = times.get(parent);
    if (time === undefined) continue;
    if (kinds[node] === nodeKind.and) found.push(parent);
    else if (time < earliest || (time === earliest && parent < (found[0] ?? 0))) {
      earliest = time;
      found[0] = parent;
    }
  }
  return found;
}

/** Where the ways step from one who acts to what a right could open; the most frequent first. */
export function crossingsOf(prepared: Prepared, found: readonly FoundWay[]): readonly Crossing[] {
  const { municipal } = prepared.setting;
  const { assetOf: assetsOf, steps, stepOf } = municipal.scene.graph;
  const nameOf = (node: number): string => steps[stepOf[node] ?? 0]?.name ?? "";
  const assetAt = (node: number): number => assetsOf[node] ?? -1;
  type Ends = readonly [from: number, to: number];
  const counts = new Map<string, { readonly ends: Ends; n: number }>();
  for (const { nodes, times } of found) {
    const reached = new Map(nodes.map((node, at) => [node, times[at] ?? 0]));
    for (const to of nodes) {
      if (!opened.has(nameOf(to))) continue;
      for (const from of sourcesOf(municipal, reached, to)) {
        if (nameOf(from) !== "act" || assetAt(from) === assetAt(to)) continue;
        const known = counts.get(`${from} ${to}`) ?? { ends: [from, to], n: 0 };
        known.n += 1;
        counts.set(`${from} ${to}`, known);
      }
    }
  }
  return [...counts.values()]
    .sort((a, b) => b.n - a.n || a.ends[0] - b.ends[0] || a.ends[1] - b.ends[1])
    .map(({ ends: [from, to], n }) => ({
      holder: assetOf(prepared, from),
      object: assetOf(prepared, to),
      step: nameOf(to),
      words: wordsOf(prepared, to),
      frequency: n / found.length,
    }));
}

/**
 * The rights behind crossings; those that no right stands behind are left out. Where several rights
 * are named, each opens the way alone. Cost: the model's relations once.
 */
export function rightsOnWays(model: Model, crossings: readonly Crossing[]): readonly WayRight[] {
  const between = new Map<string, DirectoryRight[]>();
  for (const { holder, object } of crossings) between.set(`${holder.id} ${object.id}`, []);
  for (const relation of model.relations) {
    const { kind, from, to } = relation;
    if (kind.startsWith("right/") && isThere(relation))
      between.get(`${from} ${to}`)?.push(kind.slice("right/".length) as DirectoryRight);
  }
  const objects = new Set(crossings.map(({ object }) => object.id));
  const kinds = new Map<string, AssetKind>(
    model.assets.flatMap(({ id, kind }) => (objects.has(id) ? [[id, kind] as const] : [])),
  );
  return crossings
    .flatMap(({ holder, object, step, words, frequency }): WayRight[] => {
      const kind = kinds.get(object.id);
      const opens = (right: DirectoryRight): boolean =>
        kind !== undefined &&
        fieldsOfRight(right, kind).some((field) => stepOfRightField[field] === step);
      const rights = (between.get(`${holder.id} ${object.id}`) ?? []).filter(opens).toSorted();
      return rights.length === 0 ? [] : [{ holder, object, step: words, rights, frequency }];
    })
    .slice(0, shown);
}
