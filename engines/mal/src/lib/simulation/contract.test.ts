/** Contracted scenes beside whole ones. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { municipality } from "../../../test/employees.ts";
import { officeLanguage } from "../../../test/office-language.ts";
import { generateGraph } from "../graph/generate-graph.ts";
import type { AttackGraph } from "../attack-graph.ts";
import type { LatentMeasures, Scene } from "../scene.ts";
import { contractScene, openRuns, placeIn, playRuns } from "./play-runs.ts";
import { plainScene } from "./plain-scene.ts";
import { layOut, prepare } from "./prepare.ts";
import { simulate } from "./simulate.ts";
import { sketchArbitrary } from "./test/arbitrary-scene.ts";
import type { NodeSketch, SceneSketch } from "./test/build-graph.ts";
import { buildScene, exponential } from "./test/build-graph.ts";
import { tangle, watchedTangle } from "./test/tangles.ts";

const plan = fc.tuple(fc.nat(1), fc.nat(1), fc.nat(1)).map((bits) => Uint8Array.from(bits));
const range = { outerFrom: 0, outerTo: 3, inner: 2 };
const none = new Uint8Array(0);
const never = Number.POSITIVE_INFINITY;

/** Whether both ways give the same bits; how many steps each has, and how many times are finite. */
function compare(scene: Scene, latent: LatentMeasures, chosen: Uint8Array) {
  const prepared = prepare(scene, latent);
  const contracted = contractScene(scene, latent);
  const whole = simulate(prepared, chosen, range);
  const played = playRuns(openRuns(contracted), chosen, range);
  // The slow way over the contracted layout, too: it is a layout like any other.
  const again = simulate(openRuns(contracted).runnable, chosen, range);
  expect([...played.times]).toEqual([...whole.times]);
  expect([...played.unopposed]).toEqual([...whole.unopposed]);
  expect([...played.limits]).toEqual([...whole.limits]);
  expect([...again.times]).toEqual([...whole.times]);
  return {
    before: prepared.layout.isAnd.length,
    after: contracted.layout.isAnd.length,
    stopped: whole.times.filter((time, at) => time !== whole.unopposed[at]).length,
    late: whole.times.filter((time) => time > 0 && time < never).length,
  };
}

test("[H1] a contracted scene gives the same bits: random scenes of every kind", () => {
  fc.assert(
    fc.property(sketchArbitrary, plan, ({ sketch, latent }, chosen) => {
      compare(buildScene(sketch), latent, chosen);
    }),
    { numRuns: 400 },
  );
});

test("[H1] a contracted scene gives the same bits: a thousand tangles", () => {
  let [before, after, late] = [0, 0, 0];
  for (let seed = 0; seed < 1000; seed += 1) {
    const found = compare(buildScene(tangle(seed)), [], none);
    before += found.before;
    after += found.after;
    late += found.late;
  }
  expect(late).toBeGreaterThan(5000);
  expect(after).toBeLessThan(before * 0.7);
});

test("[H1] with response and without: a thousand watched tangles", () => {
  let [before, after, stopped] = [0, 0, 0];
  for (let seed = 0; seed < 1000; seed += 1) {
    const found = compare(buildScene(watchedTangle(seed)), [], none);
    before += found.before;
    after += found.after;
    stopped += found.stopped;
  }
  // The response changes many a time.
  expect(stopped).toBeGreaterThan(300);
  expect(after).toBeLessThan(before * 0.7);
});

function nodesNamed(graph: AttackGraph, type: string, name: string): readonly number[] {
  const step = graph.steps.findIndex((one) => one.assetType === type && one.name === name);
  return [...graph.stepOf.keys()].filter((node) => graph.stepOf[node] === step);
}

function officeScene(employees: number): Scene {
  const made = generateGraph(officeLanguage(), municipality(employees, 1));
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  const { graph } = made;
  const people = nodesNamed(graph, "User", "lure").filter((_, at) => at % 20 === 0);
  const goals = ["read", "write", "deny"].flatMap((name) => nodesNamed(graph, "Data", name));
  return plainScene(graph, people, goals, "growth");
}

test("[H1] a contracted scene gives the same bits: a municipality", () => {
  const { before, after, late } = compare(officeScene(200), [], none);
  expect(late).toBeGreaterThan(100);
  expect(after).toBeLessThan(before * 0.8);
});

