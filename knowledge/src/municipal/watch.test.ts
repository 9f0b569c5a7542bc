/** Detectors over a small town: where they stand, and what measures change about them. */
import { generateGraph } from "@vallgrav/mal";
import { expect, test } from "vitest";
import { detectors } from "../detectors.ts";
import { sees } from "../measures.ts";
import { municipalInstance } from "./instance.ts";
import { modelOf, municipalLanguage, smallTown } from "./test/hand-made.ts";
import { assetAt, placeWatch, watchEffects, type WatchedNode } from "./watch.ts";

const { instance } = municipalInstance(modelOf(smallTown));
const generated = generateGraph(municipalLanguage(), instance);
if (!generated.ok) throw new Error(generated.problems[0]?.code);
const { graph } = generated;

function nodesOf(step: string): readonly WatchedNode[] {
  return [...Array(graph.nodeCount).keys()]
    .filter((node) => graph.steps[graph.stepOf[node] ?? 0]?.name === step)
    .map((node) => ({ node, assetId: assetAt(graph, node) }));
}

const ids: string[] = [];
const watch = placeWatch(nodesOf, (id) => {
  if (!ids.includes(id)) ids.push(id);
  return ids.indexOf(id);
});

test("[W22] each detector stands over every node of its steps and nowhere else", () => {
  for (const { id, steps, technique } of detectors) {
    const places = watch.placesOf.get(id) ?? [];
    const found = places.map((place) => watch.placements.at(place)?.node);
    expect([id, found]).toEqual([
      id,
      steps.flatMap((step) => nodesOf(step).map(({ node }) => node)),
    ]);
    for (const place of places)
      expect(watch.placements.at(place)).toMatchObject({ type: id, technique, evidence: 0 });
  }
  // Detectors of one kind are had together, and notice on their own.
  const [memory, program] = ["endpoint/memory", "endpoint/program"].map((id) =>
    watch.placements.at(watch.placesOf.get(id)?.[0] ?? -1),
  );
  expect(memory?.stateKey).toBe(program?.stateKey);
  expect(memory?.sensitivity).not.toBe(program?.sensitivity);
});

test("[W22] a measure that sees or is quicker changes what it says, on what it selects", () => {
  const servers = new Set(
    nodesOf("harvest")
      .slice(0, 1)
      .map(({ node }) => node),
  );
  const effect = sees(["endpoint/memory"], 0.9);
  const changed = watchEffects(effect, watch, (node) => servers.has(node));
  expect(changed).toEqual([
    { kind: "sees", detector: watch.placesOf.get("endpoint/memory")?.[0], coverage: 0.9 },
  ]);
  const faster = { kind: "faster", part: "wait", factor: 0.2 } as const;
  expect(watchEffects(faster, watch, () => false)).toEqual([faster]);
  expect(watchEffects({ kind: "shorter-hold", factor: 0.5 }, watch, () => true)).toEqual([]);
});
