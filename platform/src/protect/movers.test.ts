/** What would move the dials: the same draws as runs play, and chance told from meaning. */
import { explain, isOnIn, parameterIn } from "@vallgrav/mal";
import { expect, test } from "vitest";
import { lossWeights } from "./columns.ts";
import { opened } from "./handed.ts";
import { moversOf, outerMeans, parameterMovers } from "./movers.ts";
import { playDials } from "./play-dials.ts";
import { playWays } from "./play-ways.ts";
import { exampleStage } from "./test/example.ts";

const { prepared, stage } = await exampleStage();
const none = new Uint8Array(prepared.candidates.length);
const size = { outer: 24, inner: 3 };
const range = { outerFrom: size.outer, outerTo: 2 * size.outer, inner: size.inner };
const columns = playDials(stage, { kind: "dials", chosen: none, range });
const means = outerMeans(columns, size, lossWeights(columns));
const found = playWays(stage, { kind: "ways", chosen: none, range });
const movers = moversOf(prepared, means, found);

test("[OW10] whether a fact holds in an outer draw is what the runs played", () => {
  const { scene } = opened(prepared.setting.municipal);
  const unreported = [...scene.gates].filter(
    ({ evidence, biases }) => evidence === 0 && biases.length === 0,
  );
  const byNode = new Map(
    unreported.map((gate) => {
      const asset = scene.graph.assets[scene.graph.assetOf[gate.node] ?? 0] ?? "";
      const step = scene.graph.steps[scene.graph.stepOf[gate.node] ?? 0]?.name ?? "";
      return [`${asset}:${step}`, gate];
    }),
  );
  let compared = 0;
  for (const outer of [0, 1, size.outer]) {
    const explained = explain(stage.prepared(), none, { outer, inner: 0 });
    for (const { node, on } of explained.gates) {
      const gate = byNode.get(node);
      if (gate === undefined) continue;
      expect([outer, node, isOnIn(scene, gate, outer)]).toEqual([outer, node, on]);
      compared += 1;
    }
  }
  expect(compared).toBeGreaterThan(20);
});

test("[OW10] movers are unreported facts on ways, figures in range, the clear first", () => {
  expect(movers.length).toBeGreaterThan(3);
  expect(movers.length).toBeLessThanOrEqual(60);
  for (const { step, onWays, chance, holds, loss } of movers) {
    expect(step).not.toBe("");
    expect(onWays > 0 && onWays <= 1 && chance >= 0 && chance <= 1).toBe(true);
    for (const { share, noise } of [holds, loss])
      expect(share >= 0 && share <= 1 && noise >= 0 && noise <= 1).toBe(true);
  }
  const clear = movers.map(({ loss }) => Number(loss.isClear));
  expect(clear).toEqual(clear.toSorted((a, b) => b - a));
  expect(moversOf(prepared, means, found)).toEqual(movers);
});

test("[OW10] without ways there is nothing that moves", () => {
  expect(moversOf(prepared, means, [])).toEqual([]);
});

test("[OW17] parameters of classes are the runs' own, in words, the clear ones first", () => {
  const parameters = parameterMovers(prepared, means);
  expect(parameters.length).toBeGreaterThan(5);
  expect(parameters.length).toBeLessThanOrEqual(20);
  for (const { name, loss, holds } of parameters) {
    expect([name.sv === "", name.en === ""]).toEqual([false, false]);
    for (const { share } of [loss, holds]) expect(share >= 0 && share <= 1).toBe(true);
  }
  const clear = parameters.map(({ loss }) => Number(loss.isClear));
  expect(clear).toEqual(clear.toSorted((a, b) => b - a));
  const explained = explain(stage.prepared(), none, { outer: size.outer, inner: 0 });
  const played = new Map(explained.parameters.map(({ id, value }) => [id, value]));
  const { scene } = prepared.setting.municipal;
  let compared = 0;
  for (const parameter of scene.parameters) {
    const value = played.get(parameter.id);
    if (value === undefined) continue;
    expect([parameter.id, parameterIn(scene, parameter, size.outer)]).toEqual([
      parameter.id,
      value,
    ]);
    compared += 1;
  }
  expect(compared).toBeGreaterThan(5);
});
