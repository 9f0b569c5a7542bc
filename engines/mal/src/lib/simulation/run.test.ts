/** What is kept of a scene, and the draws, proofs and explanations of single runs. */
import { drawKey, seeded, uniform } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import type { Gate, LatentMeasures, Scene } from "../scene.ts";
import { explain } from "./explain.ts";
import { prepare } from "./prepare.ts";
import { simulate } from "./simulate.ts";
import { buildScene, call, days, exponential, fixed, guardedWay } from "./test/build-graph.ts";
import { play, proof, witness } from "./witness.ts";

const never = Number.POSITIVE_INFINITY;
const none = new Uint8Array(0);
const first = { outer: 0, inner: 0 };

test("[S23] only steps that can be come to, and that lead to an objective, are kept", () => {
  const scene = buildScene({
    nodes: [
      { name: "entry", kind: "or" },
      { name: "aside", kind: "or", from: ["entry"] },
      { name: "unreached", kind: "or" },
      { name: "both", kind: "and", from: ["entry", "unreached"] },
      { name: "shut", kind: "exist" },
      { name: "behind", kind: "and", from: ["entry", "shut"] },
      { name: "endless", kind: "or", from: ["entry"], time: call("Infinity") },
      { name: "closed", kind: "or", from: ["entry"] },
      { name: "locked", kind: "defence", on: 1 },
      { name: "guarded", kind: "and", from: ["entry", "locked"] },
      { name: "goal", kind: "or", from: ["both", "behind", "endless", "closed", "guarded"] },
    ],
    entries: ["entry"],
    closed: ["closed"],
    objectives: ["goal", "unreached"],
  });
  expect([...prepare(scene, []).layout.nodes]).toEqual([0, 9, 10]);
  const sampled = simulate(prepare(scene, []), none, { outerFrom: 0, outerTo: 1, inner: 1 });
  expect([...sampled.times]).toEqual([never, never]);
});

test("[S24] requirements open by the model alone", () => {
  for (const [kind, exists, time] of [
    ["exist", true, 0],
    ["exist", false, never],
    ["notExist", false, 0],
    ["notExist", true, never],
  ] as const) {
    const scene = buildScene({
      nodes: [
        { name: "entry", kind: "or" },
        { name: "gate", kind, exists },
        { name: "goal", kind: "and", from: ["entry", "gate"] },
      ],
      entries: ["entry"],
      objectives: ["goal"],
    });
    expect([...play(prepare(scene, []), none, first).times]).toEqual([time]);
  }
});

/** Share of outer draws in which the gate of the small scene is on. */
function shareOn(scene: Scene): number {
  const prepared = prepare(scene, []);
  let on = 0;
  for (let outer = 0; outer < 4_000; outer += 1)
    if (explain(prepared, none, { outer, inner: 0 }).gates[0]?.on ?? false) on += 1;
  return on / 4_000;
}

test("[S25] evidence moves coverage on the logit scale; certain evidence decides", () => {
  const pOn = (gate: Partial<Gate>): number | undefined =>
    explain(
      prepare(
        buildScene({ ...guardedWay, gates: [{ at: "gate", effectiveness: 1, ...gate }] }),
        [],
      ),
      none,
      first,
    ).gates[0]?.pOn;
  expect(pOn({})).toBe(0.5);
  expect(pOn({ evidence: Math.log(9) })).toBeCloseTo(0.9, 12);
  expect(pOn({ evidence: Math.log(9), biases: [2] })).toBeCloseTo(1 / (1 + Math.exp(-1) / 9), 12);
  expect([pOn({ evidence: never }), pOn({ evidence: -never })]).toEqual([1, 0]);
  const share = shareOn(
    buildScene({ ...guardedWay, gates: [{ at: "gate", evidence: Math.log(3) }] }),
  );
  expect(Math.abs(share - 0.75)).toBeLessThan(4 * Math.sqrt((0.75 * 0.25) / 4_000));
});

