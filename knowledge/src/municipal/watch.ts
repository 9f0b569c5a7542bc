/**
 * Who notices what in this municipality: each detector over each of its steps, and what follows an
 * alarm. What shares a draw is dials.md §1.3: who has a kind of watch is drawn once for the kind,
 * whether it notices once for detector and technique.
 */
import {
  type AttackGraph,
  type DetectorPlacement,
  detectorShape,
  type GraphEffect,
  nodesOf,
  openRows,
  type Prior,
  type Response,
  RowBook,
  type Rows,
} from "@vallgrav/mal";
import { detectors, responseDefaults } from "../detectors.ts";
import type { MeasureEffect } from "../measures.ts";

/** What placing needs of the nodes of a step. */
export type WatchedNode = { readonly node: number; readonly assetId: string };

/** The detectors of a scene, by place; and for each detector's id its places. */
export type Watch = {
  readonly placements: Rows<DetectorPlacement>;
  readonly placesOf: ReadonlyMap<string, readonly number[]>;
  readonly response: Response;
};

/** The kind of watch a detector belongs to: who has one of a kind has them all. */
function kindOf(id: string): string {
  return id.slice(0, id.indexOf("/"));
}

/** Places every detector over every node of its steps. Linear in those nodes. */
export function placeWatch(
  nodesAt: (step: string) => readonly WatchedNode[],
  parameter: (id: string, prior: Prior) => number,
): Watch {
  const placements = new RowBook<DetectorPlacement>(detectorShape);
  const placesOf = new Map<string, number[]>();
  for (const { id, technique, steps, coverage, sensitivity, alertDelay } of detectors) {
    const places: number[] = [];
    placesOf.set(id, places);
    const nodes = steps.flatMap((step) => nodesAt(step));
    const [first] = nodes;
    if (first === undefined) continue;
    const one = {
      node: first.node,
      coverage: parameter(`watch/${id}`, coverage),
      sensitivity: parameter(`sensitivity/${id}`, sensitivity),
      evidence: 0,
      biases: [],
      stateKey: `watch/${kindOf(id)}`,
      type: id,
      technique,
      alertDelay,
    };
    for (const { node } of nodes) {
      places.push(placements.length);
      if (places.length === 1) placements.push(one);
      else placements.again(node);
    }
  }
  const { triage, staffing, containment, success } = responseDefaults;
  return {
    placements: openRows(placements.pack()),
    placesOf,
    response: {
      triage,
      staffing,
      containment,
      success: parameter("containment-succeeds", success),
    },
  };
}

/** What a measure's effect on watching changes in the scene; nothing for other effects. */
export function watchEffects(
  effect: MeasureEffect,
  watch: Watch,
  selects: (node: number) => boolean,
): readonly GraphEffect[] {
  if (effect.kind === "faster")
    return [{ kind: "faster", part: effect.part, factor: effect.factor }];
  if (effect.kind !== "sees") return [];
  return placesSeen(effect, watch, selects).map((detector) => {
    return { kind: "sees", detector, coverage: effect.coverage };
  });
}

/** Places of the detectors that an effect makes see more, of those over nodes it selects. */
export function placesSeen(
  { detectors: ids }: Pick<Extract<MeasureEffect, { kind: "sees" }>, "detectors">,
  watch: Watch,
  selects: (node: number) => boolean,
): readonly number[] {
  const nodes = nodesOf(watch.placements);
  const found: number[] = [];
  for (const id of ids)
    for (const place of watch.placesOf.get(id) ?? [])
      if (selects(nodes[place] ?? -1)) found.push(place);
  return found;
}

/** Asset of a node, by id. */
export function assetAt({ assets, assetOf }: AttackGraph, node: number): string {
  return assets[assetOf[node] ?? -1] ?? "";
}
