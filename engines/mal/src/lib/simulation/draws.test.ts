/** Draws that would go unnoticed if they were shared, and measures that change nothing. */
import { expect, test } from "vitest";
import type { LatentMeasures } from "../scene.ts";
import { prepare } from "./prepare.ts";
import { simulate } from "./simulate.ts";
import { buildScene, call, days } from "./test/build-graph.ts";
import { witness } from "./witness.ts";

const none = new Uint8Array(0);
const unit = call("Uniform", 0, 1);

test("[S6] in a run, too, two distributions of one expression are two draws", () => {
  const time = { kind: "subtract", left: unit, right: unit } as const;
  const response = { containment: time, success: 0 };
  const scene = buildScene({
    nodes: [
      { name: "entry", kind: "or" },
      { name: "goal", kind: "or", from: ["entry"], time },
      { name: "later", kind: "or" },
    ],
    entries: ["entry", { at: "later", delay: time }],
    times: [{ at: "goal", time }],
    objectives: ["goal", "later"],
    response,
    campaign: { patience: time },
  });
  const range = { outerFrom: 0, outerTo: 1, inner: 400 };
  const { times, limits } = simulate(prepare(scene, []), none, range);
  // One uniform for both would give 0 in every run; two give more in half of them.
  for (const drawn of [
    times.filter((_, at) => at % 2 === 0),
    times.filter((_, at) => at % 2 === 1),
    limits,
  ]) {
    const more = drawn.filter((value) => value > 0).length;
    expect({ length: drawn.length, isHalf: more > 150 && more < 250 }).toEqual({
      length: 400,
      isHalf: true,
    });
  }
});

test("[S28] a measure that slows a step less than another does is in nobody's way", () => {
  const scene = buildScene({
    nodes: [
      { name: "entry", kind: "or" },
      { name: "goal", kind: "or", from: ["entry"], time: days(2) },
    ],
    entries: ["entry"],
    times: [{ at: "goal", time: days(2) }],
    objectives: ["goal"],
  });
  const latent: LatentMeasures = [3, 2, 1, 4].map((factor) => [
    { kind: "slower", node: 1, factor },
  ]);
  const hit = (chosen: readonly number[]): readonly number[] | undefined =>
    witness(
      prepare(scene, latent),
      Uint8Array.from(chosen),
      { outer: 0, inner: 0 },
      {
        objectives: [0],
      },
    )?.hit;
  expect(hit([0, 0, 0, 0])).toEqual([0, 1, 3]);
  expect(hit([1, 0, 0, 0])).toEqual([3]);
  expect(hit([0, 1, 0, 0])).toEqual([0, 3]);
  expect(hit([0, 0, 0, 1])).toEqual([]);
});