test("[H2] a watched step is kept; what only names it is one with it", () => {
  const sketch: SceneSketch = {
    nodes: [
      { name: "a", kind: "or" },
      { name: "b", kind: "or", from: ["a"] },
      { name: "c", kind: "or", from: ["b"] },
    ],
    entries: [{ at: "a" }],
    objectives: ["c"],
  };
  const layoutOf = (scene: Scene) => contractScene(scene, []).layout;
  expect(layoutOf(buildScene(sketch)).isAnd.length).toBe(1);
  const watched: SceneSketch = {
    ...sketch,
    parameters: [{ id: "p", prior: { kind: "fixed", value: 1 } }],
    detectors: [{ at: "b", sensitivity: 0 }],
    response: {
      triage: { kind: "number", value: 0 },
      staffing: { periodHours: 168, gapsHours: [] },
      containment: { kind: "number", value: 0 },
      success: 0,
    },
  };
  const { isAnd, detectors, states } = layoutOf(buildScene(watched));
  expect([isAnd.length, [...detectors.step], states.count]).toEqual([2, [1], 1]);
});

test("[H3] what cannot differ is one, and what changes nothing is left out", () => {
  const or = (name: string, ...from: string[]): NodeSketch => ({ name, kind: "or", from });
  const and = (name: string, ...from: string[]): NodeSketch => ({ name, kind: "and", from });
  const timed = (node: NodeSketch): NodeSketch => ({ ...node, time: exponential(1) });
  const cases: Readonly<Record<string, readonly [readonly NodeSketch[], steps: number]>> = {
    chain: [[or("a"), or("b", "a"), and("c", "b"), timed(or("d", "c")), or("z", "d")], 2],
    circle: [[or("a"), timed(or("b", "a")), or("c", "b", "d"), or("d", "c", "a"), or("z", "d")], 1],
    "two ways in": [
      [
        or("a"),
        timed(or("b", "a")),
        timed(or("c", "a")),
        or("d", "b", "e"),
        or("e", "c", "d"),
        or("z", "e"),
      ],
      4,
    ],
    twins: [
      [
        or("a"),
        timed(or("b", "a")),
        timed(or("c", "a")),
        and("d", "b", "c"),
        and("e", "b", "c"),
        timed(or("f", "d")),
        timed(or("g", "e")),
        and("z", "f", "g"),
      ],
      7,
    ],
    "no twins, for their gates differ": [
      [
        { name: "g", kind: "defence", on: 0.5 },
        { name: "h", kind: "defence", on: 0.5 },
        or("a"),
        timed(or("b", "a")),
        and("d", "b", "g"),
        and("e", "b", "h"),
        timed(or("f", "d")),
        timed(or("k", "e")),
        and("z", "f", "k"),
      ],
      7,
    ],
    "idle for an OR": [
      [or("a"), timed(or("b", "a")), timed(or("c", "a")), or("d", "b", "c"), or("z", "d", "b")],
      4,
    ],
    "idle for an AND": [
      [or("a"), timed(or("b", "a")), timed(or("c", "a")), and("d", "b", "c"), and("z", "d", "b")],
      4,
    ],
    "always there": [
      [
        { name: "g", kind: "defence" },
        or("o", "g"),
        and("p", "o"),
        timed(or("b", "a")),
        or("a"),
        and("z", "b", "p", "o"),
      ],
      2,
    ],
    "shut for good": [
      [
        { name: "g", kind: "defence", on: 1 },
        or("a"),
        timed(and("b", "a", "g")),
        timed(or("c", "a")),
        timed(or("d", "b")),
        or("z", "c", "d", "g"),
      ],
      2,
    ],
    "a goal that is always there": [[{ name: "g", kind: "defence" }, or("z", "g"), or("a")], 1],
  };
  for (const [name, [nodes, steps]] of Object.entries(cases)) {
    const scene = buildScene({ nodes, entries: [{ at: "a" }], objectives: ["z"] });
    expect([name, compare(scene, [], none).after]).toEqual([name, steps]);
  }
});

test("[H4] ten times the employees are at most twelve times the steps and edges of a run", () => {
  const [small, large] = [200, 2000].map((employees) => {
    const scene = officeScene(employees);
    const { layout } = contractScene(scene, []);
    return [layOut(scene, []).layout.isAnd.length, layout.isAnd.length, layout.children.length];
  });
  expect(small?.every((count) => count > 100)).toBe(true);
  large?.forEach((count, at) => expect(count).toBeLessThan(12 * (small?.[at] ?? 0)));
});

test("[H5] contracted scenes can be shared and sent, and ranges make up the whole", () => {
  const scene = officeScene(60);
  const together = placeIn(contractScene(scene, []), (bytes) => new SharedArrayBuffer(bytes));
  const sent = structuredClone(together);
  expect(together.layout.children.buffer).toBeInstanceOf(SharedArrayBuffer);
  const part = (outerFrom: number, outerTo: number): readonly number[] => [
    ...playRuns(openRuns(sent), none, { outerFrom, outerTo, inner: 2 }).times,
  ];
  const whole = simulate(prepare(scene, []), none, { outerFrom: 0, outerTo: 8, inner: 2 });
  expect([...part(0, 3), ...part(3, 4), ...part(4, 8)]).toEqual([...whole.times]);
});
