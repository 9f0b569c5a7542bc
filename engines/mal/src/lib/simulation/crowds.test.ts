/** Crowds whose members draw for themselves, folded beside whole ones: the same in distribution. */
import { expect, test } from "vitest";
import type { LatentMeasures, RunRange, Scene } from "../scene.ts";
import { contractScene, openRuns, playRuns } from "./play-runs.ts";
import type { SceneSketch } from "./test/build-graph.ts";
import { buildScene, exponential, fixed } from "./test/build-graph.ts";
import { singleCrowds } from "./test/single-crowds.ts";

const never = Number.POSITIVE_INFINITY;
const none = new Uint8Array(0);

/** A scene with its crowds folded, and with other chance kept: two samples of one distribution. */
function played(scene: Scene, latent: LatentMeasures, chosen: Uint8Array, range: RunRange) {
  const by = (crowds: boolean) => {
    const seed = crowds ? scene.seed : `${scene.seed}/kept`;
    const contracted = contractScene({ ...scene, seed }, latent, { crowds });
    return { contracted, ...playRuns(openRuns(contracted), chosen, range) };
  };
  return { kept: by(false), folded: by(true) };
}

/** The largest distance of two empirical distributions; never is a value like any other. */
function distance(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [one, other].map((list) => list.toSorted((x, y) => (x < y ? -1 : 1)));
  let [i, j, most] = [0, 0, 0];
  while (i < one.length && j < other.length) {
    const at = Math.min(a?.[i] ?? never, b?.[j] ?? never);
    while (i < one.length && (a?.[i] ?? never) <= at) i += 1;
    while (j < other.length && (b?.[j] ?? never) <= at) j += 1;
    most = Math.max(most, Math.abs(i / one.length - j / other.length));
  }
  return most;
}

const samples = 10_000;
/** Kolmogorov–Smirnov: at this distance of two samples p is 0.01. */
const critical = 1.628 * Math.sqrt(2 / samples);

test("[H620] fifty members behind gates are one step, and fall by day ten with 0.599348", () => {
  const members = Array.from({ length: 50 }, (_, at) => `m${at}`);
  const scene = buildScene({
    nodes: [
      { name: "entry", kind: "or" },
      ...members.flatMap((name) => [
        { name: `${name}/gate`, kind: "defence" as const },
        { name, kind: "and" as const, from: ["entry", `${name}/gate`], time: exponential(0.02) },
      ]),
      { name: "goal", kind: "or", from: members },
    ],
    parameters: [fixed("on", 1), fixed("works", 0.9)],
    gates: members.map((name) => ({ at: `${name}/gate`, effectiveness: 1 })),
    entries: ["entry"],
    objectives: ["goal"],
  });
  const contracted = contractScene(scene, [], { crowds: true });
  expect(contracted.crowds).toEqual({ crowds: 1, members: 50 });
  expect(contracted.layout.isAnd.length).toBe(2);
  const runs = 200_000;
  const range = { outerFrom: 0, outerTo: runs, inner: 1 };
  const { times } = playRuns(openRuns(contracted), none, range);
  const share = times.filter((time) => time <= 10).length / runs;
  expect(Math.abs(share - 0.599_348)).toBeLessThan(4 * Math.sqrt((0.6 * 0.4) / runs));
});

test("[H621] folded and kept crowds give one distribution: times, falls and what is lost", () => {
  let [folded, stopped, members] = [0, 0, 0];
  for (let seed = 0; seed < 24; seed += 1) {
    const { sketch, latent, members: expected } = singleCrowds(seed);
    const chosen = Uint8Array.of(seed & 1, (seed >> 1) & 1);
    const range = { outerFrom: 0, outerTo: samples, inner: 1 };
    const both = played(buildScene(sketch), latent, chosen, range);
    expect([seed, both.folded.contracted.crowds?.members]).toEqual([seed, expected]);
    members += expected;
    folded += both.kept.contracted.layout.isAnd.length;
    folded -= both.folded.contracted.layout.isAnd.length;
    for (const pass of ["times", "unopposed"] as const)
      for (const goal of [0, 1, 2]) {
        const of = ({ [pass]: all }: typeof both.kept) =>
          Array.from({ length: samples }, (_, run) => all[3 * run + goal] ?? never);
        const found = distance(of(both.kept), of(both.folded));
        expect([seed, pass, goal, found < critical]).toEqual([seed, pass, goal, true]);
      }
    // Damage: each goal that falls within the window costs its own, and the rest of the window.
    const lossOf = ({ times, limits }: typeof both.kept) =>
      Array.from({ length: samples }, (_, run) =>
        [0, 1, 2].reduce((sum, goal) => {
          const time = times[3 * run + goal] ?? never;
          const limit = limits[run] ?? 0;
          return time <= limit ? sum + 10 ** goal + (limit - time) : sum;
        }, 0),
      );
    expect([seed, distance(lossOf(both.kept), lossOf(both.folded)) < critical]).toEqual([
      seed,
      true,
    ]);
    stopped += both.kept.times.filter((time, at) => time !== both.kept.unopposed[at]).length;
  }
  expect(members).toBeGreaterThan(400);
  expect(folded).toBeGreaterThan(400);
  expect(stopped).toBeGreaterThan(1_000);
});