test("[S26] draws are the uniforms of their names, and values follow from them", () => {
  const scene = buildScene({
    ...guardedWay,
    entries: [{ at: "entry", available: 0.9, delay: call("Uniform", 0, 2) }],
    parameters: [
      fixed("coverage", 0.5),
      fixed("effect", 0.8),
      { id: "scale", prior: { kind: "normal", mean: 0, sd: 1 } },
    ],
    times: [{ at: "way", time: exponential(0.1), scale: 2, key: "campaign" }],
    campaign: { skillLoading: 0.3, skillOnTime: 0.5, skillMean: 1, patience: exponential(0.01) },
    seed: "seed",
  });
  const u = (name: string, inner: number): number =>
    uniform(seeded(drawKey(name), "seed"), 3, inner);
  const run = explain(prepare(scene, []), none, { outer: 3, inner: 7 });
  expect(run.parameters.map((parameter) => parameter.u)).toEqual([
    null,
    null,
    u("param\0scale", 0),
  ]);
  expect(run.skill.u).toBe(u("skill", 7));
  expect(run.gates[0]?.uState).toBe(u("state\0gate", 0));
  expect(run.gates[0]?.uEffect).toBe(u("eff\0gate", 7));
  expect(run.entries[0]?.u).toBe(u("entry\0entry", 7));
  expect(run.times[1]?.us).toEqual([u("ttc\0campaign\x000", 7)]);
  expect(run.entries[0]?.delay ?? 0).toBeCloseTo(2 * u("delay\0entry\x000", 7), 12);
  expect(run.patience).toBeCloseTo(-100 * Math.log(1 - u("patience\x000", 7)), 9);
  expect(run.limit).toBe(Math.min(run.patience ?? never, 90));
  const [, way] = run.times;
  expect(way?.days).toBeCloseTo(
    (way?.base ?? 0) * Math.exp((run.parameters[2]?.value ?? 0) - 0.5 * run.skill.value),
    9,
  );
});

test("[S27] of several measures the largest coverage and the largest factor count", () => {
  const latent: LatentMeasures = [
    [{ kind: "slower", node: 2, factor: 2 }],
    [{ kind: "slower", node: 2, factor: 5 }],
    [{ kind: "control", node: 1, coverage: 0.7 }],
    [{ kind: "control", node: 1, coverage: 1 }],
  ];
  const prepared = prepare(buildScene(guardedWay), latent);
  const seen = (...chosen: readonly number[]): readonly unknown[] => {
    const run = explain(prepared, Uint8Array.from(chosen), first);
    return [run.times[1]?.factor, run.gates[0]?.covered];
  };
  expect(seen(0, 0, 0, 0)).toEqual([1, 0]);
  expect(seen(1, 1, 1, 1)).toEqual([5, 1]);
  expect(seen(1, 0, 1, 0)).toEqual([2, 0.7]);
});

test("[S28] a witness names its nodes and the measures that would stand in its way", () => {
  const scene = buildScene({
    ...guardedWay,
    nodes: [...guardedWay.nodes, { name: "slow", kind: "or", from: ["entry"], time: days(80) }],
    gates: [{ at: "gate", evidence: -never }],
    times: [
      { at: "way", time: days(2) },
      { at: "slow", time: days(80) },
    ],
    objectives: ["goal", "slow"],
  });
  const latent: LatentMeasures = [
    [{ kind: "control", node: 1, coverage: 1 }],
    [{ kind: "slower", node: 2, factor: 2 }],
    [{ kind: "slower", node: 0, factor: 2 }],
    [{ kind: "slower", node: 4, factor: 1.5 }],
    [],
  ];
  const prepared = prepare(scene, latent);
  const nothing = new Uint8Array(5);
  expect(witness(prepared, nothing, first, { objectives: [0] })).toEqual({
    nodes: Int32Array.of(0, 1, 2, 3),
    times: Float64Array.of(0, 0, 2, 2),
    hit: [0, 1],
  });
  expect(witness(prepared, nothing, first, { objectives: [0, 1] })?.hit).toEqual([0, 1, 3]);
  // Chosen: the gate holds; what is left is the way that fell in time.
  expect(witness(prepared, Uint8Array.of(1, 0, 0, 0, 0), first, { objectives: [0] })).toBeNull();
  // 80 days · 1.5 is beyond the horizon of 90: reached, but not fallen.
  const late = play(prepared, Uint8Array.of(1, 0, 0, 1, 0), first);
  expect([[...late.times], late.limit]).toEqual([[never, 120], 90]);
  expect(proof(late, [0, 1])).toBeNull();
  const open = witness(prepared, Uint8Array.of(1, 0, 0, 1, 0), first, {
    objectives: [0, 1],
    allGatesOpen: true,
  });
  expect(open?.nodes).toEqual(Int32Array.of(0, 1, 2, 3));
});

