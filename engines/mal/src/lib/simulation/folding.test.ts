/** Interchangeable members folded in contracted scenes, beside whole ones. */
import { expect, test } from "vitest";
import type { DetectorPlacement, LatentMeasures } from "../scene.ts";
import { contractScene, openRuns, playRuns } from "./play-runs.ts";
import { prepare } from "./prepare.ts";
import { simulate } from "./simulate.ts";
import type { NodeSketch, SceneSketch } from "./test/build-graph.ts";
import { buildScene, exponential, fixed } from "./test/build-graph.ts";
import { crowdOf } from "./test/crowds.ts";

const range = { outerFrom: 0, outerTo: 3, inner: 2 };
const never = Number.POSITIVE_INFINITY;
/** Plays a scene with every measure chosen, contracted and whole; the times are the same. */
function played(sketch: SceneSketch, latent: LatentMeasures = []) {
  const scene = buildScene(sketch);
  const contracted = contractScene(scene, latent);
  const chosen = new Uint8Array(latent.length).fill(1);
  const { times } = playRuns(openRuns(contracted), chosen, range);
  expect([...times]).toEqual([...simulate(prepare(scene, latent), chosen, range).times]);
  return { steps: contracted.layout.isAnd.length, folding: contracted.folding, times };
}

test("[H6] members that share their draws are one, to the bit: a thousand models", () => {
  let late = 0;
  let folded = 0;
  let models = 0;
  for (let seed = 0; models < 1000 && seed < 2000; seed += 1) {
    const one = played(crowdOf(seed, { members: 1, isPrivate: false }));
    const three = played(crowdOf(seed, { members: 3, isPrivate: false }));
    expect([...three.times]).toEqual([...one.times]);
    // In some no draw of a member matters, so that there is nothing to fold by.
    if (three.folding.kind !== "folded") continue;
    expect([seed, three.steps]).toEqual([seed, one.steps]);
    models += 1;
    folded += three.folding.before - three.folding.after;
    late += three.times.filter((time) => time > 0 && time < never).length;
  }
  expect(models).toBe(1000);
  expect(folded).toBeGreaterThan(1000);
  expect(late).toBeGreaterThan(1000);
});

test("[H7] members that draw for themselves are not folded, and the answer says so", () => {
  const way: SceneSketch = {
    nodes: [
      { name: "a", kind: "or" },
      { name: "b", kind: "or", from: ["a"] },
      { name: "c", kind: "or", from: ["a"] },
      { name: "goal", kind: "or", from: ["b", "c"] },
    ],
    entries: ["a"],
    objectives: ["goal"],
  };
  const withKeys = (b: string, c: string): SceneSketch => ({
    ...way,
    times: [
      { at: "b", time: exponential(1), key: b },
      { at: "c", time: exponential(1), key: c },
    ],
  });
  const own = played(withKeys("one", "other"));
  expect(own.folding).toEqual({ kind: "not-folded", why: "private" });
  expect(own.steps).toBe(4);
  const shared = played(withKeys("one", "one"));
  expect(shared.folding).toEqual({ kind: "folded", before: 4, after: 3, apart: 0 });
  expect(shared.steps).toBe(2);
  // Two share a draw and a third has its own: one fewer there could be, but not run by run.
  const mixed = withKeys("one", "one");
  const third: SceneSketch = {
    ...mixed,
    nodes: [
      ...way.nodes.slice(0, 3),
      { name: "d", kind: "or", from: ["a"] },
      { name: "goal", kind: "or", from: ["b", "c", "d"] },
    ],
    times: [...(mixed.times ?? []), { at: "d", time: exponential(1), key: "other" }],
  };
  expect(played(third).folding).toEqual({ kind: "folded", before: 5, after: 4, apart: 1 });
});

test("[H6] a scale, a measure or a state of its own keeps a member apart", () => {
  const nodes: readonly NodeSketch[] = [
    { name: "a", kind: "or" },
    { name: "g", kind: "defence" },
    { name: "h", kind: "defence" },
    { name: "b", kind: "and", from: ["a", "g"] },
    { name: "c", kind: "and", from: ["a", "h"] },
    { name: "goal", kind: "and", from: ["b", "c"] },
  ];
  const time = exponential(1);
  const gate = { coverage: 0, effectiveness: -1, stateKey: "one" };
  const alike: SceneSketch = {
    nodes,
    entries: ["a"],
    objectives: ["goal"],
    parameters: [fixed("half", 0.5), { id: "scale", prior: { kind: "normal", mean: 0, sd: 1 } }],
    times: [
      { at: "b", time, key: "k" },
      { at: "c", time, key: "k" },
    ],
    gates: [
      { at: "g", ...gate },
      { at: "h", ...gate },
    ],
  };
  expect(played(alike).steps).toBe(2);
  const [first, second] = [alike.times ?? [], alike.gates ?? []];
  const scaled = first.map((one) => (one.at === "b" ? { ...one, scale: 1 } : one));
  expect(played({ ...alike, times: scaled }).steps).toBe(4);
  const reported = second.map((one) => (one.at === "g" ? { ...one, evidence: 1 } : one));
  expect(played({ ...alike, gates: reported }).steps).toBe(4);
  expect(played(alike, [[{ kind: "slower", node: 3, factor: 2 }]]).steps).toBe(4);
  expect(played(alike, [[{ kind: "control", node: 1, coverage: 0.9 }]]).steps).toBe(4);
});

test("[H6] members are watched alike, or they are not one", () => {
  const watched = (over: readonly Partial<DetectorPlacement>[]): SceneSketch => ({
    nodes: [
      { name: "a", kind: "or" },
      { name: "b", kind: "or", from: ["a"], time: exponential(1) },
      { name: "c", kind: "or", from: ["a"], time: exponential(1) },
      { name: "d", kind: "and", from: ["b", "c"] },
    ],
    entries: [{ at: "a" }],
    objectives: ["d"],
    times: [
      { at: "b", time: exponential(1), key: "shared" },
      { at: "c", time: exponential(1), key: "shared" },
    ],
    parameters: [fixed("one", 1)],
    detectors: over.map((own, at) => ({
      at: at === 0 ? "b" : "c",
      sensitivity: 0,
      type: "log",
      technique: "T1",
      stateKey: "one",
      ...own,
    })),
    response: {},
  });
  const stepsOf = (...over: readonly Partial<DetectorPlacement>[]): number =>
    contractScene(buildScene(watched(over)), []).layout.isAnd.length;
  expect(stepsOf({}, {})).toBe(2);
  expect(stepsOf({})).toBe(4);
  for (const own of [{ technique: "T2" }, { evidence: 1 }, { alertDelay: exponential(2) }])
    expect([own, stepsOf({ coverage: 0 }, { coverage: 0, ...own })]).toEqual([own, 4]);
});
