/** What the check of a scene finds. */
import { drawKey } from "@vallgrav/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { GraphEffect, LatentMeasures } from "../scene.ts";
import { collisions } from "./check-draw-keys.ts";
import { checkScene } from "./check-scene.ts";
import { prepare } from "./prepare.ts";
import { simulate } from "./simulate.ts";
import type { SceneSketch } from "./test/build-graph.ts";
import { buildScene, call, days, exponential, fixed, guardedWay } from "./test/build-graph.ts";

const never = Number.POSITIVE_INFINITY;

function codes(change: Partial<SceneSketch>, latent: LatentMeasures = []): readonly string[] {
  const scene = buildScene({ ...guardedWay, ...change });
  return checkScene(scene, latent).map(
    ({ code, args }) => `${code} ${Object.values(args).join(" ")}`,
  );
}

test("[S20] a right scene has no problems, and each wrong one has its own", () => {
  expect(codes({})).toEqual([]);
  expect(codes({ gates: [{ at: "nowhere" }] })).toEqual(["mal/scene-index gates 0"]);
  expect(codes({ gates: [{ at: "way" }] })).toEqual(["mal/scene-kind gates way:step"]);
  expect(codes({ gates: [{ at: "gate" }, { at: "gate" }] })).toEqual([
    "mal/scene-twice gates gate:step",
  ]);
  expect(codes({ gates: [{ at: "gate", coverage: 9 }] })).toEqual(["mal/scene-index coverage 9"]);
  expect(codes({ gates: [{ at: "gate", effectiveness: -2 }] })).toEqual([
    "mal/scene-index effectiveness -2",
  ]);
  expect(
    codes({
      gates: [{ at: "gate", coverage: 2 }],
      parameters: [fixed("a", 1), fixed("b", 1), fixed("c", 2)],
    }),
  ).toEqual(["mal/scene-not-probability c"]);
  expect(codes({ gates: [{ at: "gate", biases: [7] }] })).toEqual(["mal/scene-index biases 7"]);
  expect(codes({ gates: [{ at: "gate", evidence: Number.NaN }] })).toEqual([
    "mal/scene-range evidence 0",
  ]);
  expect(codes({ gates: [{ at: "gate", stateKey: "" }] })).toEqual([
    "mal/scene-key-missing gates 0",
  ]);
  expect(codes({ times: [{ at: "gate", time: days(1) }] })).toContain(
    "mal/scene-kind times gate:step",
  );
  expect(codes({ times: [{ at: "way", key: "" }] })).toEqual(["mal/scene-key-missing times 0"]);
  expect(codes({ times: [{ at: "way", scale: 7 }] })).toEqual(["mal/scene-index scale 7"]);
  expect(codes({ times: [{ at: "way", time: call("Gamma", 1) }] })).toEqual([
    "mal/scene-distribution-arguments Gamma way:step",
  ]);
  expect(codes({ times: [{ at: "way", time: call("Gama", 1, 1) }] })).toEqual([
    "mal/scene-unknown-distribution Gama way:step",
  ]);
  expect(codes({ campaign: { patience: call("Uniform", 2, 1) } })).toEqual([
    "mal/scene-distribution-range Uniform patience",
  ]);
  expect(codes({ campaign: { skillLoading: 1.1, skillOnTime: -1, skillMean: never } })).toEqual([
    "mal/scene-range skillMean 0",
    "mal/scene-range skillLoading 0",
    "mal/scene-range skillOnTime 0",
  ]);
  expect(codes({ horizonDays: 0 })).toEqual(["mal/scene-range horizonDays 0"]);
  expect(codes({ entries: [{ at: "entry", available: 2 }] })).toEqual([
    "mal/scene-range available 0",
  ]);
  expect(codes({ entries: ["gate"] })).toEqual(["mal/scene-kind entries gate:step"]);
  expect(codes({ objectives: ["goal", "goal"] })).toEqual(["mal/scene-twice objectives goal:step"]);
  expect(codes({ closed: ["nowhere"] })).toEqual(["mal/scene-index closed 0"]);
  const three = [fixed("x", 1), fixed("x", 1)];
  expect(codes({ parameters: three })).toEqual(["mal/scene-parameter-twice x"]);
  const beta = { kind: "beta", a: 0, b: 1 } as const;
  expect(codes({ parameters: [fixed("x", 1), { id: "y", prior: beta }] })).toEqual([
    "mal/scene-range prior 1",
  ]);
});