/** Fifty members that are two steps each. */
const inSeries: SceneSketch = {
  nodes: [
    { name: "entry", kind: "or" },
    ...Array.from({ length: 50 }, (_, at) => [
      { name: `x${at}`, kind: "or" as const, from: ["entry"], time: exponential(0.1) },
      { name: `y${at}`, kind: "or" as const, from: [`x${at}`], time: exponential(0.1) },
    ]).flat(),
    { name: "goal", kind: "or", from: Array.from({ length: 50 }, (_, at) => `y${at}`) },
  ],
  entries: ["entry"],
  objectives: ["goal"],
};

test("[H622] two draws in series are kept as members, and fall by day two with 0.586841", () => {
  const contracted = contractScene(buildScene(inSeries), [], { crowds: true });
  expect(contracted.crowds).toEqual({ crowds: 0, members: 0 });
  expect(contracted.layout.isAnd.length).toBe(102);
  const runs = 40_000;
  const range = { outerFrom: 0, outerTo: runs, inner: 1 };
  const { times } = playRuns(openRuns(contracted), none, range);
  const share = times.filter((time) => time <= 2).length / runs;
  expect(Math.abs(share - 0.586_841)).toBeLessThan(4 * Math.sqrt((0.59 * 0.41) / runs));
});

test("[H622] members that somebody counts, or that share a draw, are kept", () => {
  const members = ["a", "b", "c"];
  const crowd = (more: Partial<SceneSketch>, goal: "and" | "or" = "or"): SceneSketch => ({
    nodes: [
      { name: "entry", kind: "or" },
      ...members.flatMap((name) => [
        { name: `${name}/1`, kind: "defence" as const },
        { name: `${name}/2`, kind: "defence" as const },
        { name, kind: "and" as const, from: ["entry", `${name}/1`, `${name}/2`] },
      ]),
      { name: "goal", kind: goal, from: members },
    ],
    entries: ["entry"],
    objectives: ["goal"],
    parameters: [fixed("on", 1), fixed("half", 0.5)],
    gates: members.flatMap((name) => [
      { at: `${name}/1`, coverage: 0, effectiveness: 1 },
      { at: `${name}/2`, coverage: 1, effectiveness: 1 },
    ]),
    times: members.map((at) => ({ at, time: exponential(1), key: at })),
    ...more,
  });
  const foldedOf = (sketch: SceneSketch, latent: LatentMeasures = []) =>
    contractScene(buildScene(sketch), latent, { crowds: true }).crowds?.members;
  expect(foldedOf(crowd({}))).toBe(3);
  // Behind an AND the last counts, and where members are asked for, each.
  expect(foldedOf(crowd({}, "and"))).toBe(0);
  expect(foldedOf(crowd({ objectives: ["goal", "b"] }))).toBe(2);
  // Draws that two of them share.
  const shared = members.map((at) => ({ at, time: exponential(1), key: at === "a" ? "b" : at }));
  expect(foldedOf(crowd({ times: shared }))).toBe(0);
  // Two gates that some have each.
  const twice = (name: string) => [1, 2].map((at) => ({ at: `${name}/${at}`, coverage: 1 }));
  expect(foldedOf(crowd({ gates: members.flatMap(twice) }))).toBe(0);
  // What a measure does to one, or what is known of one, keeps it apart.
  expect(foldedOf(crowd({}), [[{ kind: "slower", node: 3, factor: 2 }]])).toBe(2);
});

test("[H623] more measures bring no time of folded crowds forward, run by run", () => {
  let later = 0;
  for (let seed = 0; seed < 100; seed += 1) {
    const { sketch, latent } = singleCrowds(seed);
    const runs = openRuns(contractScene(buildScene(sketch), latent, { crowds: true }));
    const range = { outerFrom: 0, outerTo: 20, inner: 3 };
    const timesWith = (...chosen: readonly number[]) =>
      playRuns(runs, Uint8Array.from(chosen), range).times;
    const before = timesWith(0, 0);
    for (const after of [timesWith(1, 0), timesWith(0, 1), timesWith(1, 1)])
      after.forEach((time, at) => {
        expect(time).toBeGreaterThanOrEqual((before[at] ?? 0) * (1 - 1e-12));
        if (time > (before[at] ?? 0)) later += 1;
      });
  }
  expect(later).toBeGreaterThan(500);
});

test("[H624] who has a gate stays the same for all runs of an outer draw", () => {
  const members = Array.from({ length: 4 }, (_, at) => `m${at}`);
  const scene = buildScene({
    nodes: [
      { name: "entry", kind: "or" },
      ...members.flatMap((name) => [
        { name: `${name}/gate`, kind: "defence" as const },
        { name, kind: "and" as const, from: ["entry", `${name}/gate`] },
      ]),
      { name: "goal", kind: "or", from: members },
    ],
    parameters: [fixed("most", 0.8)],
    gates: members.map((name) => ({ at: `${name}/gate` })),
    entries: ["entry"],
    objectives: ["goal"],
  });
  const runs = openRuns(contractScene(scene, [], { crowds: true }));
  const outers = 20_000;
  const { times } = playRuns(runs, none, { outerFrom: 0, outerTo: outers, inner: 2 });
  let held = 0;
  for (let outer = 0; outer < outers; outer += 1) {
    expect(times[2 * outer]).toBe(times[2 * outer + 1]);
    held += times[2 * outer] === never ? 1 : 0;
  }
  // All four have it.
  const p = 0.8 ** 4;
  expect(Math.abs(held / outers - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / outers));
});