test("[S28] a played run lasts until the next", () => {
  const prepared = prepare(buildScene(guardedWay), []);
  const played = play(prepared, none, first);
  play(prepared, none, { outer: 0, inner: 1 });
  expect(() => proof(played, [0])).toThrow("a played run lasts until the next");
});

test("[S28] a step reached at once both ways round a circle is not its own proof", () => {
  const scene = buildScene({
    nodes: [
      { name: "a", kind: "or", from: ["b", "z"] },
      { name: "b", kind: "or", from: ["a"] },
      { name: "entry", kind: "or" },
      { name: "z", kind: "or", from: ["entry"], time: days(1) },
    ],
    entries: ["entry"],
    objectives: ["b"],
  });
  expect(explain(prepare(scene, []), none, first).proof).toEqual([
    { node: "entry:step", time: 0, parents: [] },
    { node: "z:step", time: 1, parents: ["entry:step"] },
    { node: "a:step", time: 1, parents: ["z:step"] },
    { node: "b:step", time: 1, parents: ["a:step"] },
  ]);
});

test("[S29] an explanation is JSON and holds everything of a small run", () => {
  const scene = buildScene({
    ...guardedWay,
    gates: [{ at: "gate", evidence: never, effectiveness: 1 }],
    times: [{ at: "way", time: days(2) }],
  });
  const prepared = prepare(scene, []);
  const run = explain(prepared, none, first);
  expect(JSON.parse(JSON.stringify(run))).toEqual(run);
  const [gate] = run.gates;
  expect(run.gates.length).toBe(1);
  expect(gate).toEqual({
    node: "gate:step",
    uState: expect.any(Number),
    pOn: 1,
    covered: 0,
    on: true,
    uEffect: expect.any(Number),
    effectiveness: 0.8,
    effective: (gate?.uEffect ?? 1) <= 0.8,
    blocks: gate?.effective,
  });
  expect(run.edges).toEqual([
    ["entry:step", "way:step"],
    ["gate:step", "way:step"],
    ["way:step", "goal:step"],
  ]);
  expect(run.times.map(({ node, kind, days: local }) => [node, kind, local])).toEqual([
    ["entry:step", "or", 0],
    ["way:step", "and", 2],
    ["goal:step", "or", 0],
  ]);
  const fallsAfter = (gate?.blocks ?? false) ? null : 2;
  expect(run.objectives).toEqual([{ node: "goal:step", days: fallsAfter, unopposed: fallsAfter }]);
});

test("[S40] numbers of runs that run out start again without a trace", () => {
  const scene = buildScene({ ...guardedWay, campaign: { skillLoading: 0.3, skillOnTime: 0.5 } });
  const fresh = simulate(prepare(scene, []), none, { outerFrom: 0, outerTo: 20, inner: 5 });
  const worn = prepare(scene, []);
  worn.work.run = 2_147_483_600;
  worn.work.outerRun = 2_147_483_640;
  const again = simulate(worn, none, { outerFrom: 0, outerTo: 20, inner: 5 });
  expect([...again.times]).toEqual([...fresh.times]);
});

test("[S40] an outer draw comes back the same after many others", () => {
  const beta = { kind: "normal", mean: 0, sd: 1 } as const;
  const scene = buildScene({
    ...guardedWay,
    parameters: [...(guardedWay.parameters ?? []), { id: "scale", prior: beta }],
    times: [{ at: "way", time: exponential(0.1), scale: 3 }],
  });
  const prepared = prepare(scene, []);
  const before = simulate(prepared, none, { outerFrom: 0, outerTo: 3, inner: 2 });
  simulate(prepared, none, { outerFrom: 1_000, outerTo: 3_000, inner: 1 });
  const after = simulate(prepared, none, { outerFrom: 0, outerTo: 3, inner: 2 });
  expect([...after.times]).toEqual([...before.times]);
});