test("[S20] detectors, the response and hiding are checked with the scene", () => {
  const watched = { at: "way", technique: "t" };
  const right = { detectors: [watched], response: { success: 1 } };
  expect(codes(right)).toEqual([]);
  const detector = (change: object): readonly string[] =>
    codes({ ...right, detectors: [{ ...watched, ...change }] });
  expect(detector({ at: "nowhere" })).toEqual(["mal/scene-index detectors 0"]);
  expect(detector({ at: "gate" })).toEqual(["mal/scene-kind detectors gate:step"]);
  expect(detector({ coverage: 9 })).toEqual(["mal/scene-index coverage 9"]);
  expect(detector({ coverage: -2 })).toEqual(["mal/scene-index coverage -2"]);
  expect(detector({ sensitivity: -1 })).toEqual(["mal/scene-index sensitivity -1"]);
  expect(detector({ biases: [9] })).toEqual(["mal/scene-index biases 9"]);
  expect(detector({ evidence: Number.NaN })).toEqual(["mal/scene-range evidence 0"]);
  expect(detector({ technique: "" })).toEqual(["mal/scene-key-missing detectors 0"]);
  expect(detector({ stateKey: "", coverage: 0 })).toEqual(["mal/scene-key-missing detectors 0"]);
  expect(detector({ alertDelay: call("Gamma", 1) })).toEqual([
    "mal/scene-distribution-arguments Gamma way:step",
  ]);
  const response = (change: object): readonly string[] =>
    codes({ ...right, response: { success: 1, ...change } });
  expect(response({ success: 7 })).toEqual(["mal/scene-index success 7"]);
  expect(response({ triage: call("No") })).toEqual(["mal/scene-unknown-distribution No triage"]);
  expect(response({ containment: call("Uniform", 2, 1) })).toEqual([
    "mal/scene-distribution-range Uniform containment",
  ]);
  for (const staffing of [
    { periodHours: 24, gapsHours: [24] },
    { periodHours: 24, gapsHours: [-1] },
    { periodHours: Infinity, gapsHours: [] },
    { periodHours: 24, gapsHours: [Number.NaN] },
  ])
    expect(response({ staffing })).toEqual(["mal/scene-range staffing 0"]);
  expect(codes({ ...right, campaign: { stealth: 1.5 } })).toEqual(["mal/scene-range stealth 0"]);
  const effect = (one: GraphEffect): readonly string[] => codes(right, [[one]]);
  expect(effect({ kind: "sees", detector: 0, coverage: 1 })).toEqual([]);
  expect(effect({ kind: "sees", detector: 1, coverage: 1 })).toEqual(["mal/scene-index effects 0"]);
  expect(effect({ kind: "sees", detector: 0, coverage: 2 })).toEqual([
    "mal/scene-range effectCoverage 0",
  ]);
  expect(effect({ kind: "faster", part: "wait", factor: 1.1 })).toEqual([
    "mal/scene-range effectSpeed 0",
  ]);
});

test("[S20] effects of measures are checked with the scene", () => {
  expect(codes({}, [[{ kind: "control", node: 2, coverage: 1 }]])).toEqual([
    "mal/scene-kind effects way:step",
  ]);
  expect(codes({}, [[], [{ kind: "control", node: 1, coverage: 1.5 }]])).toEqual([
    "mal/scene-range effectCoverage 1",
  ]);
  expect(codes({}, [[{ kind: "slower", node: 2, factor: 0.5 }]])).toEqual([
    "mal/scene-range effectFactor 0",
  ]);
  expect(codes({}, [[{ kind: "slower", node: 99, factor: 2 }]])).toEqual([
    "mal/scene-index effects 0",
  ]);
});

test("[S20] whatever numbers stand in a scene, it is checked, and what passes can be run", () => {
  const wrong = fc.constantFrom(-1, 0, 1, 2, 3, 4, 0.5, Number.NaN);
  const mostly = (value: number, other: fc.Arbitrary<number> = wrong): fc.Arbitrary<number> =>
    fc.oneof({ weight: 7, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: other });
  const effect: fc.Arbitrary<GraphEffect> = fc.oneof(
    fc.record({
      kind: fc.constant("control" as const),
      node: mostly(1),
      coverage: mostly(0.5, fc.double()),
    }),
    fc.record({
      kind: fc.constant("slower" as const),
      node: mostly(2),
      factor: mostly(2, fc.double()),
    }),
  );
  const few = { maxLength: 2 };
  const scene = fc.record({
    gates: fc.array(
      fc.record({
        node: mostly(1),
        coverage: mostly(0),
        effectiveness: mostly(1),
        evidence: mostly(0, fc.double()),
      }),
      few,
    ),
    times: fc.array(fc.record({ node: mostly(2), scale: mostly(2) }), few),
    entries: fc.array(fc.record({ node: mostly(0), available: mostly(1, fc.double()) }), few),
    objectives: fc.array(mostly(3), few),
    latent: fc.array(fc.array(effect, few), few),
    rate: mostly(0.1, fc.double()),
  });
  let passed = 0;
  fc.assert(
    fc.property(scene, ({ gates, times, entries, objectives, latent, rate }) => {
      const time = exponential(rate);
      const built = buildScene({
        ...guardedWay,
        gates: gates.map((gate) => ({ at: "gate", ...gate })),
        times: times.map((one) => ({ at: "way", time, ...one })),
        entries: entries.map((entry) => ({ at: "entry", ...entry })),
      });
      const whole = { ...built, objectives };
      if (checkScene(whole, latent).some(({ severity }) => severity === "error")) return;
      passed += 1;
      const range = { outerFrom: 0, outerTo: 2, inner: 2 };
      const { times: all } = simulate(prepare(whole, latent), new Uint8Array(latent.length), range);
      expect(all.every((one) => one >= 0)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
  expect(passed).toBeGreaterThan(100);
});

test("[S21] what is lawful and hardly meant is a warning", () => {
  const warned = checkScene(
    buildScene({
      ...guardedWay,
      nodes: [
        { name: "gate", kind: "defence" },
        { name: "goal", kind: "or", from: ["gate"], time: exponential(1) },
        { name: "entry", kind: "or" },
      ],
      times: [],
    }),
  );
  expect(warned).toEqual([
    {
      code: "mal/scene-time-without-key",
      severity: "warning",
      at: null,
      args: { step: "Typegoal:step", nodes: 1 },
    },
    {
      code: "mal/scene-gate-before-or",
      severity: "warning",
      at: null,
      args: { step: "Typegoal:step", nodes: 1 },
    },
    {
      code: "mal/scene-objective-free",
      severity: "warning",
      at: null,
      args: { node: "goal:step" },
    },
  ]);
});

test("[S22] two names with one key are found", () => {
  const same = new Set(["b", "d", "e"]);
  const found = collisions(["a", "b", "c", "d", "e"], (name) =>
    drawKey(same.has(name) ? "same" : name),
  );
  expect(found).toEqual([
    ["b", "d"],
    ["b", "e"],
  ]);
});
