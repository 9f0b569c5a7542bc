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
    if (nodes.length === 0) continue;
    const common = {
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
      placements.push({ ...common, node });
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
  const nodes = nodesOf(watch.placements);
  return effect.detectors
    .flatMap((id) => watch.placesOf.get(id) ?? [])
    .filter((detector) => selects(nodes[detector] ?? -1))
    .map((detector) => ({ kind: "sees", detector, coverage: effect.coverage }));
}

/** Asset of a node, by id. */
export function assetAt({ assets, assetOf }: AttackGraph, node: number): string {
  return assets[assetOf[node] ?? -1] ?? "";
}
